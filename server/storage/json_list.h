#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/json/writer.h"

namespace grafake::server {

// Numbers and texts as JSON, as lists go into statements: one text of SQL serves every length.
[[nodiscard]] inline std::string JsonListOf(const std::vector<std::int64_t>& numbers) {
  std::string json = "[";
  for (const std::int64_t number : numbers) json += (json.size() > 1 ? "," : "") + std::to_string(number);
  return json + "]";
}

[[nodiscard]] inline std::string JsonListOf(const std::vector<std::string>& texts) {
  JsonWriter json;
  json.BeginArray();
  for (const std::string& text : texts) json.Value(text);
  return json.EndArray().Take();
}

}  // namespace grafake::server
