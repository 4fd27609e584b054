#include "server/config/external_settings.h"

#include "server/config/go_url.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

constexpr const char* kProxySection = "auth.proxy";
constexpr const char* kJwtSection = "auth.jwt";

tl::unexpected<StartError> UnfitKeys(std::string_view key, std::string message) {
  return tl::unexpected(StartError{.message = std::move(message), .setting = {kJwtSection, std::string(key)}});
}

// What is made of a token's claims beside the names.
void ReadPaths(Configuration& c, AuthJwtSettings& s) {
  s.username_path = c.Text(kJwtSection, "username_attribute_path");
  s.email_path = c.Text(kJwtSection, "email_attribute_path");
  s.role_path = c.Text(kJwtSection, "role_attribute_path");
  s.role_strict = c.Boolean(kJwtSection, "role_attribute_strict", false);
  s.org_path = c.Text(kJwtSection, "org_attribute_path");
  s.org_mapping = c.Text(kJwtSection, "org_mapping");
  s.assign_admin = c.Boolean(kJwtSection, "allow_assign_grafana_admin", false);
  s.skip_roles = c.Boolean(kJwtSection, "skip_org_role_sync", false);
}

}  // namespace

AuthProxySettings ReadAuthProxy(Configuration& c, std::int64_t unfit_minutes) {
  const auto flag = [&](std::string_view key, bool fallback) { return c.Boolean(kProxySection, key, fallback); };
  AuthProxySettings s;
  s.enabled = flag("enabled", false);
  s.header_name = c.Text(kProxySection, "header_name", "X-WEBAUTH-USER");
  s.header_property = c.Text(kProxySection, "header_property", "username");
  s.auto_sign_up = flag("auto_sign_up", true);
  s.sync_ttl = c.Integer(kProxySection, "sync_ttl", unfit_minutes);
  s.whitelist = c.Text(kProxySection, "whitelist");
  s.headers = c.Text(kProxySection, "headers");
  s.headers_encoded = flag("headers_encoded", false);
  s.login_token = flag("enable_login_token", false);
  return s;
}

AuthJwtSettings ReadAuthJwt(Configuration& c) {
  const auto text = [&](std::string_view key) { return c.Text(kJwtSection, key); };
  AuthJwtSettings s;
  s.enabled = c.Boolean(kJwtSection, "enabled", false);
  s.header_name = text("header_name");
  s.username_claim = text("username_claim");
  s.email_claim = text("email_claim");
  s.expect_claims = c.Text(kJwtSection, "expect_claims", "{}");
  s.jwk_set_url = text("jwk_set_url");
  s.jwk_set_file = text("jwk_set_file");
  s.key_file = text("key_file");
  s.key_id = text("key_id");
  s.cache_ttl = ParseGoDuration(c.Text(kJwtSection, "cache_ttl")).value_or(std::chrono::minutes(60));
  s.auto_sign_up = c.Boolean(kJwtSection, "auto_sign_up", false);
  s.url_login = c.Boolean(kJwtSection, "url_login", false);
  ReadPaths(c, s);
  s.url_token_file = text("jwk_set_bearer_token_file");
  s.url_ca = text("tls_client_ca");
  s.url_unverified = c.Boolean(kJwtSection, "tls_skip_verify_insecure", false);
  return s;
}

tl::expected<void, StartError> CheckJwtKeys(const AuthJwtSettings& s) {
  if (!s.enabled) return {};
  const int set = static_cast<int>(!s.jwk_set_url.empty()) + static_cast<int>(!s.jwk_set_file.empty()) +
                  static_cast<int>(!s.key_file.empty());
  if (set == 0) return UnfitKeys("enabled", "key set for jwt verification is not configured");
  if (set > 1)
    return UnfitKeys("jwk_set_url",
                     "key set configuration is ambiguous: you should set either key_file, jwk_set_file or jwk_set_url");
  if (s.jwk_set_url.empty()) return {};
  const auto url = ParseGoUrl(s.jwk_set_url);
  if (!url) return UnfitKeys("jwk_set_url", url.error());
  if (url->scheme != "https") return UnfitKeys("jwk_set_url", "jwt_set_url must have https scheme");
  return {};
}

}  // namespace grafake::server
