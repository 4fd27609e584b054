#include "server/api/path_uids.h"

namespace grafake::server {

std::vector<UidParameter> UidParameters(const UidSources& sources, const Refusals& refusals) {
  const auto account = [&accounts = sources.accounts](const Principal& caller, const std::string& uid) {
    return accounts.FindIdByUid(caller.org_id, uid);
  };
  const auto team = [&teams = sources.teams](const Principal& caller, const std::string& uid) {
    return teams.FindIdByUid(caller.org_id, uid);
  };
  const auto user = [&users = sources.users](const Principal& /*caller*/, const std::string& uid) {
    return users.FindIdByUid(uid);
  };
  const Refusal& nothing = refusals.not_found;
  const Refusal& nobody = refusals.user_uid_unknown;
  return {{"/api/teams/:teamId", team, &nothing, true, Noun::kTeam},
          {"/api/users/:id", user, &nobody},
          {"/api/admin/users/:id", user, &nobody},
          {"/api/org/users/:userId", user, &nobody},
          {"/api/orgs/:orgId/users/:userId", user, &nobody},
          {"/api/serviceaccounts/:id", account, &nothing, true, Noun::kAccount},
          {"/api/access-control/serviceaccounts/:resourceID", account, &nothing, false, Noun::kAccount},
          {"/api/access-control/folders/:resourceID/users/:userID", user, &nobody},
          {"/api/access-control/folders/:resourceID/teams/:teamID", team, &nothing, false, Noun::kTeam},
          {"/api/access-control/dashboards/:resourceID/users/:userID", user, &nobody},
          {"/api/access-control/dashboards/:resourceID/teams/:teamID", team, &nothing, false, Noun::kTeam},
          {"/api/access-control/serviceaccounts/:resourceID/users/:userID", user, &nobody},
          {"/api/access-control/serviceaccounts/:resourceID/teams/:teamID", team, &nothing, false, Noun::kTeam}};
}

}  // namespace grafake::server
