#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "src/patience.h"

namespace grafake {

// What was packed by gzip; nothing where it is broken, would be over `largest` bytes, or the patience ends first.
[[nodiscard]] std::optional<std::string> Unpacked(const std::string& packed, std::size_t largest,
                                                  const Patience& patience);

}  // namespace grafake
