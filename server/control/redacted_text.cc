// AppendRedactedText, AppendRedactedTarget, AppendRedactedSentence.

#include <algorithm>
#include <optional>

#include "server/ascii.h"
#include "server/control/harmless_texts.h"
#include "server/control/named_pairs.h"
#include "server/control/path_codes.h"
#include "server/control/redaction.h"
#include "server/control/secret_names.h"
#include "server/control/text_encodings.h"
#include "server/control/token_shape.h"

namespace grafake::server {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr int kDeepestEncoding = 4;

// Behind "Basic": as it is, or as a form writes it.
constexpr std::string_view kBlanks = " \t+\r\n";

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

// Where an authority begins, from `from` on: behind two slashes, or behind a scheme and one. Clients take a backslash
// for a slash.
std::size_t FindAuthority(std::string_view text, std::size_t from) {
  constexpr std::string_view kSlashes = "/\\";
  for (auto at = text.find_first_of(kSlashes, from); at != npos; at = text.find_first_of(kSlashes, at)) {
    const std::size_t begin = at;
    at = std::min(text.find_first_not_of(kSlashes, begin), text.size());
    if (at - begin > 1 || (begin > 0 && text[begin - 1] == ':')) return at;
  }
  return npos;
}

// `user:password@`, in front of a host.
std::string WithoutUserInfo(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  std::size_t end = 0;
  for (auto begin = FindAuthority(text, 0); begin != npos; begin = FindAuthority(text, end)) {
    end = std::min(text.find_first_of("/?# \t\r\n", begin), text.size());
    const auto at = text.substr(begin, end - begin).rfind('@');
    if (at == npos) continue;
    out.append(text, from, begin - from);
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

// The name that ends where `separator` stands, whatever is around it.
std::string_view NameBefore(std::string_view text, std::size_t from, std::size_t separator) {
  const auto passed_over = [](char c) { return c == ' ' || c == '"' || c == '\'' || c == '\\' || IsControl(c); };
  std::size_t end = separator;
  while (end > from && passed_over(text[end - 1])) --end;
  const auto around = end == from ? npos : text.find_last_of(kAroundNames, end - 1);
  const std::size_t begin = around == npos || around < from ? from : around + 1;
  return text.substr(begin, end - begin);
}

// A number of things, or whether there are any.
bool SaysCount(std::string_view value) {
  const std::string_view word = value.substr(0, value.find_first_of(",}]& \t\r\n"));
  return word == "true" || word == "false" || word == "null" || (!word.empty() && std::ranges::all_of(word, IsDigit));
}

constexpr std::size_t kReachOfPair = 1024;  // so far behind its name a value may stand

// `name=password&value=…`: all behind the secret's name.
std::optional<NamedValue> PairAt(std::string_view text, std::size_t begin) {
  begin = std::min(text.find_first_not_of(kAroundNames, begin), text.size());
  const std::size_t end = std::min(text.find_first_of(kAroundNames, begin), text.size());
  const SecretKind kind = SecretKindOf(text.substr(begin, end - begin));
  if (kind == SecretKind::kNone || LowerText(text.substr(end, kReachOfPair)).find("val") == npos) return std::nullopt;
  return NamedValue{end, text.size(), kind};
}

std::optional<NamedValue> ValueBehind(std::string_view text, std::size_t from, std::size_t separator) {
  const std::string_view raw = NameBefore(text, from, separator);
  const std::string decoded = raw.find('%') == npos ? std::string() : WithoutEncoding(raw);
  const std::string_view name = decoded.empty() ? raw : decoded;
  const std::size_t begin = std::min(text.find_first_not_of(" \t", separator + 1), text.size());
  const SecretKind kind = SecretKindOfParameter(name);
  if (kind == SecretKind::kNone) return IsNameOfName(name) ? PairAt(text, begin) : std::nullopt;
  if (MayNameCount(name) && SaysCount(text.substr(begin))) return std::nullopt;
  const std::size_t end = EndOfValue(text, begin, text[separator]);
  return end > begin ? std::optional(NamedValue{begin, end, kind}) : std::nullopt;
}

std::optional<NamedValue> FindNamedValue(std::string_view text, std::size_t from) {
  for (auto at = text.find_first_of("=:", from); at != npos; at = text.find_first_of("=:", at + 1)) {
    if (auto value = ValueBehind(text, from, at)) return value;
  }
  return std::nullopt;
}

// "Basic …", "Bearer …", wherever they stand.
std::optional<NamedValue> FindCredential(std::string_view text, std::size_t from) {
  for (auto blank = text.find_first_of(kBlanks, from); blank != npos; blank = text.find_first_of(kBlanks, blank + 1)) {
    const std::string_view before = text.substr(from, blank - from);
    const bool basic = before.size() >= 5 && LowerText(before.substr(before.size() - 5)) == "basic";
    const bool bearer = before.size() >= 6 && LowerText(before.substr(before.size() - 6)) == "bearer";
    if (!basic && !bearer) continue;
    const std::size_t begin = std::min(text.find_first_not_of(kBlanks, blank), text.size());
    const std::size_t end = std::min(text.find_first_of(" \t\r\n,;&\"'", begin), text.size());
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

void HideOne(std::string& text, std::string_view secret, std::string_view instead) {
  for (auto at = text.find(secret); at != npos; at = text.find(secret, at + instead.size()))
    text.replace(at, secret.size(), instead);
}

// Wherever it stands, and whatever is said before it.
std::string WithoutSecretWords(std::string_view text, const KnownSecrets& known) {
  std::string out = WithoutShapeless(text, known, NameOf(SecretKind::kSecret));
  return out.find('@') == npos ? out : WithoutUserInfo(out);
}

using As = HarmlessTexts::As;  // kText, or kTarget: then paths are looked for codes

std::string RedactPlain(std::string_view text, const KnownSecrets& known, As as) {
  std::string out = WithoutSecretWords(text, known);
  if (as == As::kTarget) out = WithoutPathCodes(out);
  if (out.find_first_of("=:") != npos) out = WithoutValues(out, FindNamedValue);
  if (out.find_first_of(kBlanks) != npos) out = WithoutValues(out, FindCredential);
  if (!FindToken(out)) return out;
  std::string without;
  AppendWithoutTokens(without, out, known);
  return without;
}

// As long as decoding shows a secret, what is decoded is what is kept.
std::string RedactDeeply(std::string_view text, const KnownSecrets& known, As as, int depth) {
  std::string out = RedactPlain(text, known, as);
  if (!MayBeEncoded(out)) return out;
  const std::string decoded = WithoutEncoding(out);
  if (decoded == out) return out;
  if (depth == kDeepestEncoding) return std::string(NameOf(SecretKind::kSecret));
  const std::string redacted = RedactDeeply(decoded, known, as, depth + 1);
  if (redacted == decoded) return out;
  std::string escaped;
  AppendEscaped(escaped, redacted);
  return escaped;
}

void AppendRedacted(std::string& out, std::string_view text, const KnownSecrets& known, As as) {
  HarmlessTexts& harmless = HarmlessTexts::OfThisThread();
  const bool of_itself = IsRedactedAlike(text, known);
  if (text.empty() || (of_itself && harmless.Knows(as, text))) {
    out += text;
    return;
  }
  const std::string redacted = RedactDeeply(text, known, as, 0);
  out += redacted;
  if (of_itself && redacted == text) harmless.Learn(as, text);
}

}  // namespace

bool IsRedactedAlike(std::string_view text, const KnownSecrets& known) {
  if (known.shapeless.empty()) return true;
  return !MayBeEncoded(text) &&
         std::ranges::none_of(known.shapeless, [&](const std::string& secret) { return text.find(secret) != npos; });
}

std::string WithoutShapeless(std::string_view text, const KnownSecrets& known, std::string_view instead) {
  std::string out(text);
  for (const std::string& secret : known.shapeless) HideOne(out, secret, instead);
  return out;
}

void AppendRedactedSentence(std::string& out, std::string_view sentence, const KnownSecrets& known) {
  AppendWithoutTokens(out, WithoutSecretWords(sentence, known), known);
}

void AppendRedactedText(std::string& out, std::string_view text, const KnownSecrets& known) {
  AppendRedacted(out, text, known, As::kText);
}

void AppendRedactedTarget(std::string& out, std::string_view target, const KnownSecrets& known) {
  const bool path = target.find_first_of("/%\\") != npos;
  AppendRedacted(out, target, known, path ? As::kTarget : As::kText);
}

}  // namespace grafake::server
