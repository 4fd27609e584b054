#pragma once

#include <array>
#include <span>
#include <string_view>

namespace grafake::server {

// Whom a route lets pass by who he is alone: where no permission is asked for, or RBAC is off.
enum class LetsPass { kAnyone, kSignedIn, kEditor, kAdmin, kGrafanaAdmin };

// A route that a release has, whether it is served here or not. Where it is not, who asks hears what he would hear of
// it up to the permission, and then that nothing is there. A pattern that ends in "/*" is whatever is below it, by any
// method.
struct MissingRoute {
  struct Ask {
    std::string_view action;
    std::string_view scope = {};
  };

  std::string_view method;
  std::string_view pattern;
  std::array<Ask, 2> any_of = {};  // those without an action do not count; none: the role decides alone
  LetsPass otherwise = LetsPass::kSignedIn;
  bool sign_in = true;  // who has not signed in is told so before his permissions are read
};

// Of one family, as the dashboards' are.
using MissingRoutes = std::span<const MissingRoute>;

}  // namespace grafake::server
