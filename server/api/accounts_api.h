#pragma once

#include "server/api/avatars.h"
#include "server/domain/accounts.h"
#include "server/domain/kept_permissions.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/release.h"

namespace grafake::server {

// /api/serviceaccounts: search, create, read, update, delete.
class AccountsApi {
 public:
  AccountsApi(const Answers& answers, const Avatars& avatars, Accounts& accounts, KeptPermissions& kept,
              const Release& release)
      : answers_(answers),
        avatars_(avatars),
        accounts_(accounts),
        kept_(kept),
        creation_(release.account_creation),
        found_by_state_(release.accounts_found_by_state),
        role_names_(release.role_names),
        shape_(release.account_answers),
        with_uid_(release.user_answers.with_uid),
        permissions_(release.account_permissions) {}

  void Mount(Router& router);

 private:
  [[nodiscard]] Response Search(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  // Who is to administer an account that the caller makes; 0: nobody in particular.
  [[nodiscard]] std::int64_t ManagerBy(const Context& context) const;
  [[nodiscard]] Result<AccountWish> WishIn(const Request& request) const;
  // All of an account, as a value of `json`; `read`: with what is only told of one that was not just changed: how many
  // tokens it has, where the release shows that, and whether it is a service's.
  void AddAccount(JsonWriter& json, const AccountRow& account, const Context& context, bool read) const;
  void AddExternal(JsonWriter& json, const AccountRow& account) const;
  void AddTeams(JsonWriter& json, const AccountRow& account) const;
  // As many as the release counts.
  [[nodiscard]] std::int64_t CountedTokens(const AccountRow& account) const;
  [[nodiscard]] Response Changed(const AccountRow& account, const Context& context) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Accounts& accounts_;
  KeptPermissions& kept_;
  AccountCreation creation_;
  bool found_by_state_;
  RoleRules role_names_;
  AccountAnswers shape_;
  bool with_uid_;
  AccountPermissions permissions_;
};

}  // namespace grafake::server
