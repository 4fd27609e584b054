#include "server/json/member_name.h"

#include <utility>

#include "server/ascii.h"

namespace grafake::server {
namespace {

constexpr std::string_view kKelvin = "\xE2\x84\xAA";
constexpr std::string_view kLongS = "\xC5\xBF";

// The folded letter at the front of `name`, which loses it.
char TakeFolded(std::string_view& name) {
  for (const auto& [letter, folded] : {std::pair{kKelvin, 'k'}, std::pair{kLongS, 's'}}) {
    if (!name.starts_with(letter)) continue;
    name.remove_prefix(letter.size());
    return folded;
  }
  const char c = LowerAscii(name.front());
  name.remove_prefix(1);
  return c;
}

}  // namespace

// In simple folding two letters beyond ASCII fold to 'k' and 's'. Copies nothing: a body may hold a million names.
bool SameMemberName(std::string_view name, std::string_view field) {
  while (!name.empty() && !field.empty()) {
    if (TakeFolded(name) != TakeFolded(field)) return false;
  }
  return name.empty() && field.empty();
}

}  // namespace grafake::server
