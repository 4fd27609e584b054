#include "server/http/csrf.h"

#include <algorithm>

#include "server/ascii.h"

namespace grafake::server {
namespace {

Response PlainText(int status, const std::string& text) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}},
          .body = text + "\n"};
}

// The host name in "host:port" or "[::1]:port".
std::string HostName(std::string_view host) {
  if (host.starts_with('[')) return LowerText(host.substr(1, host.find(']') - 1));
  return LowerText(host.substr(0, host.find(':')));
}

// The host name in an origin, "https://example.org:8443"; empty when it has none. No browser sends a user's name there,
// so "https://this-host:x@evil.org" and its like name no host at all.
std::string OriginHost(const std::string& origin) {
  const auto scheme = origin.find("://");
  if (scheme == std::string::npos) return {};
  const std::string rest = origin.substr(scheme + 3);
  const std::string_view authority = std::string_view(rest).substr(0, rest.find_first_of("/?#"));
  return authority.find('@') == std::string_view::npos ? HostName(authority) : "";
}

// Go's complaint about an address that has no scheme before its first colon; empty when it can be parsed.
std::string ParseProblem(const std::string& text) {
  if (text.starts_with(':')) return "parse \"" + text + "\": missing protocol scheme";
  const bool control = std::ranges::any_of(text, IsControl);
  return control ? "parse \"" + text + "\": net/url: invalid control character in URL" : "";
}

}  // namespace

bool Csrf::Trusts(const std::string& origin, const Request& request) const {
  if (std::ranges::find(settings_.trusted_origins, origin) != settings_.trusted_origins.end()) return true;
  return std::ranges::any_of(settings_.additional_headers, [&](const std::string& name) {
    const std::string* header = request.FindHeader(name);
    return header != nullptr && HostName(*header) == origin;
  });
}

std::optional<Response> Csrf::Refuse(const Request& request) const {
  if (request.method == "HEAD" || request.method == "OPTIONS" || request.method == "TRACE") return std::nullopt;
  if (!cookies_.HasSessionCookie(request)) return std::nullopt;
  const std::string* origin = request.FindHeader("Origin");
  if (origin == nullptr || origin->empty()) return std::nullopt;
  if (const std::string problem = ParseProblem(*origin); !problem.empty()) return PlainText(400, problem);
  const std::string from = OriginHost(*origin);
  const std::string* host = request.FindHeader("Host");
  if (!from.empty() && host != nullptr && from == HostName(*host)) return std::nullopt;
  if (!from.empty() && Trusts(from, request)) return std::nullopt;
  return PlainText(403, "origin not allowed");
}

}  // namespace grafake::server
