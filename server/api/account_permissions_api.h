#pragma once

#include <span>

#include "server/api/avatars.h"
#include "server/domain/account_managers.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/account_rules.h"
#include "server/releases/permission_rules.h"

namespace grafake::server {

// /api/access-control/serviceaccounts: who may do what with one service account.
class AccountPermissionsApi {
 public:
  AccountPermissionsApi(const Answers& answers, const Avatars& avatars, AccountManagers& managers,
                        const AccountPermissions& rules, const PermissionRules& routes)
      : answers_(answers), avatars_(avatars), managers_(managers), rules_(rules), routes_(routes) {}

  // Without RBAC the routes are there, and answer that they are not.
  void Mount(Router& router, bool rbac) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response SetOfUser(const Context& context) const;
  [[nodiscard]] Response SetOfTeam(const Context& context) const;
  [[nodiscard]] Response SetOfMany(const Context& context) const;
  // Of the holder whose id is that parameter of the path.
  [[nodiscard]] Response SetOfOne(const Context& context, std::string_view parameter, const Refusal& invalid,
                                  const RefusalTable& refusals) const;
  // Why one of the shares could not be set.
  [[nodiscard]] Response RefuseShares(const Error& error, const std::vector<AccountShare>& shares,
                                      const RefusalTable& refusals) const;
  void AddItem(JsonWriter& json, std::span<const HeldPermissionRow> of_one) const;
  void AddHolder(JsonWriter& json, const HeldPermissionRow& holder) const;
  void AddAdmins(JsonWriter& json) const;

  const Answers& answers_;
  const Avatars& avatars_;
  AccountManagers& managers_;
  AccountPermissions rules_;
  PermissionRules routes_;
};

}  // namespace grafake::server
