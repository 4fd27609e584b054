#include "server/config/settings.h"

#include <algorithm>
#include <filesystem>

#include "server/config/go_quote.h"
#include "server/config/ini_parser.h"
#include "server/config/redacted_url.h"
#include "server/config/start_checks.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;
using Origins = Origin::Kind;

std::vector<std::string> Words(std::string text, std::string_view separators) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at <= text.size()) {
    const auto end = std::min(text.find_first_of(separators, at), text.size());
    const std::string_view word = TrimBlanks(std::string_view(text).substr(at, end - at));
    if (!word.empty()) words.emplace_back(word);
    at = end + 1;
  }
  return words;
}

bool Named(Configuration& c, const std::string& section, const std::string& key) {
  return c.OriginOf(section, key).kind != Origins::kDefault;
}

// The path of a URL without the slash at its end: "/grafana" of "http://host/grafana/".
std::string PathOfUrl(std::string_view url) {
  const auto scheme = url.find("://");
  const auto path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return {};
  std::string text(url.substr(path, url.find_first_of("?#", path) - path));
  while (text.ends_with('/')) text.pop_back();
  return text;
}

// A URL that Go cannot parse ends the start; so a bad http_port shows in the template of root_url.
tl::expected<void, LoadError> CheckUrl(std::string_view key, const std::string& url) {
  const auto problem = UrlProblem(url);
  if (!problem) return {};
  return tl::unexpected(LoadError{LoadError::Form::kLogLine,
                                  "Invalid " + std::string(key) + ".",
                                  1,
                                  {{"url", url}, {"error", "parse " + GoQuote(url) + ": " + *problem}}});
}

tl::expected<ServerSettings, LoadError> ReadServer(Configuration& c) {
  ServerSettings s;
  const std::string protocol = c.Text("server", "protocol");
  s.protocol = protocol == "https" || protocol == "h2" || protocol == "socket" ? protocol : "http";
  s.address = c.Text("server", "http_addr", "127.0.0.1");
  if (s.address.starts_with('[') && s.address.ends_with(']')) s.address = s.address.substr(1, s.address.size() - 2);
  s.port = c.Text("server", "http_port", "3000");
  s.domain = c.Text("server", "domain", "localhost");
  s.enforce_domain = c.Boolean("server", "enforce_domain", false);
  s.root_url = c.Text("server", "root_url", "http://localhost:3000/");
  if (!s.root_url.ends_with('/')) s.root_url += '/';
  if (auto fits = CheckUrl("root_url", s.root_url); !fits) return tl::unexpected(fits.error());
  if (auto fits = CheckUrl("callback_url", c.Text("rendering", "callback_url")); !fits)
    return tl::unexpected(fits.error());
  s.sub_url = PathOfUrl(s.root_url);
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
  return {!named, (data / c.Text("database", "path", "data/grafana.db")).lexically_normal().string()};
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
  s.cookie_same_site = c.Text("security", "cookie_samesite");
  s.allow_embedding = flag("allow_embedding", false);
  s.content_type_options = flag("x_content_type_options", true);
  s.xss_protection = flag("x_xss_protection", true);
  s.strict_transport = flag("strict_transport_security", false);
  s.strict_transport_age = c.Integer("security", "strict_transport_security_max_age_seconds", 86400);
  s.strict_transport_preload = flag("strict_transport_security_preload", false);
  s.strict_transport_subdomains = flag("strict_transport_security_subdomains", false);
  s.content_security_policy = flag("content_security_policy", false);
  s.content_security_policy_template = c.Text("security", "content_security_policy_template");
  s.csrf_trusted_origins = Words(c.LateText("security", "csrf_trusted_origins"), " ");
  s.csrf_additional_headers = Words(c.LateText("security", "csrf_additional_headers"), " ");
  return s;
}

UserSettings ReadUsers(Configuration& c) {
  const std::string role = c.Text("users", "auto_assign_org_role");
  UserSettings s;
  s.allow_sign_up = c.Boolean("users", "allow_sign_up", true);
  s.allow_org_create = c.Boolean("users", "allow_org_create", true);
  s.auto_assign_org = c.Boolean("users", "auto_assign_org", true);
  s.auto_assign_org_id = c.Integer("users", "auto_assign_org_id", 1);
  s.auto_assign_org_role = role == "Viewer" || role == "Admin" ? role : "Editor";
  s.editors_can_admin = c.Boolean("users", "editors_can_admin", false);
  s.viewers_can_edit = c.Boolean("users", "viewers_can_edit", false);
  s.hidden_users = Words(c.Text("users", "hidden_users"), ",");
  return s;
}

