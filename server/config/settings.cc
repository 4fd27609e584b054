#include "server/config/settings.h"

#include <algorithm>
#include <filesystem>

#include "server/config/database_checks.h"
#include "server/config/go_quote.h"
#include "server/config/go_url.h"
#include "server/config/splitting.h"
#include "server/config/start_checks.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;
using Origins = Origin::Kind;

bool Named(Configuration& c, const std::string& section, const std::string& key) {
  return c.OriginOf(section, key).kind != Origins::kDefault;
}

// A URL that Go cannot parse ends the start; so a bad http_port shows in the template of root_url.
tl::expected<GoUrl, StartError> CheckedUrl(const std::string& section, const std::string& key,
                                           const std::string& text) {
  auto url = ParseGoUrl(text);
  if (url) return *std::move(url);
  return tl::unexpected(StartError{.form = StartError::Form::kLogLine,
                                   .message = "Invalid " + key + ".",
                                   .fields = {{"url", text}, {"error", url.error()}},
                                   .setting = {section, key}});
}

std::string WithSlash(std::string url) { return url.ends_with('/') ? url : url + '/'; }

tl::expected<ServerSettings, StartError> ReadServer(Configuration& c) {
  ServerSettings s;
  s.protocol = c.OneOf("server", "protocol", {"http", "https", "h2", "socket"}, "http");
  s.address = c.Text("server", "http_addr", "127.0.0.1");
  if (s.address.starts_with('[')) s.address.erase(0, 1);
  if (s.address.ends_with(']')) s.address.pop_back();
  s.port = c.Text("server", "http_port", "3000");
  s.domain = c.Text("server", "domain", "localhost");
  s.enforce_domain = c.Boolean("server", "enforce_domain", false);
  s.root_url = WithSlash(c.Text("server", "root_url", "http://localhost:3000/"));
  const auto url = CheckedUrl("server", "root_url", s.root_url);
  if (!url) return tl::unexpected(url.error());
  s.sub_url = url->path;
  if (s.sub_url.ends_with('/')) s.sub_url.pop_back();  // one of them goes
  s.serve_from_sub_path = c.Boolean("server", "serve_from_sub_path", false);
  s.router_logging = c.Boolean("server", "router_logging", false);
  s.gzip = c.Boolean("server", "enable_gzip", false);
  s.cert_file = c.Text("server", "cert_file");
  s.key_file = c.Text("server", "cert_key");
  s.socket = c.Text("server", "socket", "/tmp/grafana.sock");
  return s;
}

DatabaseSettings ReadDatabase(Configuration& c, const fs::path& home) {
  const bool named = Named(c, "paths", "data") || Named(c, "database", "path") || Named(c, "database", "url");
  const fs::path data = home / c.Text("paths", "data", "data");
  return {!named, (data / c.Text("database", "path", "data/grafana.db")).lexically_normal().string(),
          ReadPostgresPlace(c)};
}

SecuritySettings ReadSecurity(Configuration& c) {
  const auto flag = [&](std::string_view key, bool fallback) { return c.Boolean("security", key, fallback); };
  SecuritySettings s;
  s.create_admin = !flag("disable_initial_admin_creation", false);
  s.admin_user = c.Text("security", "admin_user");
  s.admin_password = c.Text("security", "admin_password");
  s.secret_key = c.Text("security", "secret_key");
  s.brute_force_protection = !flag("disable_brute_force_login_protection", false);
  s.gravatar = !flag("disable_gravatar", true);
  s.cookie_secure = flag("cookie_secure", false);
  s.cookie_same_site = c.OneOf("security", "cookie_samesite", {"lax", "strict", "none", "disabled"}, "lax");
  s.allow_embedding = flag("allow_embedding", false);
  s.content_type_options = flag("x_content_type_options", true);
  s.xss_protection = flag("x_xss_protection", true);
  s.strict_transport = flag("strict_transport_security", false);
  s.strict_transport_age = c.Integer("security", "strict_transport_security_max_age_seconds", 86400);
  s.strict_transport_preload = flag("strict_transport_security_preload", false);
  s.strict_transport_subdomains = flag("strict_transport_security_subdomains", false);
  s.content_security_policy = flag("content_security_policy", false);
  s.content_security_policy_template = c.Text("security", "content_security_policy_template");
  s.csrf_trusted_origins = SplitWords(c.LateText("security", "csrf_trusted_origins"), " ");
  s.csrf_additional_headers = SplitWords(c.LateText("security", "csrf_additional_headers"), " ");
  s.proxied_targets = SplitWords(c.Text("security", "data_source_proxy_whitelist"), ", ");
  return s;
}

