#include "server/config/redacted_url.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/percent_escape.h"

namespace grafake::server {
namespace {

constexpr std::string_view kPathMarks = "-_.~$&+,/:;=@!'()*[]";
constexpr std::string_view kHostMarks = "-_.~!$&'()*+,;=:[]<>\"";
constexpr std::string_view kUserMarks = "-_.~$&+,;=";
constexpr std::string_view kUserInfoMarks = "-._:~!$&'()*+,;=%@";

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsMarked(char c, std::string_view marks) { return IsLetterOrDigit(c) || marks.find(c) != std::string_view::npos; }

bool EscapesFit(std::string_view text) {
  for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at + 2 >= text.size() || HexValue(text[at + 1]) < 0 || HexValue(text[at + 2]) < 0) return false;
  }
  return true;
}

// Escapes everything but those marks; escapes that are there already stay.
std::string Escaped(std::string_view text, std::string_view marks) {
  std::string out;
  for (const char c : text) {
    if (IsMarked(c, marks) || c == '%') {
      out += c;
    } else {
      AppendPercentEscape(out, c);
    }
  }
  return out;
}

bool HostFits(std::string_view host) {
  if (!std::ranges::all_of(host, [](char c) { return !IsAscii(c) || IsMarked(c, kHostMarks); })) return false;
  if (host.starts_with('[')) return host.find(']') != std::string_view::npos;
  const auto colon = host.rfind(':');
  const std::string_view port = colon == std::string_view::npos ? std::string_view() : host.substr(colon + 1);
  return std::ranges::all_of(port, IsDigit);
}

// "user:password" with the password hidden; nothing when it holds what it must not.
std::optional<std::string> UserInfo(std::string_view text) {
  if (!EscapesFit(text) || !std::ranges::all_of(text, [](char c) { return IsMarked(c, kUserInfoMarks); }))
    return std::nullopt;
  const auto colon = text.find(':');
  return Escaped(text.substr(0, colon), kUserMarks) + (colon == std::string_view::npos ? "" : ":xxxxx");
}

std::optional<std::string> Authority(std::string_view text) {
  const auto at = text.rfind('@');
  const std::string_view host = at == std::string_view::npos ? text : text.substr(at + 1);
  if (!HostFits(host)) return std::nullopt;
  if (at == std::string_view::npos) return Escaped(host, kHostMarks);
  const auto user = UserInfo(text.substr(0, at));
  if (!user) return std::nullopt;
  return *user + "@" + Escaped(host, kHostMarks);
}

bool SchemeFits(std::string_view scheme) {
  if (scheme.empty() || !IsLetter(scheme[0])) return false;
  return std::ranges::all_of(scheme, [](char c) { return IsLetterOrDigit(c) || c == '+' || c == '-' || c == '.'; });
}

// `url` has "://" in it.
std::optional<std::string> Printed(std::string_view url) {
  const auto mark = url.find("://");
  const std::string_view scheme = url.substr(0, mark);
  if (!SchemeFits(scheme)) return std::nullopt;
  std::string_view rest = url.substr(mark + 3);
  const std::string fragment(rest.substr(std::min(rest.find('#'), rest.size())));
  rest = rest.substr(0, rest.size() - fragment.size());
  const std::string query(rest.substr(std::min(rest.find('?'), rest.size())));
  rest = rest.substr(0, rest.size() - query.size());
  const std::string_view path = rest.substr(std::min(rest.find('/'), rest.size()));
  const auto authority = Authority(rest.substr(0, rest.size() - path.size()));
  if (!authority || !EscapesFit(path)) return std::nullopt;
  const bool slashes = !authority->empty() || !path.empty();
  return LowerText(scheme) + ":" + (slashes ? "//" : "") + *authority + Escaped(path, kPathMarks) + query + fragment;
}

}  // namespace

std::optional<std::string> RedactedUrl(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return Printed(text);
  auto printed = Printed("http://" + std::string(text));
  if (printed && printed->starts_with("http://")) printed->erase(0, 7);
  return printed;
}

}  // namespace grafake::server
