#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/front_end_rules.h"

namespace grafake::server {

// What stands in a key.
using ShownValue = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

// What GET /api/frontend/settings tells a browser, as far as settings decide it. Each field names its key.
struct FrontendSettings {
  std::optional<bool> alerting_enabled;                // [alerting] enabled; none: not said
  std::string alerting_error_or_timeout = "alerting";  // [alerting] error_or_timeout
  std::int64_t alerting_min_interval = 1;              // [alerting] min_interval_seconds
  std::string alerting_no_data = "no_data";            // [alerting] nodata_or_nullvalues
  bool allow_org_create = false;                       // [users] allow_org_create
  bool angular_support_enabled = true;                 // [security] angular_support_enabled
  std::string sub_url;                                 // of [server] root_url
  std::string app_url = "http://localhost:3000/";      // [server] root_url
  std::string insights_connection;                     // [analytics] application_insights_connection_string
  std::string insights_endpoint;                       // [analytics] application_insights_endpoint_url
  bool auth_proxy_enabled = false;                     // [auth.proxy] enabled
  bool auto_assign_org = true;                         // [users] auto_assign_org
  std::vector<std::string> aws_auth_providers = {"default", "keys", "credentials"};  // [aws] allowed_auth_providers
  bool aws_assume_role = true;                                                       // [aws] assume_role_enabled
  std::string azure_cloud = "AzureCloud";                                            // [azure] cloud
  bool azure_managed_identity = false;                                               // [azure] managed_identity_enabled
  std::string environment = "production";                                            // app_mode
  std::string version;
  std::string commit = "NA";
  std::int64_t build_stamp = 1660000000;
  bool hide_version = false;                      // [auth.anonymous] hide_version
  bool caching = true;                            // [caching] enabled
  bool disable_login_form = false;                // [auth] disable_login_form
  bool disable_sanitize_html = false;             // [panels] disable_sanitize_html
  bool allow_sign_up = false;                     // [users] allow_sign_up
  bool editors_can_admin = false;                 // [users] editors_can_admin
  bool explore = true;                            // [explore] enabled
  bool expressions = true;                        // [expressions] enabled
  std::string external_info;                      // [users] external_manage_info
  std::string external_link_name;                 // [users] external_manage_link_name
  std::string external_link_url;                  // [users] external_manage_link_url
  std::vector<std::string> feature_toggles;       // those that are on, sorted
  bool feedback_links = true;                     // [analytics] feedback_links_enabled
  std::string google_analytics;                   // [analytics] google_analytics_ua_id
  bool help = true;                               // [help] enabled
  bool http2 = false;                             // [server] protocol = h2
  bool ldap = false;                              // [auth.ldap] enabled
  bool live = true;                               // [live] max_connections is not 0
  std::string login_hint = "email or username";   // [users] login_hint
  std::string min_refresh_interval = "5s";        // [dashboards] min_refresh_interval
  std::string password_hint = "password";         // [users] password_hint
  bool plugin_admin = true;                       // [plugins] plugin_admin_enabled
  bool plugin_external_manage = false;            // [plugins] plugin_admin_external_manage_enabled
  std::vector<std::string> plugin_hidden = {""};  // [plugins] plugin_catalog_hidden_plugins
  std::string plugin_catalog_url = "https://grafana.com/grafana/plugins/";  // [plugins] plugin_catalog_url
  bool profile = true;                                                      // [profile] enabled
  bool query_history = true;                                                // [query_history] enabled
  bool rbac_built_in_assignment = false;                                    // [rbac] builtin_role_assignment_enabled
  bool rbac = true;                                                         // [rbac] enabled
  bool recorded_queries = true;                                             // [recorded_queries] enabled
  bool reporting = true;                                                    // [reporting] enabled
  std::string rudderstack_config_url;                                       // [analytics] rudderstack_config_url
  std::string rudderstack_data_plane_url;                                   // [analytics] rudderstack_data_plane_url
  std::string rudderstack_sdk_url;                                          // [analytics] rudderstack_sdk_url
  std::string rudderstack_write_key;                                        // [analytics] rudderstack_write_key
  bool sentry = false;                                                      // [log.frontend] enabled
  std::string sentry_dsn;                                                   // [log.frontend] sentry_dsn
  std::string sentry_endpoint = "/log";                                     // [log.frontend] custom_endpoint
  double sentry_sample_rate = 1;                                            // [log.frontend] sample_rate
  bool sigv4 = false;                                                       // [auth] sigv4_auth_enabled
  bool unified_alerting = true;                                             // [unified_alerting] enabled
  bool verify_email = false;                                                // [users] verify_email_enabled
  bool viewers_can_edit = false;                                            // [users] viewers_can_edit

  // What only some releases show: the names of those members, in byte order, and what they hold.
  std::span<const std::string_view> members;
  bool disable_sync_lock = false;            // [auth] disable_sync_lock
  bool oauth_skips_role_sync = false;        // [auth] oauth_skip_org_role_update_sync
  bool saml_skips_role_sync = false;         // [auth.saml] skip_org_role_sync
  std::optional<bool> ldap_skips_role_sync;  // [auth.ldap] skip_org_role_sync
  std::string ga4_id;                        // [analytics] google_analytics_4_id
  bool ga4_page_views = false;               // [analytics] google_analytics_4_send_manual_page_views
  std::string saml_name;                     // [auth.saml] name
  bool azure_auth = false;                   // [auth] azure_auth_enabled
  bool agent = false;                        // [log.frontend] enabled, with provider = grafana; so are these
  std::string agent_endpoint;                // custom_endpoint
  bool agent_errors = false;                 // instrumentations_errors_enabled
  bool agent_console = false;                // instrumentations_console_enabled
  bool agent_vitals = false;                 // instrumentations_webvitals_enabled
  std::string agent_key;                     // api_key
  std::string jwt_header;                    // [auth.jwt] header_name
  bool jwt_url_login = false;                // [auth.jwt] url_login
  std::string alerting_least = "10s";        // [unified_alerting] min_interval

  // Where the release gives them an order of their own: that, and what only then is shown.
  FrontEndRules rules;
  std::map<std::string_view, ShownValue> plain;  // what one key alone says, by the name in rules.order
  bool skips_google = false;                     // [auth.…] skip_org_role_sync, as the next ones
  bool skips_generic = false;
  bool skips_grafana_com = false;
  bool skips_azure = false;
  bool skips_github = false;
  bool skips_gitlab = false;
  bool skips_okta = false;
  bool azure_user_identity = false;             // [azure] user_identity_enabled
  std::string alert_history = "annotations";    // [unified_alerting.state_history] backend
  std::string alert_metric = "GRAFANA_ALERTS";  // [unified_alerting.state_history] prometheus_metric_name
  std::chrono::milliseconds migration_poll{0};  // [cloud_migration] frontend_poll_interval
  std::string full_date;                        // [date_formats] full_date
  bool browser_locale = false;                  // use_browser_locale
  std::string date_millisecond;                 // interval_millisecond, as the next ones
  std::string date_second;
  std::string date_minute;
  std::string date_hour;
  std::string date_day;
  std::string date_month;
  std::string date_year;
  std::string time_zone;               // default_timezone
  std::string week_start = "browser";  // default_week_start
};

// The body of the answer for that caller.
[[nodiscard]] std::string FrontendSettingsJson(const FrontendSettings& settings, const Principal& caller);

// GET /api/frontend/settings. `on_read` is told of every read: some settings show among the others only after one.
void MountFrontendSettings(Router& router, const Answers& answers, FrontendSettings settings,
                           std::function<void()> on_read);

}  // namespace grafake::server
