#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/releases/account_rules.h"
#include "server/releases/alerting_rules.h"
#include "server/releases/basic_roles.h"
#include "server/releases/log_rules.h"
#include "server/releases/refusals.h"
#include "server/releases/route_need.h"
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
  std::string_view name;        // "9.0": what --release takes
  std::string_view version;     // "9.0.9"; --release takes it too
  std::string_view missing;     // what it has and is not served yet, in words for --help; empty: it is complete
  std::string_view defaults;    // the text of its defaults.ini
  std::string_view reads;       // what its code reads of them; see ShownConfiguration
  std::string_view not_served;  // what it has and grafake has not; see FindNotServed
  std::string_view variables;   // what is read beside the keys; see FindUnreadVariables
  std::string_view toggles;     // see TogglesOf

  std::string_view accounts_toggle;  // the feature toggle without which there are no service accounts; empty: none
  AccountCreation account_creation = AccountCreation::kAsMembersCome;
  AccountAnswers account_answers;
  bool accounts_found_by_state = false;                 // ?disabled=true finds the disabled ones alone
  bool key_migration = false;                           // API keys can be made tokens of service accounts, and back
  std::span<const std::string_view> front_end_members;  // of the front end's settings: those that not all releases have
  BasicRoles roles;
  Refusals refusals;
  AlertingRules alerting;
  LogRules log{.other_form_toggle = "oldlog"};
  RoleRules role_names;
  UserLookup user_lookup = UserLookup::kLoginFirst;
  std::span<const RouteNeed> needs;        // of routes that ask for something else, with RBAC
  bool breaks_at_unreadable_orgs = false;  // with RBAC, where the path names an org by no number
  std::string_view rbac_toggle;            // the feature toggle that turns RBAC on; empty: [rbac] enabled does
  bool prefixed_tokens = true;             // tokens are glsa_…, and known by that; otherwise they look like API keys
  bool keys_with_access = true;            // ?accesscontrol=true shows what may be done with each API key
  bool logins_trimmed = false;             // blanks around a user's login and email go
  bool teams_list_accounts = false;        // service accounts stand among the members of a team
  bool preferences_with_history = true;    // they have homeDashboardUID and queryHistory
  bool csrf_headers_hold_origins = false;  // [security] csrf_additional_headers name such headers, instead of hosts
  bool lifetimes_in_days = false;          // [auth] login_maximum_…_days count where the durations are empty
  bool doubles_counted = true;             // /metrics shows users whose logins differ in case alone
  bool gated_toggles_counted = false;      // /metrics shows those that need development mode, as off
};

// Its feature toggles, in the order of its registry.
[[nodiscard]] std::vector<ToggleFact> TogglesOf(const Release& release);

// By name or version; null for a release that is not served.
[[nodiscard]] const Release* FindRelease(std::string_view name);

// All that are served, the oldest first.
[[nodiscard]] std::span<const Release* const> AllReleases();

// The one that is served when nobody names another.
[[nodiscard]] const Release& DefaultRelease();

// The names that FindRelease knows, for messages: "9.0, 9.1".
[[nodiscard]] std::string ReleaseNames();

// The same for --help, one a line, with what is said of each.
[[nodiscard]] std::vector<std::string> DescribeReleases();

}  // namespace grafake::server
