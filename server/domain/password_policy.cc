#include "server/domain/password_policy.h"

#include <locale.h>
#include <wctype.h>

#include "server/json/utf8.h"

namespace grafake::server {
namespace {

constexpr std::size_t kShortestStrong = 12;

// Which kinds of characters a password has; the letters of every script count.
struct Kinds {
  bool upper = false;
  bool lower = false;
  bool number = false;
  bool symbol = false;

  void Note(wint_t code) {
    static const locale_t kUnicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (kUnicode == nullptr) return;
    upper |= iswupper_l(code, kUnicode) != 0;
    lower |= iswlower_l(code, kUnicode) != 0;
    number |= iswdigit_l(code, kUnicode) != 0;
    symbol |= iswalnum_l(code, kUnicode) == 0;
  }
};

}  // namespace

bool IsStrongPassword(std::string_view password) {
  if (password.size() < kShortestStrong) return false;
  Kinds kinds;
  while (!password.empty()) {
    const std::size_t length = Utf8Length(password);
    if (length == 0) {
      kinds.symbol = true;
    } else {
      kinds.Note(static_cast<wint_t>(DecodeUtf8(password.substr(0, length))));
    }
    password.remove_prefix(length == 0 ? 1 : length);
  }
  return kinds.upper && kinds.lower && kinds.number && kinds.symbol;
}

}  // namespace grafake::server
