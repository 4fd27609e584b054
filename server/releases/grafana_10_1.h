#pragma once

#include "server/releases/data_10_1.h"
#include "server/releases/grafana_9_3.h"

// Grafana 10.1.2, by what it does otherwise than 9.3.
namespace grafake::server {

inline constexpr auto kAdminOf101 = Joined(kAdminOf93, std::to_array<Permission>({
                                                           {"featuremgmt.read", ""},
                                                           {"users.permissions:read", "users:*"},
                                                           {"users.permissions:read", "users:*"},
                                                       }));

inline constexpr auto kGrafanaAdminOf101 = Joined(kGrafanaAdminOf93, std::to_array<Permission>({
                                                                         {"server.usagestats.report:read", ""},
                                                                         {"settings:read", "settings:auth.saml:*"},
                                                                         {"settings:write", "settings:auth.saml:*"},
                                                                         {"support.bundles:create", ""},
                                                                         {"support.bundles:delete", ""},
                                                                         {"support.bundles:read", ""},
                                                                         {"support.bundles:read", ""},
                                                                         {"users.permissions:read", "users:*"},
                                                                         {"users.permissions:read", "users:*"},
                                                                     }));

// In the order of its answer.
inline constexpr auto kFrontEndOf101 =
    std::to_array<std::string_view>({"defaultDatasource",
                                     "datasources",
                                     "minRefreshInterval",
                                     "panels",
                                     "apps",
                                     "appUrl",
                                     "appSubUrl",
                                     "allowOrgCreate",
                                     "authProxyEnabled",
                                     "ldapEnabled",
                                     "jwtHeaderName",
                                     "jwtUrlLogin",
                                     "alertingEnabled",
                                     "alertingErrorOrTimeout",
                                     "alertingNoDataOrNullValues",
                                     "alertingMinInterval",
                                     "liveEnabled",
                                     "autoAssignOrg",
                                     "verifyEmailEnabled",
                                     "sigV4AuthEnabled",
                                     "azureAuthEnabled",
                                     "rbacEnabled",
                                     "exploreEnabled",
                                     "helpEnabled",
                                     "profileEnabled",
                                     "newsFeedEnabled",
                                     "queryHistoryEnabled",
                                     "googleAnalyticsId",
                                     "googleAnalytics4Id",
                                     "GoogleAnalytics4SendManualPageViews",
                                     "rudderstackWriteKey",
                                     "rudderstackDataPlaneUrl",
                                     "rudderstackSdkUrl",
                                     "rudderstackConfigUrl",
                                     "feedbackLinksEnabled",
                                     "applicationInsightsConnectionString",
                                     "applicationInsightsEndpointUrl",
                                     "disableLoginForm",
                                     "disableUserSignUp",
                                     "loginHint",
                                     "passwordHint",
                                     "externalUserMngInfo",
                                     "externalUserMngLinkUrl",
                                     "externalUserMngLinkName",
                                     "viewersCanEdit",
                                     "angularSupportEnabled",
                                     "editorsCanAdmin",
                                     "disableSanitizeHtml",
                                     "trustedTypesDefaultPolicyEnabled",
                                     "cspReportOnlyEnabled",
                                     "disableFrontendSandboxForPlugins",
                                     "auth.OAuthSkipOrgRoleUpdateSync",
                                     "auth.SAMLSkipOrgRoleSync",
                                     "auth.LDAPSkipOrgRoleSync",
                                     "auth.GoogleSkipOrgRoleSync",
                                     "auth.GenericOAuthSkipOrgRoleSync",
                                     "auth.JWTAuthSkipOrgRoleSync",
                                     "auth.GrafanaComSkipOrgRoleSync",
                                     "auth.AzureADSkipOrgRoleSync",
                                     "auth.GithubSkipOrgRoleSync",
                                     "auth.GitLabSkipOrgRoleSync",
                                     "auth.OktaSkipOrgRoleSync",
                                     "auth.DisableSyncLock",
                                     "auth.AuthProxyEnableLoginToken",
                                     "buildInfo.hideVersion",
                                     "buildInfo.version",
                                     "buildInfo.commit",
                                     "buildInfo.buildstamp",
                                     "buildInfo.edition",
                                     "buildInfo.latestVersion",
                                     "buildInfo.hasUpdate",
                                     "buildInfo.env",
                                     "licenseInfo",
                                     "featureToggles",
                                     "anonymousEnabled",
                                     "rendererAvailable",
                                     "rendererVersion",
                                     "secretsManagerPluginEnabled",
                                     "http2Enabled",
                                     "grafanaJavascriptAgent.enabled",
                                     "grafanaJavascriptAgent.customEndpoint",
                                     "grafanaJavascriptAgent.errorInstrumentalizationEnabled",
                                     "grafanaJavascriptAgent.consoleInstrumentalizationEnabled",
                                     "grafanaJavascriptAgent.webVitalsInstrumentalizationEnabled",
                                     "grafanaJavascriptAgent.apiKey",
                                     "pluginCatalogURL",
                                     "pluginAdminEnabled",
                                     "pluginAdminExternalManageEnabled",
                                     "pluginCatalogHiddenPlugins",
                                     "expressionsEnabled",
                                     "awsAllowedAuthProviders",
                                     "awsAssumeRoleEnabled",
                                     "supportBundlesEnabled",
                                     "snapshotEnabled",
                                     "secureSocksDSProxyEnabled",
                                     "azure",
                                     "caching",
                                     "recordedQueries",
                                     "reporting",
                                     "unifiedAlertingEnabled",
                                     "unifiedAlerting.minInterval",
                                     "unifiedAlerting.alertStateHistoryBackend",
                                     "oauth",
                                     "samlEnabled",
                                     "samlName",
                                     "tokenExpirationDayLimit",
                                     "geomapDisableCustomBaseLayer",
                                     "isPublicDashboardView",
                                     "dateFormats",
                                     "sqlConnectionLimits.maxOpenConns",
                                     "sqlConnectionLimits.maxIdleConns",
                                     "sqlConnectionLimits.connMaxLifetime"});

constexpr void SetExternalRefusalsOf101(Refusals& r) {
  r.proxy_address_refused = {401, "Unauthorized", true, "auth-proxy.invalid-ip"};
  r.proxy_user_unknown = r.jwt_user_unknown = {401, "Sign up is disabled", true, "user.sync.signup-disabled"};
  r.proxy_user_failed = r.jwt_user_failed = {500, "User sync failed", true, "user.sync.internal"};
  r.external_user_gone = {401, "User not found", true, "user.sync.fetch-not-found"};
  r.jwt_invalid = {401, "Failed to verify JWT", true, "jwt.invalid"};
  r.jwt_unnamed = {401, "Missing mandatory claim in JWT", true, "jwt.missing_claim"};
}

constexpr void SetSignInRefusalsOf101(Refusals& r) {
  r.form.extra_of_callers = true;
  r.unauthorized = {401, "Unauthorized", true, "auth.unauthorized"};
  r.invalid_key = r.wrong_secret = {401, "Invalid API key", true, "api-key.invalid"};
  r.unknown_key = {401, "Unauthorized", true};
  r.expired_key = {401, "Expired API key", true, "api-key.expired"};
  r.revoked_key = {401, "Revoked API key", true, "api-key.revoked"};
  r.account_disabled = r.user_disabled = {401, "Unauthorized", true, "identity.disabled"};
  r.account_missing = {401, "User not found", true, "user.sync.fetch-not-found"};
  r.wrong_password = {400, "Invalid username or password", true, "password-auth.failed"};
  r.no_password = {400, "Invalid username or password", true, "password-auth.empty"};
  r.too_many_passwords = {401, "Invalid username or password", true, "login-attempt.blocked"};
  r.bad_login_data = {400, "bad login data", true, "form-auth.invalid"};
  r.login_failed = r.wrong_password;
  r.login_too_often = r.too_many_passwords;
  r.login_of_disabled = r.user_disabled;
}

constexpr Refusals RefusalsOf101() {
  Refusals r = kGrafana93.refusals;
  SetSignInRefusalsOf101(r);
  SetExternalRefusalsOf101(r);
  r.account_role_too_high = {403, "can not assign a role higher than user's role", true,
                             "serviceaccounts.ErrRoleForbidden"};
  r.account_duplicate = {400, "service account already exists", true, "serviceaccounts.ErrAlreadyExists"};
  r.account_not_found = {404, "service account not found", true, "serviceaccounts.ErrNotFound"};
  r.account_zero = {400, "invalid service account id specified", true, "serviceaccounts.ErrInvalidId"};
  r.account_update_zero = r.account_zero;
  r.token_zero = {400, "invalid service account token id specified", true, "serviceaccounts.ErrInvalidTokenId"};
  r.token_name_taken = {400, "service account token with given name already exists in the organization", true,
                        "serviceaccounts.ErrTokenAlreadyExists"};
  r.token_lifetime_negative = {400, "invalid SecondsToLive value", true, "serviceaccounts.ErrInvalidInput"};
  r.token_not_found = {404, "service account token not found", true, "serviceaccounts.ErrTokenNotFound"};
  r.quota_body_invalid = r.quota_id_invalid;
  r.new_user_org_missing = {400, "[org.notFound] failed to get organization with ID: {}"};
  return r;
}

// Who may sign in and what follows from it.
constexpr void SetSignInOf101(Release& r) {
  r.worthless_cookie = WorthlessCookie::kStays;
  r.wrong_credential = WrongCredential::kCountsAsNone;
  r.forced_sign_in = ForcedSignIn::kWhereSignInIsAsked;
  r.disabled_user = DisabledUser::kIsToldSo;
  r.permissions_ask_for_sign_in = true;
  r.own_org = OwnOrg::kStandsForAll;
  r.rbac_always = true;
  r.cookies_tell_rotation = true;
  r.ping_in_json = true;
}

// Those for whom a proxy or a JWT vouches. Recorded of 12.4 alone.
constexpr void SetExternalsOf101(Release& r) {
  ExternalRules& e = r.external;
  e.jwt_turn = JwtTurn::kFirst;
  e.odd_whitelist_ends_proxy = e.gone_users_stay_gone = e.disabled_are_refused = true;
  e.jwt_may_be_json = e.jwt_knows_accounts = e.jwt_fallen_is_nobody = false;
  e.jwt_may_follow_bearer = e.jwt_is_looked_at_first = e.jwt_gives_role = e.jwt_always_syncs = true;
  e.login_may_be_mail = true;
  r.user_answers.external = {.proxy = "Auth Proxy",
                             .jwt = "JWT",
                             .proxy_in_lists = "Auth Proxy",
                             .in_members = true,
                             .jwt_syncs_roles = true,
                             .passwords_frozen = false,
                             .jwt_users_frozen = true};
}

constexpr Release MakeGrafana101() {
  Release r = kGrafana93;
  r.name = "10.1";
  r.version = "10.1.2";
  r.missing = "support bundles, what the toggle featureToggleAdminPage adds";
  r.missing_routes = kMissingOf101;
  r.defaults = data_10_1::kDefaults;
  r.pages = {.words = data_10_1::kWords, .sections = {"Administration", ""}, .titles_lead_upwards = true};
  r.reads = data_10_1::kReads;
  r.toggles = data_10_1::kToggles;
  r.not_served = data_10_1::kNotServed;
  r.front_end = {.order = kFrontEndOf101, .google_never_syncs_roles = true};
  r.alerting.legacy_decided = true;
  r.files.known_by = {"team", "uid"};
  r.log.refusals_marked = true;
  r.built = 1690000000;
  r.case_insensitive = LoginCase::kIgnored;
  r.new_roles_count_at_once = true;
  r.roles_counted_at_start = false;
  r.preferences.empty_left_out = true;
  r.no_store = true;
  r.masking.empty_is_shown = true;
  r.role_names.none_is_one = true;
  r.account_answers.made_with_org = true;
  r.account_answers.last_use_is_kept = false;
  r.token_lifetimes.days_are_limited = true;
  r.key_migration = {.exist = true, .can_be_undone = false, .counted = true};
  r.keys_with_last_use = true;
  r.user_answers = {.members_with_state = true, .with_sync = true, .members_found_in_paths = true};
  r.teams.with_uid = true;
  r.drawn_uids = DrawnUids::kUuid;
  r.neighbours.home = HomeTold::kAsPrivate;
  r.roles.admin = kAdminOf101;
  r.roles.grafana_admin = kGrafanaAdminOf101;
  SetSignInOf101(r);
  SetExternalsOf101(r);
  r.refusals = RefusalsOf101();
  return r;
}

inline constexpr Release kGrafana101 = MakeGrafana101();

}  // namespace grafake::server
