// AppendRedactedHeader.

#include <algorithm>
#include <array>

#include "server/ascii.h"
#include "server/control/harmless_texts.h"
#include "server/control/redaction.h"
#include "server/control/secret_names.h"
#include "server/http/message.h"

namespace grafake::server {
namespace {

template <class Words>
bool IsAmong(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

void AppendScheme(std::string& out, std::string_view scheme) {
  out += scheme;
  out += ' ';
}

// The scheme is kept, when it is one.
void AppendAuthorization(std::string& out, std::string_view value, const KnownSecrets& known) {
  constexpr auto kSchemes =
      std::to_array<std::string_view>({"basic", "bearer", "digest", "negotiate", "ntlm", "token", "apikey"});
  const std::size_t end = std::min(value.find(' '), value.size());
  const std::string_view scheme = value.substr(0, end);
  const std::string lower = scheme.size() > 16 ? "" : LowerText(scheme);
  if (!IsAmong(kSchemes, lower)) {
    if (!value.empty()) out += NameOf(SecretKind::kSecret);
    return;
  }
  if (value.find_first_not_of(' ', end) == std::string_view::npos) {
    out += value;
    return;
  }
  AppendScheme(out, scheme);
  if (known.token.empty()) {
    out += lower == "basic" ? known.password : NameOf(SecretKind::kToken);
  } else {
    out += known.name;
  }
}

void AppendCookie(std::string& out, std::string_view pair, const KnownSecrets& known) {
  const auto equals = pair.find('=');
  if (equals == std::string_view::npos) {
    out += NameOf(SecretKind::kCookie);
    return;
  }
  AppendRedactedText(out, pair.substr(0, equals), known);
  out += '=';
  // One that is taken away shows nothing.
  if (equals + 1 < pair.size()) out += NameOf(SecretKind::kCookie);
}

void AppendCookies(std::string& out, std::string_view value, const KnownSecrets& known) {
  for (bool first = true; !value.empty() || first; first = false) {
    const std::size_t end = std::min(value.find(';'), value.size());
    if (!first) out += "; ";
    AppendCookie(out, WithoutBlanks(value.substr(0, end)), known);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

void AppendSetCookie(std::string& out, std::string_view value, const KnownSecrets& known) {
  const std::size_t end = std::min(value.find(';'), value.size());
  AppendCookie(out, value.substr(0, end), known);
  AppendRedactedText(out, value.substr(end), known);
}

}  // namespace

void AppendRedactedHeader(std::string& out, std::string_view name, std::string_view value, const KnownSecrets& known) {
  if (!known.header.empty() && SameHeaderName(name, known.header))
    return AppendAuthorization(out, WithoutBlanks(value), {});
  HarmlessTexts& harmless = HarmlessTexts::OfThisThread();
  if (harmless.Knows(HarmlessTexts::As::kHeaderName, name)) return AppendRedactedTarget(out, value, known);
  if (SameHeaderName(name, "Authorization")) return AppendAuthorization(out, WithoutBlanks(value), known);
  if (SameHeaderName(name, "Proxy-Authorization")) return AppendAuthorization(out, WithoutBlanks(value), {});
  if (SameHeaderName(name, "Cookie")) return AppendCookies(out, value, known);
  if (SameHeaderName(name, "Set-Cookie")) return AppendSetCookie(out, value, known);
  const SecretKind kind = SecretKindOfHeader(name);
  if (kind != SecretKind::kNone) {
    if (!value.empty()) out += NameOf(kind);
    return;
  }
  harmless.Learn(HarmlessTexts::As::kHeaderName, name);
  AppendRedactedTarget(out, value, known);
}

}  // namespace grafake::server
