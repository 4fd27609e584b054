#include "server/front_end_settings.h"

#include <algorithm>
#include <array>
#include <optional>

#include "server/config/splitting.h"
#include "server/ordered_front_end_settings.h"

namespace grafake::server {
namespace {

struct Alerting {
  std::optional<bool> legacy;
  bool unified = true;
};

// One of the two runs: who names one decides about the other, and who names none gets the unified one.
Alerting AlertingOf(const AlertingSettings& s, const FeatureToggles& toggles) {
  if (s.unified) return {s.legacy.value_or(!*s.unified), *s.unified};
  if (toggles.IsOn("ngalert")) return {false, true};
  return {s.legacy, !s.legacy.value_or(false)};
}

// What the front end is told of one key as it stands there.
struct ShownText {
  std::string FrontendSettings::*field;
  const char* section;
  const char* key;
};

constexpr auto kShownTexts = std::to_array<ShownText>({
    {&FrontendSettings::alerting_error_or_timeout, "alerting", "error_or_timeout"},
    {&FrontendSettings::alerting_no_data, "alerting", "nodata_or_nullvalues"},
    {&FrontendSettings::insights_connection, "analytics", "application_insights_connection_string"},
    {&FrontendSettings::insights_endpoint, "analytics", "application_insights_endpoint_url"},
    {&FrontendSettings::azure_cloud, "azure", "cloud"},
    {&FrontendSettings::external_info, "users", "external_manage_info"},
    {&FrontendSettings::external_link_name, "users", "external_manage_link_name"},
    {&FrontendSettings::external_link_url, "users", "external_manage_link_url"},
    {&FrontendSettings::google_analytics, "analytics", "google_analytics_ua_id"},
    {&FrontendSettings::login_hint, "users", "login_hint"},
    {&FrontendSettings::min_refresh_interval, "dashboards", "min_refresh_interval"},
    {&FrontendSettings::password_hint, "users", "password_hint"},
    {&FrontendSettings::plugin_catalog_url, "plugins", "plugin_catalog_url"},
    {&FrontendSettings::rudderstack_config_url, "analytics", "rudderstack_config_url"},
    {&FrontendSettings::rudderstack_data_plane_url, "analytics", "rudderstack_data_plane_url"},
    {&FrontendSettings::rudderstack_sdk_url, "analytics", "rudderstack_sdk_url"},
    {&FrontendSettings::rudderstack_write_key, "analytics", "rudderstack_write_key"},
    {&FrontendSettings::sentry_dsn, "log.frontend", "sentry_dsn"},
    {&FrontendSettings::sentry_endpoint, "log.frontend", "custom_endpoint"},
    {&FrontendSettings::full_date, "date_formats", "full_date"},
    {&FrontendSettings::date_millisecond, "date_formats", "interval_millisecond"},
    {&FrontendSettings::date_second, "date_formats", "interval_second"},
    {&FrontendSettings::date_minute, "date_formats", "interval_minute"},
    {&FrontendSettings::date_hour, "date_formats", "interval_hour"},
    {&FrontendSettings::date_day, "date_formats", "interval_day"},
    {&FrontendSettings::date_month, "date_formats", "interval_month"},
    {&FrontendSettings::date_year, "date_formats", "interval_year"},
    {&FrontendSettings::time_zone, "date_formats", "default_timezone"},
});

struct ShownFlag {
  bool FrontendSettings::*field;
  const char* section;
  const char* key;
  bool fallback;  // where the value is none; a release's reads.txt has the same
};

constexpr auto kShownFlags = std::to_array<ShownFlag>({
    {&FrontendSettings::angular_support_enabled, "security", "angular_support_enabled", true},
    {&FrontendSettings::auth_proxy_enabled, "auth.proxy", "enabled", false},
    {&FrontendSettings::aws_assume_role, "aws", "assume_role_enabled", true},
    {&FrontendSettings::azure_managed_identity, "azure", "managed_identity_enabled", false},
    {&FrontendSettings::caching, "caching", "enabled", true},
    {&FrontendSettings::disable_sanitize_html, "panels", "disable_sanitize_html", false},
    {&FrontendSettings::explore, "explore", "enabled", true},
    {&FrontendSettings::expressions, "expressions", "enabled", true},
    {&FrontendSettings::feedback_links, "analytics", "feedback_links_enabled", true},
    {&FrontendSettings::help, "help", "enabled", true},
    {&FrontendSettings::ldap, "auth.ldap", "enabled", false},
    {&FrontendSettings::plugin_admin, "plugins", "plugin_admin_enabled", false},
    {&FrontendSettings::plugin_external_manage, "plugins", "plugin_admin_external_manage_enabled", false},
    {&FrontendSettings::profile, "profile", "enabled", true},
    {&FrontendSettings::query_history, "query_history", "enabled", true},
    {&FrontendSettings::rbac_built_in_assignment, "rbac", "builtin_role_assignment_enabled", false},
    {&FrontendSettings::recorded_queries, "recorded_queries", "enabled", true},
    {&FrontendSettings::reporting, "reporting", "enabled", true},
    {&FrontendSettings::sentry, "log.frontend", "enabled", false},
    {&FrontendSettings::sigv4, "auth", "sigv4_auth_enabled", false},
    {&FrontendSettings::verify_email, "users", "verify_email_enabled", false},
    {&FrontendSettings::browser_locale, "date_formats", "use_browser_locale", false},
});

// What is told of settings that the server obeys itself.
void AddObeyed(FrontendSettings& f, const Settings& s) {
  f.allow_org_create = s.users.allow_org_create;
  f.sub_url = s.server.sub_url;
  f.app_url = s.server.root_url;
  f.auto_assign_org = s.users.auto_assign_org;
  f.environment = s.app_mode;
  f.hide_version = s.auth.hide_version;
  f.disable_login_form = s.auth.disable_login_form;
  f.allow_sign_up = s.users.allow_sign_up;
  f.editors_can_admin = s.users.editors_can_admin;
  f.http2 = s.server.protocol == "h2";
  f.viewers_can_edit = s.users.viewers_can_edit;
}

// What only some releases show; a key that the release does not know is not read.
void AddRareMembers(FrontendSettings& f, Configuration& c, const Release& release) {
  const auto shows = [&](std::string_view name) {
    return std::ranges::find(release.front_end_members, name) != release.front_end_members.end();
  };
  if (shows("auth")) {
    f.disable_sync_lock = c.Boolean("auth", "disable_sync_lock", false);
    f.oauth_skips_role_sync = c.Boolean("auth", "oauth_skip_org_role_update_sync", false);
    f.saml_skips_role_sync = c.Boolean("auth.saml", "skip_org_role_sync", false);
  }
  if (shows("auth.LDAPSkipOrgRoleSync")) f.ldap_skips_role_sync = c.Boolean("auth.ldap", "skip_org_role_sync", false);
  if (shows("googleAnalytics4Id")) f.ga4_id = c.Text("analytics", "google_analytics_4_id");
  if (shows("GoogleAnalytics4SendManualPageViews"))
    f.ga4_page_views = c.Boolean("analytics", "google_analytics_4_send_manual_page_views", false);
  if (shows("samlName")) f.saml_name = c.Text("auth.saml", "name", "SAML");
  if (shows("azureAuthEnabled")) f.azure_auth = c.Boolean("auth", "azure_auth_enabled", false);
  if (shows("grafanaJavascriptAgent") && c.Text("log.frontend", "provider") == "grafana") {
    f.agent = c.Boolean("log.frontend", "enabled", false);
    f.agent_endpoint = c.Text("log.frontend", "custom_endpoint");
    f.agent_errors = c.Boolean("log.frontend", "instrumentations_errors_enabled", false);
    f.agent_console = c.Boolean("log.frontend", "instrumentations_console_enabled", false);
    f.agent_vitals = c.Boolean("log.frontend", "instrumentations_webvitals_enabled", false);
    f.agent_key = c.Text("log.frontend", "api_key");
  }
  if (shows("jwtHeaderName")) f.jwt_header = c.Text("auth.jwt", "header_name");
  if (shows("jwtUrlLogin")) f.jwt_url_login = c.Boolean("auth.jwt", "url_login", false);
  if (shows("unifiedAlerting")) f.alerting_least = c.Text("unified_alerting", "min_interval");
}

}  // namespace

FrontendSettings FrontendOf(const Settings& s, Configuration& c, const FeatureToggles& toggles,
                            const Release& release) {
  FrontendSettings f;
  AddObeyed(f, s);
  for (const auto& [field, section, key] : kShownTexts) f.*field = c.Text(section, key);
  for (const auto& [field, section, key, fallback] : kShownFlags) f.*field = c.Boolean(section, key, fallback);
  const Alerting alerting = AlertingOf(s.alerting, toggles);
  f.week_start = c.Text("date_formats", "default_week_start", "browser");
  f.alerting_enabled = alerting.legacy;
  f.alerting_min_interval = c.Integer("alerting", "min_interval_seconds", 1);
  f.aws_auth_providers = Split(c.Text("aws", "allowed_auth_providers"), ",");
  f.feature_toggles = toggles.Enabled();
  f.live = c.Integer("live", "max_connections", 100) != 0;
  f.plugin_hidden = Split(c.Text("plugins", "plugin_catalog_hidden_plugins"), ",");
  f.unified_alerting = alerting.unified;
  AddRareMembers(f, c, release);
  if (!release.front_end.order.empty()) AddOrderedMembers(f, c, release.front_end);
  if (release.alerting.legacy_decided && !f.alerting_enabled) f.alerting_enabled = !f.unified_alerting;
  return f;
}

}  // namespace grafake::server
