#pragma once

#include <cstddef>
#include <string_view>

#include "server/releases/external_rules.h"

namespace grafake::server {

// In which order a user is looked for who is named by a text that looks like an email.
enum class UserLookup { kLoginFirst, kEmailFirst };

// What the password of one who is disabled is worth. Obeyed by PasswordSignIn.
enum class DisabledUser {
  kHasNoPassword,  // it is not looked at
  kIsToldSo,       // once it was right
};

// What answers about users and the members of orgs hold.
struct UserAnswers {
  bool members_with_state = false;      // lists of an org's members say who is disabled
  bool with_sync = false;               // whether another system decides what somebody is
  bool members_found_in_paths = false;  // the members of any org can be searched, and stand in orgUsers, not OrgUsers
  bool with_uid = false;                // the uid of each, which is drawn when he is made and may stand for the id in
                                        // paths, accounts too; the look-up leaves it empty unless it is whole
  bool whole_look_up = false;           // that shows what the others do: the uid, labels that are a list
  bool with_provisioning = false;       // whether another system has made him
  bool members_by_login = false;        // an org's members come by login, not by email
  bool lists_with_creation = false;     // lists say when each was made
  ExternalLabels external;
};

// How users are changed. Obeyed by Users.
struct UserChangeRules {
  bool unknown_fail = false;              // a change of nobody fails, instead of changing nothing
  std::size_t shortest_own_password = 5;  // of those that users choose themselves
  bool policy_exists = false;             // [auth.basic] password_policy
};

// How a role is read from JSON. "" is Viewer, and three names are known.
struct RoleRules {
  bool any_first_letter = true;   // "viewer" counts as "Viewer"
  bool none_is_one = false;       // "None" is a fourth, who may do nothing
  bool null_is_viewer = false;    // where a role is required; otherwise null leaves it out
  std::string_view unknown = "";  // what the reason of a refusal begins with
};

}  // namespace grafake::server
