#include "server/domain/logins.h"

#include <locale.h>
#include <wctype.h>

#include <memory>

#include "server/json/utf8.h"

namespace grafake::server {
namespace {

// The C library's tables of letters; its own locale object, so that nothing depends on the process's.
char32_t Lower(char32_t code) {
  static const locale_t kUnicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 32 : code;
  return kUnicode == nullptr ? code : static_cast<char32_t>(towlower_l(static_cast<wint_t>(code), kUnicode));
}

}  // namespace

std::string LowerCase(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = Utf8Length(text);
    if (length == 0) {
      out += kReplacementCharacter;
    } else {
      AppendUtf8(out, Lower(DecodeUtf8(text.substr(0, length))));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

LoginComparison ComparisonOf(LoginCase rule) {
  return {.ignore_case = rule == LoginCase::kIgnored || rule == LoginCase::kLowered,
          .lower = rule == LoginCase::kAllLowered ? LowerCase : nullptr};
}

std::string AccountLogin(std::string_view name, std::optional<std::int64_t> org_id) {
  std::string login = "sa-" + (org_id ? std::to_string(*org_id) + "-" : "") + LowerCase(name);
  for (char& c : login) {
    if (c == ' ') c = '-';
  }
  return login;
}

}  // namespace grafake::server
