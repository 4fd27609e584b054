#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace grafake::server {

// Numbers as JSON, as lists go into statements: one text of SQL serves every length.
[[nodiscard]] inline std::string JsonListOf(const std::vector<std::int64_t>& numbers) {
  std::string json = "[";
  for (const std::int64_t number : numbers) json += (json.size() > 1 ? "," : "") + std::to_string(number);
  return json + "]";
}

}  // namespace grafake::server