UserSettings ReadUsers(Configuration& c) {
  UserSettings s;
  s.allow_sign_up = c.Boolean("users", "allow_sign_up", true);
  s.verify_email = c.Boolean("users", "verify_email_enabled", false);
  s.invite_lifetime = std::chrono::floor<std::chrono::seconds>(
      ParseLongDuration(c.Text("users", "user_invite_max_lifetime_duration", "24h")).value_or(std::chrono::hours(24)));
  s.allow_org_create = c.Boolean("users", "allow_org_create", true);
  s.auto_assign_org = c.Boolean("users", "auto_assign_org", true);
  s.auto_assign_org_id = c.Integer("users", "auto_assign_org_id", 1);
  s.auto_assign_org_role = c.OneOf("users", "auto_assign_org_role", {"Viewer", "Editor", "Admin"}, "Editor");
  s.editors_can_admin = c.Boolean("users", "editors_can_admin", false);
  s.viewers_can_edit = c.Boolean("users", "viewers_can_edit", false);
  s.hidden_users = SplitWords(c.Text("users", "hidden_users"), ",");
  return s;
}

tl::expected<std::chrono::seconds, StartError> Lifetime(Configuration& c, const std::string& key,
                                                        const std::string& fallback, bool in_days) {
  const bool by_days = in_days && c.Text("auth", key + "_duration").empty();
  const std::int64_t days = by_days ? c.Integer("auth", key + "_days", 0) : 0;
  const auto read =
      ParseLongDuration(c.Text("auth", key + "_duration", days > 0 ? std::to_string(days) + "d" : fallback));
  if (!read) return tl::unexpected(StartError{.message = read.error(), .setting = {"auth", key + "_duration"}});
  return std::chrono::floor<std::chrono::seconds>(*read);
}

tl::expected<AuthSettings, StartError> ReadAuth(Configuration& c, const Release& release) {
  const auto inactive = Lifetime(c, "login_maximum_inactive_lifetime", "7d", release.lifetimes_in_days);
  if (!inactive) return tl::unexpected(inactive.error());
  const auto lifetime = Lifetime(c, "login_maximum_lifetime", "30d", release.lifetimes_in_days);
  if (!lifetime) return tl::unexpected(lifetime.error());
  AuthSettings s;
  s.login_cookie_name = c.Text("auth", "login_cookie_name", "grafana_session");
  s.inactive_lifetime = *inactive;
  s.lifetime = *lifetime;
  s.rotation_interval =
      std::chrono::minutes(std::max<std::int64_t>(2, c.Integer("auth", "token_rotation_interval_minutes", 10)));
  s.api_key_max_seconds = c.Integer("auth", "api_key_max_seconds_to_live", -1);
  s.disable_login_form = c.Boolean("auth", "disable_login_form", false);
  s.signout_redirect_url = c.Text("auth", "signout_redirect_url");
  s.basic = c.Boolean("auth.basic", "enabled", true);
  s.anonymous = c.Boolean("auth.anonymous", "enabled", false);
  s.anonymous_org = c.Text("auth.anonymous", "org_name");
  s.anonymous_role = c.Text("auth.anonymous", "org_role");
  s.hide_version = c.Boolean("auth.anonymous", "hide_version", false);
  s.proxy = ReadAuthProxy(c, release.external.unfit_sync_minutes);
  s.jwt = ReadAuthJwt(c);
  return s;
}

tl::expected<void, StartError> CheckCallback(Configuration& c) {
  const std::string callback = c.Text("rendering", "callback_url");
  if (callback.empty()) return {};
  const auto url = CheckedUrl("rendering", "callback_url", WithSlash(callback));
  return url ? tl::expected<void, StartError>() : tl::unexpected(url.error());
}

ProvisioningPlace ReadProvisioningPlace(Configuration& c, const fs::path& home) {
  return {(home / c.Text("paths", "provisioning")).lexically_normal().string(), Named(c, "paths", "provisioning")};
}

