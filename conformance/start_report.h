#pragma once

#include <optional>
#include <string>

#include "conformance/recording.h"

namespace grafake::conformance {

// What became of a start, as a recorded answer: the body names whether it runs, its exit code (nothing: it was stopped
// or killed), and the lines of `output` that tell what it could not read, without their times.
[[nodiscard]] RecordedAnswer ReportOfStart(bool runs, std::optional<int> exit_code, const std::string& output);

}  // namespace grafake::conformance
