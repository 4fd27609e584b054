#pragma once

#include <string_view>

#include "server/http/route.h"

namespace grafake::server {

// Routes below /api/admin: nobody is asked to sign in first, the permission alone decides.
[[nodiscard]] inline RouteAccess AdminNeeds(std::string_view action, std::string_view scope = {}) {
  return {.sign_in = false, .any_of = {{action, scope}}, .fallback = Fallback::kGrafanaAdmin};
}

// The user of /api/admin/users/:id…
inline constexpr std::string_view kPathUser = "global.users:id:{id}";

}  // namespace grafake::server