tl::expected<std::chrono::seconds, LoadError> Lifetime(Configuration& c, std::string_view key,
                                                       std::string_view fallback) {
  const auto read = ParseLongDuration(c.Text("auth", key, fallback));
  if (!read) return tl::unexpected(LoadError{LoadError::Form::kStandardError, read.error()});
  return std::chrono::floor<std::chrono::seconds>(*read);
}

tl::expected<AuthSettings, LoadError> ReadAuth(Configuration& c) {
  const auto inactive = Lifetime(c, "login_maximum_inactive_lifetime_duration", "7d");
  if (!inactive) return tl::unexpected(inactive.error());
  const auto lifetime = Lifetime(c, "login_maximum_lifetime_duration", "30d");
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
  return s;
}

// "logger:level" pairs.
std::map<std::string, std::string> Filters(const std::string& text) {
  std::map<std::string, std::string> filters;
  for (const std::string& word : Words(text, " ,")) {
    const auto colon = word.find(':');
    if (colon != std::string::npos) filters[word.substr(0, colon)] = word.substr(colon + 1);
  }
  return filters;
}

// Commas part the words when there is one, else single blanks: two of them have an empty word between them.
std::vector<std::string> Modes(const std::string& text) {
  const char separator = text.find(',') == std::string::npos ? ' ' : ',';
  std::vector<std::string> modes;
  std::size_t at = 0;
  while (true) {
    const auto end = text.find(separator, at);
    modes.emplace_back(TrimBlanks(std::string_view(text).substr(at, end - at)));
    if (end == std::string::npos) return modes;
    at = end + 1;
  }
}

tl::expected<LoggingSettings, LoadError> ReadLog(Configuration& c) {
  LoggingSettings s;
  s.enabled = c.Boolean("log", "enabled", true);
  s.modes = Modes(c.Text("log", "mode", "console"));
  s.level = c.Text("log.console", "level", c.Text("log", "level", "info"));
  s.filters = Filters(c.Text("log", "filters"));
  s.format = c.Text("log.console", "format", "console");
  for (const std::string& mode : s.modes) {
    if (c.file().FindSection("log." + mode) == nullptr) {
      return tl::unexpected(
          LoadError{LoadError::Form::kStandardError,
                    "failed to get config section log." + mode + ": section \"log." + mode + "\" does not exist"});
    }
    if (mode != "console" && mode != "file" && mode != "syslog") {
      return tl::unexpected(
          LoadError{LoadError::Form::kPanic, "Handler is uninitialized for mode " + GoQuote(mode), 2});
    }
  }
  return s;
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

tl::expected<GrafakeSettings, LoadError> ReadGrafake(Configuration& c) {
  GrafakeSettings s;
  s.user_cache = std::chrono::seconds(std::max<std::int64_t>(0, c.Integer("grafake", "user_cache_seconds", 0)));
  s.token_hash = c.Text("grafake", "token_hash", "sha256");
  if (s.token_hash != "sha256" && s.token_hash != "pbkdf2") {
    return tl::unexpected(LoadError{LoadError::Form::kStandardError,
                                    "[grafake] token_hash is " + GoQuote(s.token_hash) + "; say sha256 or pbkdf2"});
  }
  return s;
}

}  // namespace

tl::expected<Settings, LoadError> ReadSettings(Configuration& configuration, const std::string& home_path) {
  Settings settings;
  settings.app_mode = configuration.Text(kTopSection, "app_mode", "development");
  settings.database = ReadDatabase(configuration, home_path);
  settings.security = ReadSecurity(configuration);
  settings.users = ReadUsers(configuration);
  settings.rbac = configuration.Boolean("rbac", "enabled", true);
  settings.quota = ReadQuota(configuration);
  LoadError error;
  const auto take = [&](auto read, auto& into) {
    if (!read) error = read.error();
    if (read) into = *std::move(read);
    return read.has_value();
  };
  const bool all = take(ReadServer(configuration), settings.server) && take(ReadAuth(configuration), settings.auth) &&
                   take(ReadLog(configuration), settings.log) && take(ReadGrafake(configuration), settings.grafake);
  if (!all) return tl::unexpected(error);
  if (auto checked = CheckUnusedSettings(configuration); !checked) return tl::unexpected(checked.error());
  return settings;
}

}  // namespace grafake::server
