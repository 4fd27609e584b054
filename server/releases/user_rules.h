#pragma once

#include <string_view>

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
};

// How a role is read from JSON. "" is Viewer, and three names are known.
struct RoleRules {
  bool any_first_letter = true;   // "viewer" counts as "Viewer"
  bool none_is_one = false;       // "None" is a fourth, who may do nothing
  bool null_is_viewer = false;    // where a role is required; otherwise null leaves it out
  std::string_view unknown = "";  // what the reason of a refusal begins with
};

}  // namespace grafake::server
