#include "server/http/target_url.h"

#include "server/ascii.h"
#include "server/config/go_url.h"

namespace grafake::server {
namespace {

// "GET" → "Get".
std::string InTitleCase(std::string_view method) {
  std::string text = LowerText(method);
  if (!text.empty()) text.front() = UpperAscii(text.front());
  return text;
}

bool NamesProtocol(std::string_view url) {
  const auto colon = url.find(':');
  return colon != std::string_view::npos && url.substr(colon).starts_with("://");
}

bool HasPort(std::string_view host) {
  const auto colon = host.rfind(':');
  return colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
}

std::string WithPort(const GoUrl& url) {
  if (HasPort(url.host)) return url.host;
  return url.host + (url.scheme == "https" ? ":443" : ":80");
}

// The text without what stands between "//" and "@".
std::string WithoutPassword(std::string_view text, const GoUrl& url) {
  if (!url.password) return std::string(text);
  const auto start = text.find("//") + 2;
  const auto end = text.substr(0, text.find_first_of("/?#", start)).rfind('@');
  return std::string(text.substr(0, start)) + url.user.value_or("") + ":***" + std::string(text.substr(end));
}

}  // namespace

bool IsTargetUrl(std::string_view text) {
  return ParseGoUrl(NamesProtocol(text) ? std::string(text) : "http://" + std::string(text)).has_value();
}

std::string HostOfUrl(std::string_view url) {
  const auto parsed = ParseGoUrl(url);
  return parsed ? parsed->host : std::string();
}

std::string ConnectionRefused(std::string_view method, std::string_view url) {
  const GoUrl parsed = ParseGoUrl(url).value_or(GoUrl());
  return InTitleCase(method) + " \"" + WithoutPassword(url, parsed) + "\": dial tcp " + WithPort(parsed) +
         ": connect: connection refused";
}

}  // namespace grafake::server
