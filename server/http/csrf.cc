#include "server/http/csrf.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/config/go_url.h"
#include "server/config/host_port.h"
#include "server/http/reason.h"

namespace grafake::server {
namespace {

Response PlainText(int status, const std::string& text) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}},
          .body = text + "\n"};
}

using HostResult = tl::expected<std::string, std::string>;  // the error is Go's sentence

// The host name in "host:port" or "[::1]:port"; the port does not matter.
HostResult HostName(const std::string& text) {
  if (text.empty()) return "";
  const auto address = SplitHostAnyPort(text, "0");
  return address ? HostResult(LowerText(address->host)) : tl::unexpected(address.error());
}

// The host name in an origin, "https://example.org:8443"; empty when it has none. No browser sends a user's name there,
// so "https://this-host:x@evil.org" and its like name no host at all.
HostResult OriginHost(const std::string& origin) {
  const auto url = ParseGoUrl(origin);
  if (!url) return tl::unexpected(url.error());
  if (url->user) return "";
  const HostResult host = HostName(url->host);
  return host ? host : HostResult("");  // more colons than a host can have
}

}  // namespace

bool Csrf::Trusts(const std::string& origin, const Request& request) const {
  if (std::ranges::find(settings_.trusted_origins, origin) != settings_.trusted_origins.end()) return true;
  return std::ranges::any_of(settings_.additional_headers, [&](const std::string& name) {
    const std::string* header = request.FindHeader(name);
    if (header == nullptr) return false;
    return (settings_.headers_hold_origins ? OriginHost(*header) : HostName(*header)) == HostResult(origin);
  });
}

std::optional<Response> Csrf::Refuse(const Request& request) const {
  const std::string_view method = request.method;
  if (method == "HEAD" || method == "OPTIONS" || method == "TRACE") return std::nullopt;
  if (!cookies_.HasSessionCookie(request)) return std::nullopt;
  const std::string* origin = request.FindHeader("Origin");
  if (origin == nullptr || origin->empty()) return std::nullopt;
  const HostResult from = OriginHost(*origin);
  const std::string* header = request.FindHeader("Host");
  const std::string asked = header == nullptr ? "" : *header;
  if (!from) return Because(PlainText(400, from.error()), OriginRefused{*origin, asked, true});
  const HostResult host = HostName(asked);
  if (!host) return Because(PlainText(400, host.error()), OriginRefused{*origin, asked, true});
  if (!from->empty() && (*from == *host || Trusts(*from, request))) return std::nullopt;
  return Because(PlainText(403, "origin not allowed"), OriginRefused{*origin, asked});
}

}  // namespace grafake::server
