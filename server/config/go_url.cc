#include "server/config/go_url.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/config/go_quote.h"

namespace grafake::server {
namespace {

// The error is what Go says behind "parse …: ".
template <class T>
using Parsed = tl::expected<T, std::string>;

tl::unexpected<std::string> NoUrl(std::string why) { return tl::unexpected(std::move(why)); }

enum class UrlPart { kHost, kZone, kOther };

bool MayStandIn(std::string_view marks, char c) {
  return IsLetterOrDigit(c) || marks.find(c) != std::string_view::npos;
}

constexpr std::string_view kPlainInHosts = "-_.~!$&'()*+,;=:[]<>\"";
constexpr std::string_view kPlainInUserInfo = "-._:~!$&'()*+,;=%@";

// The byte that "%XX" at the begin of a text stands for; nothing where Go does not take it.
std::optional<char> EscapedByte(std::string_view text, UrlPart part) {
  if (text.size() < 3 || HexValue(text[1]) < 0 || HexValue(text[2]) < 0) return std::nullopt;
  const char byte = static_cast<char>(HexValue(text[1]) << 4 | HexValue(text[2]));
  const bool percent = text.substr(0, 3) == "%25";
  if (part == UrlPart::kHost && HexValue(text[1]) < 8 && !percent) return std::nullopt;
  if (part == UrlPart::kZone && !percent && byte != ' ' && !MayStandIn(kPlainInHosts, byte)) return std::nullopt;
  return byte;
}

Parsed<std::string> Unescaped(std::string_view text, UrlPart part) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '%') {
      const auto byte = EscapedByte(text.substr(at), part);
      if (!byte) return NoUrl("invalid URL escape " + GoQuote(text.substr(at, 3)));
      out += *byte;
      at += 2;
      continue;
    }
    if (part != UrlPart::kOther && static_cast<unsigned char>(c) < 0x80 && !MayStandIn(kPlainInHosts, c))
      return NoUrl("invalid character " + GoQuote(std::string_view(&c, 1)) + " in host name");
    out += c;
  }
  return out;
}

Parsed<void> CheckPort(std::string_view port) {
  const bool fits = port.empty() || (port[0] == ':' && std::ranges::all_of(port.substr(1), IsDigit));
  if (fits) return {};
  return NoUrl("invalid port " + GoQuote(port) + " after host");
}

// "[address%25zone]": in the zone more may be escaped.
Parsed<std::string> ReadBracketedHost(std::string_view host) {
  const auto close = host.rfind(']');
  if (close == std::string_view::npos) return NoUrl("missing ']' in host");
  if (auto port = CheckPort(host.substr(close + 1)); !port) return tl::unexpected(port.error());
  const auto zone = host.substr(0, close).find("%25");
  if (zone == std::string_view::npos) return Unescaped(host, UrlPart::kHost);
  std::string out;
  for (const auto& [piece, part] :
       {std::pair{host.substr(0, zone), UrlPart::kHost}, std::pair{host.substr(zone, close - zone), UrlPart::kZone},
        std::pair{host.substr(close), UrlPart::kHost}}) {
    const auto text = Unescaped(piece, part);
    if (!text) return text;
    out += *text;
  }
  return out;
}

Parsed<std::string> ReadHost(std::string_view host) {
  if (host.starts_with('[')) return ReadBracketedHost(host);
  const auto colon = host.rfind(':');
  if (colon != std::string_view::npos) {
    if (auto port = CheckPort(host.substr(colon)); !port) return tl::unexpected(port.error());
  }
  return Unescaped(host, UrlPart::kHost);
}

Parsed<void> TakeUserInfo(std::string_view text, GoUrl& url) {
  if (!std::ranges::all_of(text, [](char c) { return MayStandIn(kPlainInUserInfo, c); }))
    return NoUrl("net/url: invalid userinfo");
  const auto colon = text.find(':');
  const auto user = Unescaped(text.substr(0, colon), UrlPart::kOther);
  if (!user) return tl::unexpected(user.error());
  url.user = *user;
  if (colon == std::string_view::npos) return {};
  const auto password = Unescaped(text.substr(colon + 1), UrlPart::kOther);
  if (!password) return tl::unexpected(password.error());
  url.password = *password;
  return {};
}

Parsed<void> TakeAuthority(std::string_view text, GoUrl& url) {
  const auto at = text.rfind('@');
  auto host = ReadHost(at == std::string_view::npos ? text : text.substr(at + 1));
  if (!host) return tl::unexpected(host.error());
  url.host = *std::move(host);
  return at == std::string_view::npos ? Parsed<void>() : TakeUserInfo(text.substr(0, at), url);
}

// Takes "scheme:" off the front when there is one.
Parsed<void> TakeScheme(std::string_view& rest, GoUrl& url) {
  const auto end =
      std::ranges::find_if(rest, [](char c) { return !IsLetterOrDigit(c) && c != '+' && c != '-' && c != '.'; });
  if (end == rest.end() || *end != ':') return {};
  const auto length = static_cast<std::size_t>(end - rest.begin());
  if (length == 0) return NoUrl("missing protocol scheme");
  if (!IsLetter(rest[0])) return {};
  url.scheme = LowerText(rest.substr(0, length));
  rest.remove_prefix(length + 1);
  return {};
}

// Takes what follows `mark` off the end.
std::string TakeBehind(std::string_view& text, char mark) {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string behind(text.substr(at + 1));
  text = text.substr(0, at);
  return behind;
}

Parsed<void> TakePath(std::string_view rest, GoUrl& url) {
  auto path = Unescaped(rest, UrlPart::kOther);
  if (!path) return tl::unexpected(path.error());
  url.path = *std::move(path);
  return {};
}

Parsed<void> TakeAll(std::string_view rest, GoUrl& url) {
  if (std::ranges::any_of(rest, IsControl)) return NoUrl("net/url: invalid control character in URL");
  if (auto taken = TakeScheme(rest, url); !taken) return taken;
  url.query = TakeBehind(rest, '?');
  if (!rest.starts_with('/') && !url.scheme.empty()) return url.opaque = rest, Parsed<void>();
  if (!rest.starts_with('/') && rest.substr(0, rest.find('/')).find(':') != std::string_view::npos)
    return NoUrl("first path segment in URL cannot contain colon");
  if (rest.starts_with("//") && (!url.scheme.empty() || !rest.starts_with("///"))) {
    rest.remove_prefix(2);
    const auto slash = std::min(rest.find('/'), rest.size());
    if (auto taken = TakeAuthority(rest.substr(0, slash), url); !taken) return taken;
    rest.remove_prefix(slash);
  }
  return TakePath(rest, url);
}

std::string ParseSentence(std::string_view url, const std::string& problem) {
  return "parse " + GoQuote(url) + ": " + problem;
}

}  // namespace

tl::expected<GoUrl, std::string> ParseGoUrl(std::string_view text) {
  GoUrl url;
  std::string_view rest = text;
  const std::string fragment = TakeBehind(rest, '#');
  // Go names the URL without its fragment, unless it is that which it does not take.
  if (const auto taken = TakeAll(rest, url); !taken) return tl::unexpected(ParseSentence(rest, taken.error()));
  auto read = Unescaped(fragment, UrlPart::kOther);
  if (!read) return tl::unexpected(ParseSentence(text, read.error()));
  url.fragment = *std::move(read);
  return url;
}

}  // namespace grafake::server
