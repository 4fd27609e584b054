#include "server/api/frontend_settings.h"

#include <algorithm>
#include <array>

#include "server/api/ordered_front_end.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

using Settings = FrontendSettings;

// A member that only some releases have.
struct RareMember {
  std::string_view name;
  void (*add)(JsonWriter& json, const Settings& s);
};

void AddAuth(JsonWriter& json, const Settings& s) {
  json.BeginObject().Member("DisableSyncLock", s.disable_sync_lock);
  if (s.ldap_skips_role_sync) json.Member("LDAPSkipOrgRoleSync", *s.ldap_skips_role_sync);
  json.Member("OAuthSkipOrgRoleUpdateSync", s.oauth_skips_role_sync)
      .Member("SAMLSkipOrgRoleSync", s.saml_skips_role_sync)
      .EndObject();
}

void AddAgent(JsonWriter& json, const Settings& s) {
  json.BeginObject()
      .Member("enabled", s.agent)
      .Member("customEndpoint", s.agent_endpoint)
      .Member("errorInstrumentalizationEnabled", s.agent_errors)
      .Member("consoleInstrumentalizationEnabled", s.agent_console)
      .Member("webVitalsInstrumentalizationEnabled", s.agent_vitals)
      .Member("apiKey", s.agent_key)
      .EndObject();
}

constexpr auto kRareMembers = std::to_array<RareMember>({
    {"GoogleAnalytics4SendManualPageViews", [](JsonWriter& json, const Settings& s) { json.Value(s.ga4_page_views); }},
    {"auth", AddAuth},
    {"azureAuthEnabled", [](JsonWriter& json, const Settings& s) { json.Value(s.azure_auth); }},
    {"googleAnalytics4Id", [](JsonWriter& json, const Settings& s) { json.Value(s.ga4_id); }},
    {"grafanaJavascriptAgent", AddAgent},
    {"jwtHeaderName", [](JsonWriter& json, const Settings& s) { json.Value(s.jwt_header); }},
    {"jwtUrlLogin", [](JsonWriter& json, const Settings& s) { json.Value(s.jwt_url_login); }},
    {"oauth", [](JsonWriter& json, const Settings& /*s*/) { json.BeginObject().EndObject(); }},
    {"rbacBuiltInRoleAssignmentEnabled",
     [](JsonWriter& json, const Settings& s) { json.Value(s.rbac_built_in_assignment); }},
    {"rbacEnabled", [](JsonWriter& json, const Settings& s) { json.Value(s.rbac); }},
    {"samlEnabled", [](JsonWriter& json, const Settings& /*s*/) { json.Value(false); }},
    {"samlName", [](JsonWriter& json, const Settings& s) { json.Value(s.saml_name); }},
    {"secretsManagerPluginEnabled", [](JsonWriter& json, const Settings& /*s*/) { json.Value(false); }},
    {"unifiedAlerting",
     [](JsonWriter& json, const Settings& s) {
       json.BeginObject().Member("minInterval", s.alerting_least).EndObject();
     }},
});

// The members of the answer: those of every release are added here one after the other in byte order, and before each
// come those of some releases that sort before it.
class FrontEndMembers {
 public:
  FrontEndMembers(JsonWriter& json, const Settings& s) : json_(json), settings_(s), rare_(s.members) {}

  template <class T>
  FrontEndMembers& Member(JsonName name, const T& value) {
    Key(name).Value(value);
    return *this;
  }

  JsonWriter& Key(JsonName name) {
    for (; !rare_.empty() && rare_.front() < name.text(); rare_ = rare_.subspan(1)) {
      const auto found = std::ranges::find(kRareMembers, rare_.front(), &RareMember::name);
      if (found != kRareMembers.end()) found->add(json_.Key(found->name), settings_);
    }
    return json_.Key(name);
  }

 private:
  JsonWriter& json_;
  const Settings& settings_;
  std::span<const std::string_view> rare_;
};

