#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/route.h"
#include "server/releases/page_rules.h"

namespace grafake::server {

struct NavSettings {
  std::string sub_url;
  bool service_accounts = false;  // they exist
  bool sign_out = true;           // not [auth] disable_signout_menu
  PageRules rules;
};

// A page that the menu leads to.
struct NavEntry {
  std::string_view id;
  std::string_view text;
  std::string_view description;
  std::string_view icon;
  std::string_view url;
};

// What the caller may see, in the menu's order.
[[nodiscard]] std::vector<NavEntry> NavEntriesFor(const NavSettings& settings, const Context& context);

// The menu as the pages' scripts read it; `picture` is the address of the caller's avatar.
[[nodiscard]] std::string NavTreeJson(const NavSettings& settings, const Context& context, const std::string& picture);

}  // namespace grafake::server
