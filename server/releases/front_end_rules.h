#pragma once

#include <span>
#include <string_view>

namespace grafake::server {

// What the settings of the front end are made of where they have an order of their own. Obeyed by OrderedFrontEnd, and
// by AppSettingsOf, which reads them.
struct FrontEndRules {
  std::span<const std::string_view> order;    // all members; "a.b" is the member b of the object a
  bool hidden_plugins_are_words = false;      // what is empty in [plugins] plugin_catalog_hidden_plugins is none
  bool only_enabled_skip_role_sync = false;   // skip_org_role_sync of an OAuth provider counts while that is enabled
  bool google_never_syncs_roles = false;      // whatever its skip_org_role_sync says
  bool azure_leaves_out_what_is_off = false;  // of the kinds of identity

  // GET /api/frontend/assets: digests of the files and plugins that its build has; empty: there is no such route.
  std::string_view files_digest;
  std::string_view plugins_digest;
};

}  // namespace grafake::server
