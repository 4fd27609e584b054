#include "server/http/byte_ranges.h"

#include <algorithm>
#include <optional>

#include "server/ascii.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

std::optional<std::int64_t> NotNegative(std::string_view text) {
  const auto number = ParseInteger(text);
  return number && *number >= 0 ? number : std::nullopt;
}

// "-5": the last five bytes.
std::optional<ByteRange> LastBytes(std::string_view count, std::int64_t size) {
  const auto wanted = count.starts_with('-') ? std::nullopt : NotNegative(count);
  if (!wanted) return std::nullopt;
  const std::int64_t length = std::min(*wanted, size);
  return ByteRange{size - length, length};
}

// A length of -1: it begins beyond the end.
std::optional<ByteRange> OneRange(std::string_view text, std::int64_t size) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view first = WithoutBlanks(text.substr(0, dash));
  const std::string_view last = WithoutBlanks(text.substr(dash + 1));
  if (first.empty()) return LastBytes(last, size);
  const auto start = NotNegative(first);
  if (!start) return std::nullopt;
  if (*start >= size) return ByteRange{*start, -1};
  if (last.empty()) return ByteRange{*start, size - *start};
  const auto end = ParseInteger(last);
  if (!end || *end < *start) return std::nullopt;
  return ByteRange{*start, std::min(*end, size - 1) - *start + 1};
}

}  // namespace

std::string ByteRange::Text(std::int64_t size) const {
  return "bytes " + std::to_string(start) + "-" + std::to_string(start + length - 1) + "/" + std::to_string(size);
}

tl::expected<std::vector<ByteRange>, RangeFault> ParseByteRanges(std::string_view text, std::int64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  std::vector<ByteRange> ranges;
  if (text.empty()) return ranges;
  if (!text.starts_with(kUnit)) return tl::unexpected(RangeFault::kMalformed);
  text.remove_prefix(kUnit.size());
  bool beyond = false;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    const std::string_view part = WithoutBlanks(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (part.empty()) continue;
    const auto range = OneRange(part, size);
    if (!range) return tl::unexpected(RangeFault::kMalformed);
    beyond = beyond || range->length < 0;
    if (range->length >= 0) ranges.push_back(*range);
  }
  if (beyond && ranges.empty()) return tl::unexpected(RangeFault::kBeyondTheEnd);
  return ranges;
}

}  // namespace grafake::server
