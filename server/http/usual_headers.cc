#include "server/http/usual_headers.h"

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

}  // namespace

std::vector<Header> UsualHeaders(const HeaderSettings& settings) {
  std::vector<Header> headers{{"Cache-Control", "no-cache"}, {"Expires", "-1"}, {"Pragma", "no-cache"}};
  if (settings.strict_transport) headers.push_back({"Strict-Transport-Security", StrictTransport(settings)});
  if (settings.content_type_options) headers.push_back({"X-Content-Type-Options", "nosniff"});
  if (!settings.allow_embedding) headers.push_back({"X-Frame-Options", "deny"});
  if (settings.xss_protection) headers.push_back({"X-Xss-Protection", "1; mode=block"});
  return headers;
}

std::string ContentSecurityPolicy(std::string policy, const std::string& root_url) {
  const auto scheme = root_url.find("://");
  ReplaceAll(policy, "$NONCE", "'nonce-" + EncodeBase64(RandomText(16)) + "'");
  ReplaceAll(policy, "$ROOT_PATH", scheme == std::string::npos ? root_url : root_url.substr(scheme + 3));
  return policy;
}

}  // namespace grafake::server
