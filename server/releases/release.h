#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/releases/account_rules.h"
#include "server/releases/alerting_rules.h"
#include "server/releases/apis_rules.h"
#include "server/releases/basic_roles.h"
#include "server/releases/drawn_uids.h"
#include "server/releases/external_rules.h"
#include "server/releases/file_rules.h"
#include "server/releases/front_end_rules.h"
#include "server/releases/invitation_rules.h"
#include "server/releases/log_rules.h"
#include "server/releases/login_case.h"
#include "server/releases/masking_rules.h"
#include "server/releases/metric_rules.h"
#include "server/releases/missing_route.h"
#include "server/releases/neighbour_rules.h"
#include "server/releases/page_rules.h"
#include "server/releases/permission_rules.h"
#include "server/releases/preference_rules.h"
#include "server/releases/provisioning_rules.h"
#include "server/releases/quota_rules.h"
#include "server/releases/refusals.h"
#include "server/releases/route_need.h"
#include "server/releases/sign_in_rules.h"
#include "server/releases/source_rules.h"
#include "server/releases/team_rules.h"
#include "server/releases/user_rules.h"

namespace grafake::server {

struct ToggleFact {
  std::string name;
  bool on_by_registry = false;
  bool needs_dev_mode = false;
};

// What is true of one release of Grafana, as values: whoever depends on the release asks here, nobody compares
// versions. An Instance is made with one and reads it then; all are constants, so they may be kept and shared.
struct Release {
  std::string_view name;     // "9.0": what --release takes
  std::string_view version;  // "9.0.9"; --release takes it too
  std::string_view missing;  // what it has and is not served yet, in words for --help; empty: it is complete
  std::span<const MissingRoutes> missing_routes;  // which it has, by family; those served here are not missing
  std::string_view defaults;                      // the text of its defaults.ini
  std::string_view reads;                         // what its code reads of them; see ShownConfiguration
  std::string_view not_served;                    // what it has and grafake has not; see FindNotServed
  std::string_view variables;                     // what is read beside the keys; see FindUnreadVariables
  std::string_view toggles;                       // see TogglesOf

