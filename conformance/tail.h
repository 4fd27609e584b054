#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace grafake::conformance {

// At most so many of the last bytes of a file, however large it is; empty when it cannot be read.
[[nodiscard]] std::string TailOf(const std::filesystem::path& file, std::size_t most);

}  // namespace grafake::conformance