void AddTexts(FrontEndMembers& json, JsonName name, const std::vector<std::string>& texts) {
  JsonWriter& list = json.Key(name).BeginArray();
  for (const std::string& text : texts) list.Value(text);
  list.EndArray();
}

void AddEnabled(FrontEndMembers& json, JsonName name, bool enabled) {
  json.Key(name).BeginObject().Member("enabled", enabled).EndObject();
}

// One who has not signed in does not learn the version where it is hidden.
void AddBuildInfo(FrontEndMembers& json, const Settings& s, const Principal& caller) {
  const bool hidden = s.hide_version && !caller.SignedIn();
  json.Key("buildInfo")
      .BeginObject()
      .Member("buildstamp", hidden ? 0 : s.build_stamp)
      .Member("commit", hidden ? "" : s.commit)
      .Member("edition", "Open Source")
      .Member("env", s.environment)
      .Member("hasUpdate", false)
      .Member("hideVersion", hidden)
      .Member("latestVersion", "")
      .Member("version", hidden ? "" : s.version)
      .EndObject();
}

void AddLicense(FrontEndMembers& json, const Settings& s, const Principal& caller) {
  const std::string url = caller.is_grafana_admin ? s.sub_url + "/admin/upgrading"
                                                  : "https://grafana.com/oss/grafana?utm_source=grafana_footer";
  json.Key("licenseInfo")
      .BeginObject()
      .Member("edition", "Open Source")
      .Key("enabledFeatures")
      .BeginObject()
      .EndObject()
      .Member("expiry", 0)
      .Member("licenseUrl", url)
      .Member("stateInfo", "")
      .EndObject();
}

void AddToggles(FrontEndMembers& json, const Settings& s) {
  JsonWriter& toggles = json.Key("featureToggles").BeginObject();
  for (const std::string& name : s.feature_toggles) toggles.Member(name, true);
  toggles.EndObject();
}

// Members up to "caching", in byte order as all of them.
void AddFirst(FrontEndMembers& json, const Settings& s, const Principal& caller) {
  JsonWriter& alerting = json.Key("alertingEnabled");
  if (s.alerting_enabled) {
    alerting.Value(*s.alerting_enabled);
  } else {
    alerting.Null();
  }
  json.Member("alertingErrorOrTimeout", s.alerting_error_or_timeout)
      .Member("alertingMinInterval", s.alerting_min_interval)
      .Member("alertingNoDataOrNullValues", s.alerting_no_data)
      .Member("allowOrgCreate", (s.allow_org_create && caller.SignedIn()) || caller.is_grafana_admin)
      .Member("angularSupportEnabled", s.angular_support_enabled)
      .Member("appSubUrl", s.sub_url)
      .Member("appUrl", s.app_url)
      .Member("applicationInsightsConnectionString", s.insights_connection)
      .Member("applicationInsightsEndpointUrl", s.insights_endpoint)
      .Member("authProxyEnabled", s.auth_proxy_enabled)
      .Member("autoAssignOrg", s.auto_assign_org);
  AddTexts(json, "awsAllowedAuthProviders", s.aws_auth_providers);
  json.Member("awsAssumeRoleEnabled", s.aws_assume_role);
  json.Key("azure")
      .BeginObject()
      .Member("cloud", s.azure_cloud)
      .Member("managedIdentityEnabled", s.azure_managed_identity)
      .EndObject();
  AddBuildInfo(json, s, caller);
  AddEnabled(json, "caching", s.caching);
}