  std::string_view accounts_toggle;  // the feature toggle without which there are no service accounts; empty: none
  AccountCreation account_creation = AccountCreation::kAsMembersCome;
  AccountLogins account_logins = AccountLogins::kOfName;
  AccountAnswers account_answers;
  AccountPermissions account_permissions;
  TokenLifetimes token_lifetimes;
  std::string_view external_accounts_toggle;  // the feature toggle without which [auth]
                                              // managed_service_accounts_enabled means nothing; empty: none
  bool accounts_found_by_state = false;       // ?disabled=true finds the disabled ones alone
  ApiKeyRules api_keys;
  KeyMigrationRules key_migration;
  std::span<const std::string_view> front_end_members;  // of the front end's settings: those that not all releases have
  FrontEndRules front_end;
  PageRules pages;
  NeighbourRules neighbours;
  DataSourceRules data_sources;
  DrawnUids drawn_uids = DrawnUids::kNineCharacters;
  ProvisioningRules provisioning;
  PermissionRules permissions;
  ApisRules apis;
  UserAnswers user_answers;
  UserChangeRules user_changes;
  bool lists_are_sorted = false;  // ?sort= orders lists of users, members and teams
  WorthlessCookie worthless_cookie = WorthlessCookie::kStays;
  RememberedPages remembered_pages = RememberedPages::kOfStrangers;
  ForcedSignIn forced_sign_in = ForcedSignIn::kWhereSignInIsAsked;
  WrongCredential wrong_credential = WrongCredential::kRefusedAtOnce;
  bool permissions_ask_for_sign_in = false;  // who has not signed in lacks no permission: he is told to sign in
  OwnOrg own_org = OwnOrg::kIsAsAnyOther;
  OrgSwitchTarget org_switch_target = OrgSwitchTarget::kRootUrl;
  SessionRules sessions;
  MachineRules machines;
  ExternalRules external;
  bool first_admin_in_main_org = false;  // wherever new users go
  InvitationRules invitations;
  bool rbac_always = false;               // [rbac] enabled says nothing
  bool cookies_tell_rotation = false;     // a cookie beside the session's says when that is to be replaced
  bool ping_in_json = false;              // /api/login/ping
  bool health_begins_with_state = false;  // /api/health says first how the database is, then the commit
  bool kubernetes_health = false;         // /livez and /readyz, for those who have signed in
  bool no_store = false;                  // answers say Cache-Control: no-store, and nothing else of caches
  MaskingRules masking;
  TeamRules teams;
  LoginCase case_insensitive = LoginCase::kCounts;  // what [users] case_insensitive_login = true means
  bool always_case_insensitive = false;             // … and there is no such key: it is always so
  MetricRules metrics;
  bool leavers_keep_permissions = true;  // on single objects, when they are removed from an org
  bool follows_traces = false;           // refusals say the trace of the header traceparent
  bool passwords_can_end = false;        // [auth] disable_login: nobody signs in with a password of Grafana's own
  std::string_view caller_toggle;        // the feature toggle that has answers say who has asked; empty: none
  std::string_view address_toggle;       // the one without which remembered_pages is kOfAllRefusedButHome; empty: none
  bool admin_has_email_setting = false;  // [security] admin_email
  bool disabled_are_never_mailed = false;  // a new password: they are answered as those who are not there
  bool permissions_with_scopes = false;    // what one may is shown with scopes; the actions alone have their own route
  bool dashboards_sought_first = true;     // that one is not there is noticed before its permissions are read
  QuotaRules quotas;
  bool roles_counted_at_start = true;        // the counts of roles begin with those of then
  bool new_roles_count_at_once = false;      // of members, whatever was kept of what they may do
  std::int64_t built = 1660000000;           // when it was, in seconds since 1970
  bool orgless_found_by_no_org = true;       // who is kept in memory as in no org is found there by a negative one
  std::chrono::seconds permissions_kept{0};  // so long what one was found to hold is not looked up again …
  bool roles_count_at_once = false;          // … but when his role has changed
  BasicRoles roles;
  Refusals refusals;
  AlertingRules alerting;
  LogRules log{.other_form_toggle = "oldlog"};
  RoleRules role_names;
  UserLookup user_lookup = UserLookup::kLoginFirst;
  DisabledUser disabled_user = DisabledUser::kHasNoPassword;
  bool accounts_found_by_email = true;     // where a user is looked for by one
  std::span<const RouteNeed> needs;        // of routes that ask for something else, with RBAC
  bool breaks_at_unreadable_orgs = false;  // with RBAC, where the path names an org by no number
  std::string_view rbac_toggle;            // the feature toggle that turns RBAC on; empty: [rbac] enabled does
  bool prefixed_tokens = true;             // tokens are glsa_…, and known by that; otherwise they look like API keys
  bool keys_with_access = true;            // ?accesscontrol=true shows what may be done with each API key
  bool keys_with_last_use = false;         // lists of API keys show when each was used last, if it was
  bool logins_trimmed = false;             // blanks around a user's login and email go
  bool teams_list_accounts = false;        // service accounts stand among the members of a team
  PreferenceRules preferences;
  bool csrf_headers_hold_origins = false;  // [security] csrf_additional_headers name such headers, instead of hosts
  bool lifetimes_in_days = false;          // [auth] login_maximum_…_days count where the durations are empty
  FileRules files;
  bool typed_toggles = false;          // a feature toggle may have a number, a text or an object, and is not on then
  bool gated_toggles_counted = false;  // /metrics shows those that need development mode, as off
};

// Its feature toggles, in the order of its registry.
[[nodiscard]] std::vector<ToggleFact> TogglesOf(const Release& release);

// By name or version; null for a release that is not served.
[[nodiscard]] const Release* FindRelease(std::string_view name);

// All that are served, the oldest first.
[[nodiscard]] std::span<const Release* const> AllReleases();

// The one that is served when nobody names another.
[[nodiscard]] const Release& DefaultRelease();

// Whose the database files are that do not say it: grafake has noted it only since it served others too.
[[nodiscard]] const Release& ReleaseOfOldFiles();

// The names that FindRelease knows, for messages: "9.0, 9.1".
[[nodiscard]] std::string ReleaseNames();

// The same for --help, one a line, with what is said of each.
[[nodiscard]] std::vector<std::string> DescribeReleases();

}  // namespace grafake::server
