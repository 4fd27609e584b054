#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace grafake::server {

// Percent-decoding of a path; nothing when an escape is broken. '+' stays.
[[nodiscard]] std::optional<std::string> DecodePath(std::string_view text);

// A decoded path as a path that can be decoded again.
[[nodiscard]] std::string EncodePercents(std::string_view path);

// As in a query: '+' is a blank.
[[nodiscard]] std::optional<std::string> DecodeQueryText(std::string_view text);

// As Go's url.QueryEscape: everything but letters, digits and "-_.~"; a blank becomes '+'.
[[nodiscard]] std::string EncodeQueryText(std::string_view text);

// The parameters behind '?', by Go's rules: names keep their case, a pair with ';' or a broken escape is dropped.
class Query {
 public:
  Query() = default;
  explicit Query(std::string_view text);

  // The first value of that name; empty when there is none.
  [[nodiscard]] const std::string& Text(std::string_view name) const;
  [[nodiscard]] bool Has(std::string_view name) const;
  // An optional sign and digits; anything else is 0, beyond 64 bits the largest or smallest value.
  [[nodiscard]] std::int64_t Integer(std::string_view name) const;
  // The number when it is one and fits; for parameters that are ignored otherwise.
  [[nodiscard]] std::optional<std::int64_t> ExactInteger(std::string_view name) const;
  // One of 1 t T true True TRUE; anything else is false.
  [[nodiscard]] bool Boolean(std::string_view name) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

// A decimal 64-bit integer with an optional sign, as Go's strconv.ParseInt reads it; nothing for anything else.
[[nodiscard]] std::optional<std::int64_t> ParseInteger(std::string_view text);

}  // namespace grafake::server
