#include "server/control/body_secrets.h"

#include <algorithm>

#include "server/control/harmless_texts.h"
#include "server/control/text_encodings.h"
#include "server/json/reader.h"
#include "server/json/scanner.h"

namespace grafake::server {
namespace {

// Nobody logs in with a longer one, or with more.
constexpr std::size_t kMostRead = std::size_t{64} << 10;
constexpr std::size_t kMostPasswords = 16;

bool IsForm(std::string_view body) {
  const auto begin = body.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && body[begin] != '{' && body[begin] != '[' &&
         body.find('=') != std::string_view::npos;
}

// As a form writes it: a '+' is a blank.
std::string OfForm(std::string_view text) {
  std::string plain(text);
  std::ranges::replace(plain, '+', ' ');
  return WithoutEncoding(plain);
}

}  // namespace

std::size_t SkipJsonBlanks(std::string_view text, std::size_t at) {
  while (at < text.size() && IsJsonBlank(text[at])) ++at;
  return at;
}

std::size_t EndOfJsonString(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return std::min(end, text.size());
}

std::string DecodedJsonString(std::string_view raw) {
  const std::string quoted = "\"" + std::string(raw) + "\"";
  return JsonValue{JsonValue::Kind::kString, quoted}.Text();
}

SecretKind SecretKindOfMember(std::string_view raw) {
  HarmlessTexts& harmless = HarmlessTexts::OfThisThread();
  if (harmless.Knows(HarmlessTexts::As::kMemberName, raw)) return SecretKind::kNone;
  const bool plain = raw.find('\\') == std::string_view::npos;
  // Not as JSON: whoever asks may have something that is none.
  const SecretKind kind = plain ? SecretKindOf(raw) : SecretKindOf(WithoutEncoding(raw));
  if (kind == SecretKind::kNone) harmless.Learn(HarmlessTexts::As::kMemberName, raw);
  return kind;
}

std::vector<std::string> PasswordsOfForm(std::string_view form) {
  std::vector<std::string> found;
  if (form.size() > kMostRead) return found;
  while (!form.empty() && found.size() < kMostPasswords) {
    const std::string_view field = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(field.size() + 1, form.size()));
    const auto equals = field.find('=');
    if (equals == std::string_view::npos || SecretKindOf(OfForm(field.substr(0, equals))) != SecretKind::kPassword)
      continue;
    found.push_back(OfForm(field.substr(equals + 1)));
  }
  return found;
}

std::vector<std::string> PasswordsIn(std::string_view body) {
  std::vector<std::string> found;
  if (body.empty() || body.size() > kMostRead) return found;
  if (HarmlessTexts::OfThisThread().Knows(HarmlessTexts::As::kClientBody, body)) return found;
  if (IsForm(body)) return PasswordsOfForm(body);
  for (std::size_t quote = body.find('"'); quote < body.size() && found.size() < kMostPasswords;) {
    const std::size_t end = EndOfJsonString(body, quote + 1);
    const std::string_view name = body.substr(quote + 1, end - quote - 1);
    quote = body.find('"', std::min(end + 1, body.size()));
    const std::size_t colon = SkipJsonBlanks(body, std::min(end + 1, body.size()));
    if (quote >= body.size() || colon >= body.size() || body[colon] != ':') continue;
    if (SkipJsonBlanks(body, colon + 1) != quote || SecretKindOfMember(name) != SecretKind::kPassword) continue;
    found.push_back(WithoutEncoding(body.substr(quote + 1, EndOfJsonString(body, quote + 1) - quote - 1)));
  }
  return found;
}

}  // namespace grafake::server
