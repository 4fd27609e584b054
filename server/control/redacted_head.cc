// AppendRedactedTarget, AppendRedactedHeader.

#include <algorithm>
#include <array>

#include "server/ascii.h"
#include "server/control/harmless_texts.h"
#include "server/control/redaction.h"
#include "server/control/secret_names.h"
#include "server/http/message.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

// What stands in a path before a code that is as good as a password.
constexpr auto kBeforeCodes = std::to_array<std::string_view>(
    {"invite", "invites", "snapshots", "snapshot", "snapshots-delete", "public-dashboards"});

// What may stand there without being one.
constexpr auto kNoCodes = std::to_array<std::string_view>({"", "complete", "shared-options"});

template <class Words>
bool IsAmong(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool MayHoldCode(std::string_view path) {
  return path.find("nvite") != std::string_view::npos || path.find("snapshot") != std::string_view::npos ||
         path.find("public-d") != std::string_view::npos || path.find('%') != std::string_view::npos;
}

std::string WithoutCodes(std::string_view path) {
  std::string out;
  bool code = false;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(path.starts_with('/') ? 1 : 0, end - (path.starts_with('/') ? 1 : 0));
    const bool hidden = code && !IsAmong(kNoCodes, segment);
    if (hidden) {
      if (path.starts_with('/')) out += '/';
      out += NameOf(SecretKind::kSecret);
    } else {
      out.append(path, 0, end);
    }
    code = IsAmong(kBeforeCodes, DecodePath(segment).value_or(""));
    path.remove_prefix(end);
  }
  return out;
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

void AppendHarmlessHeader(std::string& out, std::string_view value, const KnownSecrets& known) {
  const bool path = value.find('/') != std::string_view::npos;
  return path ? AppendRedactedTarget(out, value, known) : AppendRedactedText(out, value, known);
}

}  // namespace

void AppendRedactedTarget(std::string& out, std::string_view target, const KnownSecrets& known) {
  const std::size_t end = std::min(target.find('?'), target.size());
  if (!MayHoldCode(target.substr(0, end))) return AppendRedactedText(out, target, known);
  AppendRedactedText(out, WithoutCodes(target.substr(0, end)).append(target.substr(end)), known);
}

void AppendRedactedHeader(std::string& out, std::string_view name, std::string_view value, const KnownSecrets& known) {
  HarmlessTexts& harmless = HarmlessTexts::OfThisThread();
  if (harmless.Knows(HarmlessTexts::As::kHeaderName, name)) return AppendHarmlessHeader(out, value, known);
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
  AppendHarmlessHeader(out, value, known);
}

}  // namespace grafake::server
