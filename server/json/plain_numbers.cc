#include "server/json/plain_numbers.h"

#include <charconv>
#include <cstdint>

#include "server/ascii.h"
#include "server/json/scanner.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

std::string PlainNumber(std::string_view number) {
  const char* const end = number.data() + number.size();
  std::int64_t whole = 0;
  if (const auto read = std::from_chars(number.data(), end, whole); read.ptr == end && read.ec == std::errc())
    return std::to_string(whole);
  double value = 0;
  const auto read = std::from_chars(number.data(), end, value);
  return read.ec == std::errc() ? JsonNumberText(value) : std::string(number);
}

}  // namespace

std::string WithPlainNumbers(std::string_view json) {
  std::string plain;
  plain.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    const bool number = IsDigit(c) || c == '-';
    if (!number && c != '"') {
      plain += c;
      ++at;
      continue;
    }
    const std::size_t end = EndOfJson(json, at);
    const std::string_view source = json.substr(at, end - at);
    plain += number ? PlainNumber(source) : std::string(source);
    at = end;
  }
  return plain;
}

}  // namespace grafake::server
