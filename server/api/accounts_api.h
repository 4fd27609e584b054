#pragma once

#include "server/api/avatars.h"
#include "server/domain/accounts.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// /api/serviceaccounts: search, create, read, update, delete.
class AccountsApi {
 public:
  AccountsApi(const Answers& answers, const Avatars& avatars, Accounts& accounts)
      : answers_(answers), avatars_(avatars), accounts_(accounts) {}

  void Mount(Router& router);

 private:
  [[nodiscard]] Response Search(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  [[nodiscard]] Response Shown(const AccountRow& account, const Context& context) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Accounts& accounts_;
};

}  // namespace grafake::server
