#include "server/domain/json_equality.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "server/domain/json_members.h"

namespace grafake::server {
namespace {

bool HasSameItems(const JsonValue& a, const JsonValue& b) {
  JsonItems left(a);
  JsonItems right(b);
  while (true) {
    const auto one = left.Next();
    const auto other = right.Next();
    if (!one || !other) return one.has_value() == other.has_value();
    if (!IsSameJson(*one, *other)) return false;
  }
}

bool HasSameMembers(const JsonValue& a, const JsonValue& b) {
  const JsonObjectMap left(a);
  const JsonObjectMap right(b);
  return std::ranges::equal(left.all(), right.all(), [](const auto& one, const auto& other) {
    return one.first == other.first && IsSameJson(one.second, other.second);
  });
}

}  // namespace

double NumberOfJson(const JsonValue& value) {
  double number = 0;
  const auto read = std::from_chars(value.source.data(), value.source.data() + value.source.size(), number);
  return read.ec == std::errc() ? number : std::numeric_limits<double>::quiet_NaN();
}

bool IsSameJson(const JsonValue& a, const JsonValue& b) {
  using Kind = JsonValue::Kind;
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::kNumber) return NumberOfJson(a) == NumberOfJson(b);
  if (a.kind == Kind::kString) return a.Text() == b.Text();
  if (a.kind == Kind::kArray) return HasSameItems(a, b);
  if (a.kind == Kind::kObject) return HasSameMembers(a, b);
  return a.source == b.source;
}

}  // namespace grafake::server
