#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "server/control/document.h"

namespace grafake::server {

// Of YAML, whose library is slow and takes much memory; JSON may be longer.
inline constexpr std::size_t kLongestYaml = std::size_t{2} << 20;
// In one document of YAML, those that aliases stand for included.
inline constexpr std::size_t kMostYamlValues = 400'000;
// Bytes at which YAML's words may begin or end, of which its library keeps a hundred bytes each before it tells any.
inline constexpr std::size_t kMostYamlMarks = 400'000;

// Reads one document of YAML, which JSON that is none (a comma too many) also may be; null: there is none. Throws
// DocumentError, and what yaml-cpp throws.
[[nodiscard]] std::optional<DocumentNode> ReadYaml(std::string_view text);

}  // namespace grafake::server
