#include "server/net/request_target.h"

#include <algorithm>
#include <cstddef>

#include "server/ascii.h"

namespace grafake::server {
namespace {

bool EscapesAreValid(std::string_view path) {
  for (std::size_t at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 3)) {
    if (at + 2 >= path.size() || HexValue(path[at + 1]) < 0 || HexValue(path[at + 2]) < 0) return false;
  }
  return true;
}

// The length of "scheme" in "scheme:…", 0 when there is none; nothing when the text begins with ':'.
std::optional<std::size_t> SchemeLength(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') return i == 0 ? std::nullopt : std::optional(i);
    const bool later = IsDigit(c) || c == '+' || c == '-' || c == '.';
    if (!IsLetter(c) && (i == 0 || !later)) return 0;
  }
  return 0;
}

bool PortIsValid(std::string_view port) {
  return port.empty() || (port[0] == ':' && std::ranges::all_of(port.substr(1), IsDigit));
}

bool IsHostByte(char c) {
  constexpr std::string_view kMarks = "-_.~!$&'()*+,;=:[]<>\"";
  return IsLetterOrDigit(c) || static_cast<unsigned char>(c) >= 0x80 || kMarks.find(c) != std::string_view::npos;
}

bool AuthorityIsValid(std::string_view host) {
  if (!std::ranges::all_of(host, IsHostByte)) return false;
  if (host.starts_with('[')) {
    const auto close = host.rfind(']');
    return close != std::string_view::npos && PortIsValid(host.substr(close + 1));
  }
  const auto colon = host.rfind(':');
  return colon == std::string_view::npos || PortIsValid(host.substr(colon));
}

bool UserInfoIsValid(std::string_view user) {
  constexpr std::string_view kMarks = "-._:~!$&'()*+,;=%@";
  return EscapesAreValid(user) && std::ranges::all_of(user, [&](char c) {
           return IsLetterOrDigit(c) || kMarks.find(c) != std::string_view::npos;
         });
}

// Moves "//user@host:port" from the front of `rest` into the authority; false when it is not a valid one.
bool TakeAuthority(std::string_view& rest, std::string& authority) {
  const auto end = std::min(rest.find('/', 2), rest.size());
  std::string_view host = rest.substr(2, end - 2);
  rest.remove_prefix(end);
  if (const auto at = host.rfind('@'); at != std::string_view::npos) {
    if (!UserInfoIsValid(host.substr(0, at))) return false;
    host.remove_prefix(at + 1);
  }
  authority = host;
  return AuthorityIsValid(host);
}

std::optional<RequestTarget> ParseUrl(std::string_view url) {
  RequestTarget parsed;
  const auto scheme = SchemeLength(url);
  if (!scheme) return std::nullopt;
  std::string_view rest = *scheme == 0 ? url : url.substr(*scheme + 1);
  if (const auto mark = rest.find('?'); mark != std::string_view::npos) {
    parsed.query = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
  }
  if (!rest.starts_with('/')) {  // "mailto:x" is a URL without a path to net/url, "x" is none
    if (*scheme == 0) return std::nullopt;
    rest = "/";
  }
  if (*scheme != 0 && rest.starts_with("//") && !TakeAuthority(rest, parsed.authority)) return std::nullopt;
  if (!EscapesAreValid(rest)) return std::nullopt;
  parsed.path = rest.empty() ? "/" : rest;
  return parsed;
}

}  // namespace

std::optional<RequestTarget> ParseRequestTarget(std::string_view method, std::string_view target) {
  if (target.empty() || std::ranges::any_of(target, IsControl)) return std::nullopt;
  if (target == "*") return RequestTarget{.path = "/*"};
  if (method == "CONNECT" && !target.starts_with('/')) return ParseUrl("http://" + std::string(target));
  return ParseUrl(target);
}

}  // namespace grafake::server
