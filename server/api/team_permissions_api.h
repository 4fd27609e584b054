#pragma once

#include <span>

#include "server/api/avatars.h"
#include "server/domain/account_managers.h"
#include "server/domain/teams.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/permission_rules.h"

namespace grafake::server {

// /api/access-control/teams: who may do what with one team. The same memberships as /api/teams/:teamId/members, seen as
// permissions. Of folders and dashboards, which grafake has none of: the descriptions, and what is said of those that
// are not there.
class TeamPermissionsApi {
 public:
  TeamPermissionsApi(const Answers& answers, const Avatars& avatars, Teams& teams, PermissionRules rules)
      : answers_(answers), avatars_(avatars), teams_(teams), rules_(rules) {}

  void Mount(Router& router, bool rbac) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response SetOfUser(const Context& context) const;
  [[nodiscard]] Response SetOfMany(const Context& context) const;
  // Why one of the shares could not be set.
  [[nodiscard]] Response RefuseShares(const Error& error, std::span<const AccountShare> shares,
                                      const RefusalTable& refusals) const;
  [[nodiscard]] Result<Done> Set(const Context& context, std::int64_t user_id, const std::string& level) const;
  void AddItem(JsonWriter& json, std::span<const TeamPermissionRow> of_one_user) const;
  void MountDescriptions(Router& router) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Teams& teams_;
  PermissionRules rules_;
};

}  // namespace grafake::server
