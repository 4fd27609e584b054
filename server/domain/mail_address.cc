#include "server/domain/mail_address.h"

#include <algorithm>

#include "server/ascii.h"

namespace grafake::server {
namespace {

// What names in addresses are made of, as Go takes them: bytes of letters beyond ASCII too.
bool IsAtomByte(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
  return IsLetterOrDigit(c) || static_cast<unsigned char>(c) >= 0x80 || kMarks.find(c) != std::string_view::npos;
}

// Atoms with single dots between them.
bool IsDotAtom(std::string_view text) {
  return !text.empty() && !text.starts_with('.') && !text.ends_with('.') && text.find("..") == std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return c == '.' || IsAtomByte(c); });
}

// The length of the text in quotes that it begins with; 0: none.
std::size_t QuotedLength(std::string_view text) {
  if (!text.starts_with('"')) return 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return 0;
}

bool IsAddress(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string_view local = text.substr(0, at);
  return IsDotAtom(text.substr(at + 1)) &&
         (IsDotAtom(local) || (!local.empty() && QuotedLength(local) == local.size()));
}

// Words, each of atoms or in quotes.
bool IsPhrase(std::string_view text) {
  while (!text.empty()) {
    const std::size_t quoted = QuotedLength(text);
    const auto end =
        quoted != 0
            ? quoted
            : static_cast<std::size_t>(
                  std::ranges::find_if_not(text, [](char c) { return c == '.' || IsAtomByte(c); }) - text.begin());
    if (end == 0) return false;
    text = WithoutBlanks(text.substr(end));
  }
  return true;
}

}  // namespace

std::optional<std::string> ParseMailAddress(std::string_view text) {
  text = WithoutBlanks(text);
  if (IsAddress(text)) return std::string(text);
  const auto open = text.rfind('<');
  if (open == std::string_view::npos || !text.ends_with('>')) return std::nullopt;
  const std::string_view address = text.substr(open + 1, text.size() - open - 2);
  if (!IsPhrase(WithoutBlanks(text.substr(0, open))) || !IsAddress(address)) return std::nullopt;
  return std::string(address);
}

}  // namespace grafake::server
