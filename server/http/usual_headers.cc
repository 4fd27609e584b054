#include "server/http/usual_headers.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/domain/base64.h"
#include "server/domain/digest.h"

namespace grafake::server {
namespace {

std::string StrictTransport(const HeaderSettings& settings) {
  return "max-age=" + std::to_string(settings.strict_transport_age) +
         (settings.strict_transport_preload ? "; preload" : "") +
         (settings.strict_transport_subdomains ? "; includeSubDomains" : "");
}

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// "host:3000/" of "http://host:3000/". What stands before the first colon counts as a scheme, also in "host:3000/".
std::string WithoutScheme(const std::string& url) {
  const auto end = std::ranges::find_if_not(url, [](char c) { return IsLetterOrDigit(c) || c == '_'; });
  if (end == url.begin() || end == url.end() || *end != ':') return url;
  const std::string rest(end + 1, url.end());
  return rest.starts_with("//") ? rest.substr(2) : rest;
}

}  // namespace

std::vector<AnswerHeader> UsualHeaders(const HeaderSettings& settings) {
  std::vector<AnswerHeader> headers{{"Cache-Control", settings.no_store ? "no-store" : "no-cache"}};
  if (!settings.no_store) headers.insert(headers.end(), {{"Expires", "-1"}, {"Pragma", "no-cache"}});
  if (settings.strict_transport) headers.push_back({"Strict-Transport-Security", StrictTransport(settings)});
  if (settings.content_type_options) headers.push_back({"X-Content-Type-Options", "nosniff"});
  if (!settings.allow_embedding) headers.push_back({"X-Frame-Options", "deny"});
  if (settings.xss_protection) headers.push_back({"X-Xss-Protection", "1; mode=block"});
  return headers;
}

std::string DrawNonce() {
  constexpr std::size_t kNonceLength = 22;  // 16 bytes in base64 without the filling
  return EncodeBase64(RandomText(16)).substr(0, kNonceLength);
}

std::string ContentSecurityPolicy(std::string policy, const std::string& root_url, const std::string& nonce) {
  ReplaceAll(policy, "$NONCE", "'nonce-" + nonce + "'");
  ReplaceAll(policy, "$ROOT_PATH", WithoutScheme(root_url));
  return policy;
}

}  // namespace grafake::server
