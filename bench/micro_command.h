#pragma once

#include <string>
#include <vector>

namespace grafake::bench {

// Runs the micro benchmarks with Google Benchmark's own flags. With `keep`, writes their JSON to that file too, without
// names and paths of this machine but with its description. False when a flag is unknown. Throws std::runtime_error
// when the file cannot be written.
[[nodiscard]] bool RunMicroCommand(const std::vector<std::string>& flags, const std::string& keep);

}  // namespace grafake::bench
