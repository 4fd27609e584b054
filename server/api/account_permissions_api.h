#pragma once

#include <span>

#include "server/api/avatars.h"
#include "server/domain/account_managers.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"

namespace grafake::server {

// /api/access-control/serviceaccounts: who may do what with one service account.
class AccountPermissionsApi {
 public:
  AccountPermissionsApi(const Answers& answers, const Avatars& avatars, AccountManagers& managers)
      : answers_(answers), avatars_(avatars), managers_(managers) {}

  // Without RBAC the routes are there, and answer that they are not. `together`: also the one that sets those of many.
  void Mount(Router& router, bool rbac, bool together) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response SetOfUser(const Context& context) const;
  [[nodiscard]] Response SetOfTeam(const Context& context) const;
  [[nodiscard]] Response SetOfMany(const Context& context) const;
  // Of the holder whose id is that parameter of the path.
  [[nodiscard]] Response SetOfOne(const Context& context, std::string_view parameter, const Refusal& invalid,
                                  const RefusalTable& refusals) const;
  [[nodiscard]] Result<Done> Set(const Context& context, const std::vector<AccountShare>& shares) const;
  void AddItem(JsonWriter& json, std::span<const HeldPermissionRow> of_one) const;

  const Answers& answers_;
  const Avatars& avatars_;
  AccountManagers& managers_;
};

}  // namespace grafake::server
