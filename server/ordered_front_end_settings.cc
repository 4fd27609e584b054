#include "server/ordered_front_end_settings.h"

#include <algorithm>
#include <array>

#include "server/config/splitting.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

// kNo and kYes: where the value is none; kNotYes: the opposite of such a yes.
enum class ShownAs { kText, kNo, kYes, kNotYes, kNumber, kPieces, kWords };

struct PlainMember {
  std::string_view name;
  ShownAs as;
  std::string_view section;
  std::string_view key;
  std::int64_t number = 0;  // where the value is none
};

using enum ShownAs;
constexpr auto kPlainMembers = std::to_array<PlainMember>({
    {"analytics.enabled", kYes, "analytics", "enabled"},
    {"analyticsConsoleReporting", kNo, "analytics", "browser_console_reporter"},
    {"anonymousEnabled", kNo, "auth.anonymous", "enabled"},
    {"anonymousDeviceLimit", kNumber, "auth.anonymous", "device_limit"},
    {"applicationInsightsAutoRouteTracking", kYes, "analytics", "application_insights_connection_string"},
    {"auth.AuthProxyEnableLoginToken", kNo, "auth.proxy", "enable_login_token"},
    {"auth.DisableSyncLock", kNo, "auth", "disable_sync_lock"},
    {"auth.JWTAuthSkipOrgRoleSync", kNo, "auth.jwt", "skip_org_role_sync"},
    {"auth.basicAuthStrongPasswordPolicy", kNo, "auth.basic", "password_policy"},
    {"auth.disableLogin", kNo, "auth", "disable_login"},
    {"auth.disableSignoutMenu", kNo, "auth", "disable_signout_menu"},
    {"awsPerDatasourceHTTPProxyEnabled", kNo, "aws", "per_datasource_http_proxy_enabled"},
    {"cloudMigrationEnabled", kYes, "cloud_migration", "enabled"},
    {"cloudMigrationFeedbackURL", kText, "cloud_migration", "feedback_url"},
    {"cloudMigrationIsTarget", kNo, "cloud_migration", "is_target"},
    {"cspReportOnlyEnabled", kNo, "security", "content_security_policy_report_only"},
    {"dashboardPerformanceMetrics", kWords, "dashboards", "dashboard_performance_metrics"},
    {"defaultAllowRecordingRulesTargetAlertsUiToggle", kYes, "datasources",
     "default_allow_recording_rules_target_alerts_ui_toggle"},
    {"defaultDatasourceManageAlertsUiToggle", kYes, "datasources", "default_manage_alerts_ui_toggle"},
    {"disableFrontendSandboxForPlugins", kPieces, "security", "disable_frontend_sandbox_for_plugins"},
    {"enableFrontendSandboxForPlugins", kPieces, "security", "enable_frontend_sandbox_for_plugins"},
    {"exploreDefaultTimeOffset", kText, "explore", "defaultTimeOffset"},
    {"exploreHideLogsDownload", kNo, "explore", "hide_logs_download"},
    {"externalUserMngAnalytics", kNo, "users", "external_manage_analytics"},
    {"externalUserMngAnalyticsParams", kText, "users", "external_manage_analytics_params"},
    {"externalUserUpgradeLinkUrl", kText, "users", "external_upgrade_link_url"},
    {"geomapDisableCustomBaseLayer", kNotYes, "geomap", "enable_custom_baselayers"},
    {"grafanaJavascriptAgent.allInstrumentationEnabeld", kNo, "log.frontend", "instrumentations_all_enabled"},
    {"grafanaJavascriptAgent.apiKey", kText, "log.frontend", "api_key"},
    {"grafanaJavascriptAgent.botFilterEnabled", kNo, "log.frontend", "bot_filter_enabled"},
    {"grafanaJavascriptAgent.consoleInstrumentalizationEnabled", kNo, "log.frontend",
     "instrumentations_console_enabled"},
    {"grafanaJavascriptAgent.cspInstrumentalizationEnabled", kYes, "log.frontend", "instrumentations_csp_enabled"},
    {"grafanaJavascriptAgent.customEndpoint", kText, "log.frontend", "custom_endpoint"},
    {"grafanaJavascriptAgent.enabled", kNo, "log.frontend", "enabled"},
    {"grafanaJavascriptAgent.errorInstrumentalizationEnabled", kNo, "log.frontend", "instrumentations_errors_enabled"},
    {"grafanaJavascriptAgent.internalLoggerLevel", kNumber, "log.frontend", "internal_logger_level"},
    {"grafanaJavascriptAgent.performanceInstrumentalizationEnabled", kYes, "log.frontend",
     "instrumentations_performance_enabled"},
    {"grafanaJavascriptAgent.tracingInstrumentalizationEnabled", kNo, "log.frontend",
     "instrumentations_tracing_enabled"},
    {"grafanaJavascriptAgent.webVitalsInstrumentalizationEnabled", kNo, "log.frontend",
     "instrumentations_webvitals_enabled"},
    {"listDashboardScopesEndpoint", kText, "scopes", "list_dashboards_endpoint"},
    {"listScopesEndpoint", kText, "scopes", "list_scopes_endpoint"},
    {"liveMessageSizeLimit", kNumber, "live", "message_size_limit", 8'388'608},
    {"localFileSystemAvailable", kYes, "environment", "local_file_system_available"},
    {"newsFeedEnabled", kYes, "news", "news_feed_enabled"},
    {"panelSeriesLimit", kNumber, "dashboards", "panel_series_limit"},
    {"pluginCatalogPreinstalledAutoUpdate", kNo, "plugins", "preinstall_auto_update"},
    {"publicDashboardsEnabled", kYes, "public_dashboards", "enabled"},
    {"rendererDefaultImageHeight", kNumber, "rendering", "default_image_height", 500},
    {"rendererDefaultImageScale", kNumber, "rendering", "default_image_scale", 1},
    {"rendererDefaultImageWidth", kNumber, "rendering", "default_image_width", 1000},
    {"rudderstackIntegrationsUrl", kText, "analytics", "rudderstack_integrations_url"},
    {"rudderstackV3SdkUrl", kText, "analytics", "rudderstack_v3_sdk_url"},
    {"secureSocksDSProxyEnabled", kNo, "secure_socks_datasource_proxy", "enabled"},
    {"snapshotEnabled", kYes, "snapshots", "enabled"},
    {"sqlConnectionLimits.connMaxLifetime", kNumber, "sql_datasources", "max_conn_lifetime_default", 14400},
    {"sqlConnectionLimits.maxIdleConns", kNumber, "sql_datasources", "max_idle_conns_default", 100},
    {"sqlConnectionLimits.maxOpenConns", kNumber, "sql_datasources", "max_open_conns_default", 100},
    {"supportBundlesEnabled", kYes, "support_bundles", "enabled"},
    {"tokenExpirationDayLimit", kNumber, "service_accounts", "token_expiration_day_limit", -1},
    {"unifiedAlerting.recordingRulesEnabled", kNo, "recording_rules", "enabled"},
});

