#include "server/api/later_front_end.h"

#include <array>
#include <string>
#include <type_traits>

#include "server/api/apis_json.h"

namespace grafake::server {
namespace {

using Later = FrontendSettings;

void AddYes(JsonWriter& json, const Later& /*s*/, const Principal& /*caller*/) { json.Value(true); }
void AddNoList(JsonWriter& json, const Later& /*s*/, const Principal& /*caller*/) { json.BeginArray().EndArray(); }
void AddNull(JsonWriter& json, const Later& /*s*/, const Principal& /*caller*/) { json.Null(); }

template <auto kField>
void AddBuilt(JsonWriter& json, const Later& s, const Principal& caller) {
  json.Value(IsVersionHidden(s, caller) ? std::decay_t<decltype(s.*kField)>() : s.*kField);
}

void AddWholeVersion(JsonWriter& json, const Later& s, const Principal& caller) {
  const std::string name = "Grafana";
  json.Value(IsVersionHidden(s, caller) ? name : name + " v" + s.version + " (" + s.commit + ")");
}

void AddNamespace(JsonWriter& json, const Later& /*s*/, const Principal& caller) {
  json.Value(ApisNamespace(caller.org_id));
}

// The members of objects, where the release lists them one by one, and what only such a release has.
constexpr auto kLaterMembers = std::to_array<OrderedMember>({
    {"auth.AzureADSkipOrgRoleSync", AddField<&Later::skips_azure>},
    {"auth.GenericOAuthSkipOrgRoleSync", AddField<&Later::skips_generic>},
    {"auth.GitLabSkipOrgRoleSync", AddField<&Later::skips_gitlab>},
    {"auth.GithubSkipOrgRoleSync", AddField<&Later::skips_github>},
    {"auth.GoogleSkipOrgRoleSync", AddField<&Later::skips_google>},
    {"auth.GrafanaComSkipOrgRoleSync", AddField<&Later::skips_grafana_com>},
    {"auth.LDAPSkipOrgRoleSync",
     [](JsonWriter& json, const Later& s, const Principal&) { json.Value(s.ldap_skips_role_sync.value_or(false)); }},
    {"auth.OAuthSkipOrgRoleUpdateSync", AddField<&Later::oauth_skips_role_sync>},
    {"auth.OktaSkipOrgRoleSync", AddField<&Later::skips_okta>},
    {"auth.SAMLSkipOrgRoleSync", AddField<&Later::saml_skips_role_sync>},
    {"auth.passwordlessEnabled", AddNo},
    {"buildInfo.buildstamp", AddBuilt<&Later::build_stamp>},
    {"buildInfo.commit", AddBuilt<&Later::commit>},
    {"buildInfo.commitShort", AddBuilt<&Later::commit>},
    {"buildInfo.edition", [](JsonWriter& json, const Later&, const Principal&) { json.Value("Open Source"); }},
    {"buildInfo.env", AddField<&Later::environment>},
    {"buildInfo.hasUpdate", AddNo},
    {"buildInfo.hideVersion",
     [](JsonWriter& json, const Later& s, const Principal& caller) { json.Value(IsVersionHidden(s, caller)); }},
    {"buildInfo.latestVersion", AddNoText},
    {"buildInfo.version", AddBuilt<&Later::version>},
    {"buildInfo.versionString", AddWholeVersion},
    {"caching.cleanCacheEnabled", AddYes},
    {"caching.defaultTTLMs", [](JsonWriter& json, const Later&, const Principal&) { json.Value(300'000); }},
    {"caching.enabled", AddField<&Later::caching>},
    {"cloudMigrationPollIntervalMs",
     [](JsonWriter& json, const Later& s, const Principal&) { json.Value(s.migration_poll.count()); }},
    {"liveNamespaced", AddYes},
    {"namespace", AddNamespace},
    {"openFeatureContext.grafana_version", AddField<&Later::version>},
    {"openFeatureContext.namespace", AddNamespace},
    {"passwordlessEnabled", AddNoText},
    {"pluginCatalogManagedPlugins", AddNoList},
    {"pluginCatalogPreinstalledPlugins", AddNull},
    {"pluginRestrictedAPIsAllowList", AddEmpty},
    {"pluginRestrictedAPIsBlockList", AddEmpty},
    {"publicDashboardAccessToken", AddNoText},
    {"reportingStaticContext", AddEmpty},
    {"rootFolderUID", [](JsonWriter& json, const Later&, const Principal&) { json.Value("general"); }},
    {"sharedWithMeFolderUID", [](JsonWriter& json, const Later&, const Principal&) { json.Value("sharedwithme"); }},
    {"unifiedAlerting.alertStateHistoryBackend", AddField<&Later::alert_history>},
    {"unifiedAlerting.minInterval", AddField<&Later::alerting_least>},
    {"unifiedAlerting.stateHistory",
     [](JsonWriter& json, const Later& s, const Principal&) {
       json.BeginObject()
           .Member("backend", s.alert_history)
           .Member("prometheusMetricName", s.alert_metric)
           .EndObject();
     }},
});

}  // namespace

std::span<const OrderedMember> LaterFrontEndMembers() { return kLaterMembers; }

}  // namespace grafake::server
