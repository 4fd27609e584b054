#include "server/api/storage_failures.h"

#include <algorithm>
#include <array>

namespace grafake::server {
namespace {

struct Failing {
  std::string_view method;
  std::string_view pattern;  // as the route's, but for a slash at its end
  Refusal Refusals::*refusal;
};

// Grafana's own answer of each route to an error of its store. What is not here answers as a broken handler does.
constexpr auto kFailing = std::to_array<Failing>({
    {"POST", "/api/serviceaccounts", &Refusals::account_create_failed},
    {"PATCH", "/api/serviceaccounts/:id", &Refusals::account_update_failed},
    {"DELETE", "/api/serviceaccounts/:id", &Refusals::account_delete_failed},
    {"POST", "/api/serviceaccounts/:id/tokens", &Refusals::token_create_failed},
    {"DELETE", "/api/serviceaccounts/:id/tokens/:tokenId", &Refusals::token_delete_failed},
    {"POST", "/api/serviceaccounts/migrate", &Refusals::migration_failed},
    {"POST", "/api/serviceaccounts/migrate/:keyId", &Refusals::key_conversion_failed},
    {"POST", "/api/serviceaccounts/:id/revert/:keyId", &Refusals::key_revert_failed},
    {"POST", "/api/access-control/serviceaccounts/:resourceID", &Refusals::managed_sets_failed},
    {"POST", "/api/access-control/serviceaccounts/:resourceID/users/:userID", &Refusals::managed_set_failed},
    {"POST", "/api/access-control/serviceaccounts/:resourceID/teams/:teamID", &Refusals::managed_team_set_failed},
    {"POST", "/api/auth/keys", &Refusals::key_create_failed},
    {"DELETE", "/api/auth/keys/:id", &Refusals::key_delete_failed},

    {"POST", "/api/admin/users", &Refusals::new_user_failed},
    {"DELETE", "/api/admin/users/:id", &Refusals::user_delete_failed},
    {"POST", "/api/admin/users/:id/disable", &Refusals::user_disable_failed},
    {"POST", "/api/admin/users/:id/enable", &Refusals::user_enable_failed},
    {"POST", "/api/admin/users/:id/logout", &Refusals::logout_failed},
    {"PUT", "/api/admin/users/:id/password", &Refusals::password_failed},
    {"PUT", "/api/admin/users/:id/permissions", &Refusals::admin_failed},
    {"PUT", "/api/admin/users/:id/quotas/:target", &Refusals::quota_update_failed},
    {"POST", "/api/admin/users/:id/revoke-auth-token", &Refusals::session_revoke_failed},
    {"PUT", "/api/user", &Refusals::user_update_failed},
    {"PUT", "/api/users/:id", &Refusals::user_update_failed},
    {"PUT", "/api/user/password", &Refusals::own_password_failed},
    {"POST", "/api/user/revoke-auth-token", &Refusals::session_revoke_failed},
    {"POST", "/api/user/using/:id", &Refusals::active_org_failed},
    {"POST", "/api/users/:id/using/:orgId", &Refusals::active_org_failed},
    {"PUT", "/api/user/helpflags/:id", &Refusals::help_flag_failed},
    {"GET", "/api/user/helpflags/clear", &Refusals::help_flag_failed},
    {"POST", "/login", &Refusals::sign_in_failed},

    {"PUT", "/api/org", &Refusals::org_update_failed},
    {"PUT", "/api/org/address", &Refusals::address_update_failed},
    {"POST", "/api/org/users", &Refusals::member_add_failed},
    {"PATCH", "/api/org/users/:userId", &Refusals::member_update_failed},
    {"DELETE", "/api/org/users/:userId", &Refusals::member_remove_failed},
    {"POST", "/api/org/invites", &Refusals::invitation_failed},
    {"PATCH", "/api/org/invites/:code/revoke", &Refusals::invitation_update_failed},
    {"POST", "/api/user/invite/complete", &Refusals::invited_not_created},
    {"POST", "/api/user/signup", &Refusals::sign_up_begin_failed},
    {"POST", "/api/user/signup/step2", &Refusals::sign_up_failed},
    {"POST", "/api/orgs", &Refusals::org_create_failed},
    {"PUT", "/api/orgs/:orgId", &Refusals::org_update_failed},
    {"PUT", "/api/orgs/:orgId/address", &Refusals::address_update_failed},
    {"DELETE", "/api/orgs/:orgId", &Refusals::org_update_failed},
    {"PUT", "/api/orgs/:orgId/quotas/:target", &Refusals::quota_update_failed},
    {"POST", "/api/orgs/:orgId/users", &Refusals::member_add_failed},
    {"PATCH", "/api/orgs/:orgId/users/:userId", &Refusals::member_update_failed},
    {"DELETE", "/api/orgs/:orgId/users/:userId", &Refusals::member_remove_failed},

    {"POST", "/api/datasources", &Refusals::data_source_create_failed},
    {"PUT", "/api/datasources/:id", &Refusals::data_source_update_failed},
    {"PUT", "/api/datasources/uid/:uid", &Refusals::data_source_update_failed},
    {"DELETE", "/api/datasources/:id", &Refusals::data_source_delete_failed},
    {"DELETE", "/api/datasources/uid/:uid", &Refusals::data_source_delete_failed},
    {"DELETE", "/api/datasources/name/:name", &Refusals::data_source_delete_failed},

    {"POST", "/api/folders", &Refusals::folder_failed},
    {"PUT", "/api/folders/:uid", &Refusals::folder_failed},
    {"DELETE", "/api/folders/:uid", &Refusals::folder_failed},
    {"POST", "/api/folders/:uid/move", &Refusals::folder_failed},
    {"POST", "/api/folders/:uid/permissions", &Refusals::share_failed},
    {"POST", "/api/dashboards/db", &Refusals::dashboard_save_failed},
    {"POST", "/api/dashboards/import", &Refusals::dashboard_save_failed},
    {"DELETE", "/api/dashboards/uid/:uid", &Refusals::dashboard_delete_failed},
    {"POST", "/api/dashboards/uid/:uid/permissions", &Refusals::share_failed},
    {"POST", "/api/user/stars/dashboard/uid/:uid", &Refusals::star_failed},

    {"POST", "/api/playlists", &Refusals::playlist_create_failed},
    {"PUT", "/api/playlists/:uid", &Refusals::playlist_update_failed},
    {"DELETE", "/api/playlists/:uid", &Refusals::playlist_delete_failed},

    {"POST", "/api/teams", &Refusals::team_create_failed},
    {"PUT", "/api/teams/:teamId", &Refusals::team_update_failed},
    {"DELETE", "/api/teams/:teamId", &Refusals::team_delete_failed},
    {"POST", "/api/teams/:teamId/members", &Refusals::team_member_add_failed},
    {"PUT", "/api/teams/:teamId/members/:userId", &Refusals::team_member_update_failed},
    {"DELETE", "/api/teams/:teamId/members/:userId", &Refusals::team_member_remove_failed},
    {"POST", "/api/access-control/teams/:resourceID/users/:userID", &Refusals::managed_set_failed},

    {"PUT", "/api/org/preferences", &Refusals::preferences_failed},
    {"PATCH", "/api/org/preferences", &Refusals::preferences_failed},
    {"PUT", "/api/user/preferences", &Refusals::preferences_failed},
    {"PATCH", "/api/user/preferences", &Refusals::preferences_failed},
    {"PUT", "/api/teams/:teamId/preferences", &Refusals::preferences_failed},
});

std::string_view WithoutLastSlash(std::string_view pattern) {
  if (pattern.size() > 1 && pattern.ends_with('/')) pattern.remove_suffix(1);
  return pattern;
}

}  // namespace

void MountStorageFailures(Router& router, const Refusals& refusals) {
  for (const auto& route : router.routes()) {
    const auto found = std::ranges::find_if(kFailing, [&](const Failing& failing) {
      return failing.method == route->method && failing.pattern == WithoutLastSlash(route->pattern);
    });
    if (found != kFailing.end()) route->failure = &(refusals.*(found->refusal));
  }
}

}  // namespace grafake::server
