#pragma once

#include <string>
#include <string_view>

#include "server/http/route.h"
#include "server/releases/page_rules.h"

namespace grafake::server {

struct NavSettings {
  std::string sub_url;
  bool service_accounts = false;  // they exist
  bool sign_out = true;           // not [auth] disable_signout_menu
  PageRules rules;
};

// What of the menu is the caller's own.
struct NavSight {
  std::string picture;       // the address of his avatar
  bool keys_hidden = false;  // his org has done with API keys
};

// The menu as the pages' scripts read it: what the caller may see.
[[nodiscard]] std::string NavTreeJson(const NavSettings& settings, const Context& context, const NavSight& sight);

}  // namespace grafake::server
