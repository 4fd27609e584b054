// AppendRedactedText.

#include <algorithm>
#include <optional>

#include "server/ascii.h"
#include "server/control/harmless_texts.h"
#include "server/control/redaction.h"
#include "server/control/secret_names.h"
#include "server/control/token_shape.h"

namespace grafake::server {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr int kDeepestEncoding = 4;

// What stands around names and values.
constexpr std::string_view kAroundNames = "=:&;,? \t\r\n\"'/#{}()<>|\\";

void AppendWithoutTokens(std::string& out, std::string_view text, const KnownSecrets& known) {
  std::size_t from = 0;
  while (const auto place = FindToken(text, from)) {
    const std::string_view token = text.substr(place->begin, place->end - place->begin);
    out.append(text, from, place->begin - from);
    out += token == known.token ? known.name : NameOf(SecretKind::kToken);
    from = place->end;
  }
  out.append(text, from);
}

// Whole escapes only; what is none stays.
std::string DecodeEscapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && HexValue(text[i + 1]) >= 0 && HexValue(text[i + 2]) >= 0;
    if (!escape) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2]));
    i += 2;
  }
  return out;
}

// What would not be one word of a line any more, is escaped again.
void AppendEscaped(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    if (c != '"' && c != '\\' && c != '%' && !IsControl(c)) {
      out += c;
      continue;
    }
    out += '%';
    out += kHex[static_cast<unsigned char>(c) / 16];
    out += kHex[static_cast<unsigned char>(c) % 16];
  }
}

// `user:password@`, in front of a host.
std::string WithoutUserInfo(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (auto slashes = text.find("//"); slashes != npos; slashes = text.find("//", from)) {
    const std::size_t begin = slashes + 2;
    const std::size_t end = std::min(text.find_first_of("/?# \t\r\n\"'<>", begin), text.size());
    const auto at = text.substr(begin, end - begin).rfind('@');
    out.append(text, from, begin - from);
    from = begin;
    if (at == npos) continue;
    out += NameOf(SecretKind::kPassword);
    from = begin + at;
  }
  return out.append(text, from);
}

struct NamedValue {
  std::size_t begin;
  std::size_t end;
  SecretKind kind;
};

// Where the value of a secret ends that begins at `begin`, behind `separator`: only a field of a form or query says it.
std::size_t EndOfValue(std::string_view text, std::size_t begin, char separator) {
  const bool quoted = begin < text.size() && (text[begin] == '"' || text[begin] == '\'');
  if (quoted || separator != '=') return text.size();
  return std::min(text.find('&', begin), text.size());
}

// Of the name that ends where `separator` stands.
SecretKind KindBefore(std::string_view text, std::size_t from, std::size_t separator) {
  std::size_t end = separator;
  while (end > from && (text[end - 1] == ' ' || text[end - 1] == '"' || text[end - 1] == '\'')) --end;
  const auto around = end == from ? npos : text.find_last_of(kAroundNames, end - 1);
  const std::size_t begin = around == npos || around < from ? from : around + 1;
  const std::string_view name = text.substr(begin, end - begin);
  if (name.find('%') != npos) return SecretKindOfParameter(DecodeEscapes(name));
  return SecretKindOfParameter(name);
}

std::optional<NamedValue> FindNamedValue(std::string_view text, std::size_t from) {
  for (auto at = text.find_first_of("=:", from); at != npos; at = text.find_first_of("=:", at + 1)) {
    const SecretKind kind = KindBefore(text, from, at);
    if (kind == SecretKind::kNone) continue;
    const std::size_t begin = std::min(text.find_first_not_of(" \t", at + 1), text.size());
    const std::size_t end = EndOfValue(text, begin, text[at]);
    if (end > begin) return NamedValue{begin, end, kind};
  }
  return std::nullopt;
}

