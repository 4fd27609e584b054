#include "server/api/stats_api.h"

#include <algorithm>

#include "server/api/admin_access.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// In Grafana's order. What grafake does not have is none; the daily roles are a defect of Grafana's, always none.
std::string StatsJson(const Totals& totals, const RoleTotals& roles, bool with_devices) {
  JsonWriter json;
  json.BeginObject().Member("orgs", totals.orgs);
  for (const char* none : {"dashboards", "snapshots", "tags"}) json.Member(none, 0);
  json.Member("datasources", totals.data_sources).Member("playlists", totals.playlists);
  for (const char* none : {"stars", "alerts"}) json.Member(none, 0);
  json.Member("users", totals.users)
      .Member("admins", roles.admins)
      .Member("editors", roles.editors)
      .Member("viewers", roles.viewers)
      .Member("activeUsers", totals.active_users)
      .Member("activeAdmins", roles.active_admins)
      .Member("activeEditors", roles.active_editors)
      .Member("activeViewers", roles.active_viewers)
      .Member("activeSessions", totals.active_sessions)
      .Member("dailyActiveUsers", totals.daily_active_users);
  for (const char* none : {"dailyActiveAdmins", "dailyActiveEditors", "dailyActiveViewers"}) json.Member(none, 0);
  json.Member("dailyActiveSessions", totals.daily_active_sessions)
      .Member("monthlyActiveUsers", totals.monthly_active_users);
  if (with_devices) json.Member("activeDevices", 0);
  json.EndObject();
  return json.Take();
}

std::string ReportJson(const Totals& totals, std::string version) {
  std::ranges::replace(version, '.', '_');
  JsonWriter json;
  json.BeginObject()
      .Member("version", version)
      .Key("metrics")
      .BeginObject()
      .Member("stats.active_users.count", totals.active_users)
      .Member("stats.api_keys.count", totals.api_keys)
      .Member("stats.orgs.count", totals.orgs)
      .Member("stats.serviceaccounts.count", totals.accounts)
      .Member("stats.serviceaccounts.enabled.count", totals.enabled_accounts)
      .Member("stats.serviceaccounts.tokens.count", totals.tokens)
      .Member("stats.users.count", totals.users)
      .EndObject()
      .Member("os", "linux")
      .Member("arch", "amd64")
      .Member("edition", "oss")
      .Member("hasValidLicense", false)
      .Member("packaging", "unknown")
      .Member("usageStatsId", "")
      .EndObject();
  return json.Take();
}

}  // namespace

void MountStats(Router& router, const Answers& answers, Stats& stats, const Release& release) {
  const bool devices = release.metrics.devices;
  router.Add({"GET", "/api/admin/stats", AdminNeeds("server.stats:read"), [&, devices](const Context&) {
                return answers.Json(StatsJson(stats.Count(), stats.CountRoles(), devices));
              }});
  router.Add({"GET",
              "/api/admin/usage-report-preview",
              {.sign_in = false, .fallback = Fallback::kGrafanaAdmin, .always_fallback = true},
              [&, version = std::string(release.version)](const Context&) {
                return answers.Json(ReportJson(stats.Count(), version));
              }});
}

Metrics::Gauges StatGauges(Stats& stats, const MetricRules& rules) {
  const Totals totals = stats.Count();
  const RoleTotals roles = stats.CountRoles();
  Metrics::Gauges gauges;
  const auto add = [&](const char* name, std::int64_t value) { gauges.emplace_back(name, static_cast<double>(value)); };
  add("grafana_stat_total_users", totals.users);
  add("grafana_stat_active_users", totals.active_users);
  add("grafana_stat_total_orgs", totals.orgs);
  if (rules.accounts) {
    add("grafana_stat_total_service_accounts", totals.accounts);
    add("grafana_stat_total_service_account_tokens", totals.tokens);
  }
  add("grafana_stat_totals_admins", roles.admins);
  add("grafana_stat_totals_editors", roles.editors);
  add("grafana_stat_totals_viewers", roles.viewers);
  add("grafana_stat_totals_active_admins", roles.active_admins);
  add("grafana_stat_totals_active_editors", roles.active_editors);
  add("grafana_stat_totals_active_viewers", roles.active_viewers);
  add("grafana_stat_total_playlists", totals.playlists);
  for (const char* none : {"grafana_stat_totals_dashboard", "grafana_stat_totals_folder",
                           "grafana_stat_totals_datasource", "grafana_stat_totals_dashboard_versions",
                           "grafana_stat_totals_annotations", "grafana_stat_totals_library_panels",
                           "grafana_stat_totals_library_variables", "grafana_stat_totals_data_keys"}) {
    add(none, 0);
  }
  if (!rules.doubles) return gauges;
  for (const char* none :
       {"grafana_stat_users_total_duplicate_user_entries", "grafana_stat_users_has_duplicate_user_entries",
        "grafana_stat_users_total_mixed_cased_users"}) {
    add(none, 0);
  }
  return gauges;
}

}  // namespace grafake::server
