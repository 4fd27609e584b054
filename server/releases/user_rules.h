#pragma once

#include <string_view>

namespace grafake::server {

// In which order a user is looked for who is named by a text that looks like an email.
enum class UserLookup { kLoginFirst, kEmailFirst };

// How a role is read from JSON. "" is Viewer, and three names are known.
struct RoleRules {
  bool any_first_letter = true;   // "viewer" counts as "Viewer"
  bool null_is_viewer = false;    // where a role is required; otherwise null leaves it out
  std::string_view unknown = "";  // what the reason of a refusal begins with
};

}  // namespace grafake::server