// "Basic …", "Bearer …", wherever they stand.
std::optional<NamedValue> FindCredential(std::string_view text, std::size_t from) {
  for (auto blank = text.find(' ', from); blank != npos; blank = text.find(' ', blank + 1)) {
    const std::string_view before = text.substr(from, blank - from);
    const bool basic = before.size() >= 5 && LowerText(before.substr(before.size() - 5)) == "basic";
    const bool bearer = before.size() >= 6 && LowerText(before.substr(before.size() - 6)) == "bearer";
    if (!basic && !bearer) continue;
    const std::size_t begin = std::min(text.find_first_not_of(' ', blank), text.size());
    const std::size_t end = std::min(text.find_first_of(" ,;&\"'", begin), text.size());
    if (end - begin > 5 && text.substr(begin, 6) != "realm=")
      return NamedValue{begin, end, basic ? SecretKind::kPassword : SecretKind::kToken};
  }
  return std::nullopt;
}

std::string WithoutValues(std::string_view text, std::optional<NamedValue> (*find)(std::string_view, std::size_t)) {
  std::string out;
  std::size_t from = 0;
  while (const auto value = find(text, from)) {
    out.append(text, from, value->begin - from);
    out += NameOf(value->kind);
    from = value->end;
  }
  return out.append(text, from);
}

std::string WithoutShapeless(std::string_view text, std::string_view secret) {
  std::string out;
  std::size_t from = 0;
  for (auto at = text.find(secret); at != npos; at = text.find(secret, from)) {
    out.append(text, from, at - from);
    out += NameOf(SecretKind::kSecret);
    from = at + secret.size();
  }
  return out.append(text, from);
}

// Wherever it stands, and whatever is said before it.
std::string WithoutSecretWords(std::string_view text, const KnownSecrets& known) {
  std::string out = known.shapeless.empty() ? std::string(text) : WithoutShapeless(text, known.shapeless);
  return out.find("//") != npos && out.find('@') != npos ? WithoutUserInfo(out) : out;
}

std::string RedactPlain(std::string_view text, const KnownSecrets& known) {
  std::string out = WithoutSecretWords(text, known);
  if (out.find_first_of("=:") != npos) out = WithoutValues(out, FindNamedValue);
  if (out.find(' ') != npos) out = WithoutValues(out, FindCredential);
  if (!FindToken(out)) return out;
  std::string without;
  AppendWithoutTokens(without, out, known);
  return without;
}

// As long as decoding shows a secret, what is decoded is what is kept.
std::string RedactDeeply(std::string_view text, const KnownSecrets& known, int depth) {
  std::string out = RedactPlain(text, known);
  if (out.find('%') == npos) return out;
  const std::string decoded = DecodeEscapes(out);
  if (decoded == out) return out;
  if (depth == kDeepestEncoding) return std::string(NameOf(SecretKind::kSecret));
  const std::string redacted = RedactDeeply(decoded, known, depth + 1);
  if (redacted == decoded) return out;
  std::string escaped;
  AppendEscaped(escaped, redacted);
  return escaped;
}

}  // namespace

bool IsSecretOfItself(std::string_view text, const KnownSecrets& known) {
  return known.shapeless.empty() ||
         (text.find(known.shapeless) == npos && text.find('%') == npos && text.find('\\') == npos);
}

void AppendRedactedSentence(std::string& out, std::string_view sentence, const KnownSecrets& known) {
  AppendWithoutTokens(out, WithoutSecretWords(sentence, known), known);
}

void AppendRedactedText(std::string& out, std::string_view text, const KnownSecrets& known) {
  HarmlessTexts& harmless = HarmlessTexts::OfThisThread();
  const bool of_itself = IsSecretOfItself(text, known);
  if (text.empty() || (of_itself && harmless.Knows(HarmlessTexts::As::kText, text))) {
    out += text;
    return;
  }
  const std::string redacted = RedactDeeply(text, known, 0);
  out += redacted;
  if (of_itself && redacted == text) harmless.Learn(HarmlessTexts::As::kText, text);
}

}  // namespace grafake::server
