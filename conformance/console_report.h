#pragma once

#include <filesystem>
#include <iosfwd>

#include "conformance/not_yet_passing.h"
#include "conformance/player.h"

namespace grafake::conformance {

// What differed in one scenario: each request, what real Grafana said, what the target said, a curl line; and where the
// target's files and output are kept. Prints nothing for an equal one.
void PrintDifferences(std::ostream& out, const PlayResult& result, const std::filesystem::path& directory);

// The problems and, at the end, "N passed, N failed, N skipped"; skipped are those not yet passing.
void PrintVerdict(std::ostream& out, const Verdict& verdict);

}  // namespace grafake::conformance
