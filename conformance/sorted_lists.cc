#include "conformance/sorted_lists.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "conformance/json_text.h"

namespace grafake::conformance {
namespace {

std::string SortedList(std::string_view list) {
  std::vector<std::string> items;
  (void)WithValuesReplaced(list, [&](const JsonValue& value) -> std::optional<std::string> {
    if (value.pointer.empty()) return std::nullopt;
    items.push_back(WithListsSorted(value.bytes));
    return "";
  });
  std::ranges::sort(items);
  std::string out = "[";
  for (const std::string& item : items) out += (out.size() > 1 ? "," : "") + item;
  return out + "]";
}

}  // namespace

std::string WithListsSorted(std::string_view json) {
  return WithValuesReplaced(json, [](const JsonValue& value) -> std::optional<std::string> {
    return value.bytes[0] == '[' ? std::optional(SortedList(value.bytes)) : std::nullopt;
  });
}

}  // namespace grafake::conformance