void AddDashboardsAndUsers(FrontEndMembers& json, const Settings& s) {
  json.Key("dashboardPreviews")
      .BeginObject()
      .Key("systemRequirements")
      .BeginObject()
      .Member("met", false)
      .Member("requiredImageRendererPluginVersion", "")
      .EndObject()
      .Member("thumbnailsExist", false)
      .EndObject();
  json.Key("datasources").BeginObject().EndObject();
  json.Member("defaultDatasource", "-- Grafana --")
      .Member("disableLoginForm", s.disable_login_form)
      .Member("disableSanitizeHtml", s.disable_sanitize_html)
      .Member("disableUserSignUp", !s.allow_sign_up)
      .Member("editorsCanAdmin", s.editors_can_admin)
      .Member("exploreEnabled", s.explore)
      .Member("expressionsEnabled", s.expressions)
      .Member("externalUserMngInfo", s.external_info)
      .Member("externalUserMngLinkName", s.external_link_name)
      .Member("externalUserMngLinkUrl", s.external_link_url);
}

void AddServer(FrontEndMembers& json, const Settings& s, const Principal& caller) {
  json.Member("feedbackLinksEnabled", s.feedback_links)
      .Member("googleAnalyticsId", s.google_analytics)
      .Member("helpEnabled", s.help)
      .Member("http2Enabled", s.http2)
      .Member("ldapEnabled", s.ldap);
  AddLicense(json, s, caller);
  json.Member("liveEnabled", s.live)
      .Member("loginHint", s.login_hint)
      .Member("minRefreshInterval", s.min_refresh_interval);
  json.Key("panels").BeginObject().EndObject();
  json.Member("passwordHint", s.password_hint)
      .Member("pluginAdminEnabled", s.plugin_admin)
      .Member("pluginAdminExternalManageEnabled", s.plugin_external_manage);
  AddTexts(json, "pluginCatalogHiddenPlugins", s.plugin_hidden);
  json.Member("pluginCatalogURL", s.plugin_catalog_url);
  AddTexts(json, "pluginsToPreload", {});
}

void AddLast(FrontEndMembers& json, const Settings& s) {
  json.Member("profileEnabled", s.profile).Member("queryHistoryEnabled", s.query_history);
  AddEnabled(json, "recordedQueries", s.recorded_queries);
  json.Member("rendererAvailable", false).Member("rendererVersion", "");
  AddEnabled(json, "reporting", s.reporting);
  json.Member("rudderstackConfigUrl", s.rudderstack_config_url)
      .Member("rudderstackDataPlaneUrl", s.rudderstack_data_plane_url)
      .Member("rudderstackSdkUrl", s.rudderstack_sdk_url)
      .Member("rudderstackWriteKey", s.rudderstack_write_key);
  json.Key("sentry")
      .BeginObject()
      .Member("enabled", s.sentry)
      .Member("dsn", s.sentry_dsn)
      .Member("customEndpoint", s.sentry_endpoint)
      .Member("sampleRate", s.sentry_sample_rate)
      .EndObject();
  json.Member("sigV4AuthEnabled", s.sigv4)
      .Member("unifiedAlertingEnabled", s.unified_alerting)
      .Member("verifyEmailEnabled", s.verify_email)
      .Member("viewersCanEdit", s.viewers_can_edit);
}

}  // namespace

std::string FrontendSettingsJson(const FrontendSettings& settings, const Principal& caller) {
  if (!settings.rules.order.empty()) return OrderedFrontEnd(settings, caller);
  JsonWriter json;
  json.BeginObject();
  FrontEndMembers members(json, settings);
  AddFirst(members, settings, caller);
  AddDashboardsAndUsers(members, settings);
  AddToggles(members, settings);
  AddServer(members, settings, caller);
  AddLast(members, settings);
  return json.EndObject().Take();
}

void MountFrontendSettings(Router& router, const Answers& answers, FrontendSettings settings,
                           std::function<void()> on_read) {
  router.Add({"GET",
              "/api/frontend/settings/",
              {},
              [&answers, settings = std::move(settings), on_read = std::move(on_read)](const Context& context) {
                on_read();
                return answers.ContextJson(FrontendSettingsJson(settings, context.caller), 200);
              }});
}

}  // namespace grafake::server
