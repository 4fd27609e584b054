#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace grafake {

// What was packed by gzip; nothing where it is broken or would be over `largest` bytes.
[[nodiscard]] std::optional<std::string> Unpacked(const std::string& packed, std::size_t largest);

}  // namespace grafake