std::map<std::string, std::int64_t> ReadQuota(Configuration& c) {
  std::map<std::string, std::int64_t> limits;
  if (!c.Boolean("quota", "enabled", false)) return limits;
  for (const char* key :
       {"org_user", "org_data_source", "org_dashboard", "org_api_key", "org_alert_rule", "user_org"}) {
    limits[key] = c.Integer("quota", key, 10);
  }
  for (const char* key : {"global_user", "global_org", "global_data_source", "global_dashboard", "global_api_key",
                          "global_session", "global_alert_rule"}) {
    limits[key] = c.Integer("quota", key, -1);
  }
  return limits;
}

constexpr std::int64_t kLongestJournal = 1'000'000;

tl::expected<GrafakeSettings, StartError> ReadGrafake(Configuration& c) {
  GrafakeSettings s;
  s.user_cache = std::chrono::seconds(std::max<std::int64_t>(0, c.Integer("grafake", "user_cache_seconds", 0)));
  s.token_hash = c.Text("grafake", "token_hash", "sha256");
  if (s.token_hash != "sha256" && s.token_hash != "pbkdf2") {
    return tl::unexpected(
        StartError{.message = "[grafake] token_hash is " + GoQuote(s.token_hash) + "; say sha256 or pbkdf2",
                   .setting = {"grafake", "token_hash"}});
  }
  s.page_names = c.Text("grafake", "page_names", "both");
  if (s.page_names != "both" && s.page_names != "grafana") {
    return tl::unexpected(
        StartError{.message = "[grafake] page_names is " + GoQuote(s.page_names) + "; say both or grafana",
                   .setting = {"grafake", "page_names"}});
  }
  s.control = c.Text("grafake", "control", "loopback");
  s.control_token = c.Text("grafake", "control_token");
  s.label = c.Boolean("grafake", "label", false);
  if (s.control != "loopback" && s.control != "any" && s.control != "off") {
    return tl::unexpected(
        StartError{.message = "[grafake] control is " + GoQuote(s.control) + "; say loopback, any or off",
                   .setting = {"grafake", "control"}});
  }
  s.journal = c.Integer("grafake", "journal", 1000);
  if (s.journal < 0 || s.journal > kLongestJournal) {
    return tl::unexpected(StartError{.message = "[grafake] journal is " + std::to_string(s.journal) +
                                                "; say how many requests it keeps, 0 to " +
                                                std::to_string(kLongestJournal),
                                     .setting = {"grafake", "journal"}});
  }
  const auto limits = ReadLimits(c);
  if (!limits) return tl::unexpected(limits.error());
  s.limits = *limits;
  return s;
}

}  // namespace

tl::expected<Settings, StartError> ReadSettings(Configuration& configuration, const std::string& home_path,
                                                const Release& release) {
  auto server = ReadServer(configuration);
  if (!server) return tl::unexpected(server.error());
  if (auto checked = CheckCdnAndInvites(configuration); !checked) return tl::unexpected(checked.error());
  auto auth = ReadAuth(configuration, release);
  if (!auth) return tl::unexpected(auth.error());
  if (auto checked = CheckCallback(configuration); !checked) return tl::unexpected(checked.error());
  if (auto checked = CheckUnusedSettings(configuration, release.alerting); !checked)
    return tl::unexpected(checked.error());
  auto grafake = ReadGrafake(configuration);
  if (!grafake) return tl::unexpected(grafake.error());
  return Settings{.app_mode = configuration.Text(kTopSection, "app_mode", "development"),
                  .server = *std::move(server),
                  .database = ReadDatabase(configuration, home_path),
                  .security = ReadSecurity(configuration),
                  .users = ReadUsers(configuration),
                  .auth = *std::move(auth),
                  .rbac = !release.rbac_toggle.empty() || configuration.Boolean("rbac", "enabled", true),
                  .quota = ReadQuota(configuration),
                  .alerting = {.legacy = ParseIniBoolean(configuration.Text("alerting", "enabled")),
                               .unified = ParseIniBoolean(configuration.Text("unified_alerting", "enabled"))},
                  .provisioning = ReadProvisioningPlace(configuration, home_path),
                  .grafake = *std::move(grafake)};
}

}  // namespace grafake::server