ShownValue ReadPlain(Configuration& c, const PlainMember& member) {
  switch (member.as) {
    case kNo:
    case kYes:
      return c.Boolean(member.section, member.key, member.as == kYes);
    case kNotYes:
      return !c.Boolean(member.section, member.key, true);
    case kNumber:
      return c.Integer(member.section, member.key, member.number);
    case kPieces:
      return Split(c.Text(member.section, member.key), ",");
    case kWords:
      return SplitWords(c.Text(member.section, member.key), ", ");
    case kText:
      break;
  }
  return c.Text(member.section, member.key);
}

struct SkippingProvider {
  bool FrontendSettings::*field;
  std::string_view section;
};

constexpr auto kSkippingProviders = std::to_array<SkippingProvider>({
    {&FrontendSettings::skips_azure, "auth.azuread"},
    {&FrontendSettings::skips_generic, "auth.generic_oauth"},
    {&FrontendSettings::skips_github, "auth.github"},
    {&FrontendSettings::skips_gitlab, "auth.gitlab"},
    {&FrontendSettings::skips_google, "auth.google"},
    {&FrontendSettings::skips_grafana_com, "auth.grafana_com"},
    {&FrontendSettings::skips_okta, "auth.okta"},
});

}  // namespace

void AddOrderedMembers(FrontendSettings& f, Configuration& c, const FrontEndRules& rules) {
  const auto shows = [&](std::string_view name) { return std::ranges::find(rules.order, name) != rules.order.end(); };
  for (const PlainMember& member : kPlainMembers) {
    if (shows(member.name)) f.plain[member.name] = ReadPlain(c, member);
  }
  if (rules.hidden_plugins_are_words)
    f.plugin_hidden = SplitWords(c.Text("plugins", "plugin_catalog_hidden_plugins"), ", ");
  for (const auto& [field, section] : kSkippingProviders) {
    const bool counts = !rules.only_enabled_skip_role_sync || c.Boolean(section, "enabled", false);
    f.*field = counts && c.Boolean(section, "skip_org_role_sync", false);
  }
  if (rules.google_never_syncs_roles) f.skips_google = true;
  f.azure_user_identity = c.Boolean("azure", "user_identity_enabled", false);
  f.alert_history = c.Text("unified_alerting.state_history", "backend");
  if (shows("cloudMigrationPollIntervalMs")) {
    const auto poll = ParseGoDuration(c.Text("cloud_migration", "frontend_poll_interval"));
    f.migration_poll = std::chrono::floor<std::chrono::milliseconds>(poll.value_or(std::chrono::seconds(2)));
  }
  if (shows("unifiedAlerting.stateHistory"))
    f.alert_metric = c.Text("unified_alerting.state_history", "prometheus_metric_name", "GRAFANA_ALERTS");
}

}  // namespace grafake::server
