#include "server/domain/accounts.h"

#include "server/domain/account_managers.h"
#include "server/domain/logins.h"
#include "server/domain/paging.h"
#include "server/domain/short_uid.h"
#include "server/storage/not_found.h"

namespace grafake::server {

AccountPage Accounts::Search(std::int64_t org_id, const AccountSearch& search) {
  AccountQuery query{.org_id = org_id,
                     .text = search.text,
                     .ids = search.ids,
                     .only_disabled = search.only_disabled,
                     .offset = PageOffset(search.page, search.per_page),
                     .limit = search.per_page};
  if (search.only_expired_tokens && !search.only_disabled) query.expired_before = UnixSeconds(clock_());
  return store_.List(query);
}

NewAccount Accounts::Named(std::int64_t org_id, const std::string& name) const {
  const auto in_login = logins_ == AccountLogins::kOfOrgAndName ? std::optional(org_id) : std::nullopt;
  NewAccount account{
      .name = name, .login = AccountLogin(name, in_login), .org_id = org_id, .now = ToTimestamp(clock_())};
  if (settings_.with_uids) account.uid = DrawShortUid(clock_());
  return account;
}

Result<AccountRow> Accounts::Plant(std::int64_t org_id, const AccountWish& wish) {
  NewAccount account = Named(org_id, wish.name);
  account.role = RoleName(wish.role);
  account.is_disabled = wish.is_disabled;
  return store_.Insert(account);
}

Result<AccountRow> Accounts::Create(std::int64_t org_id, const AccountWish& wish, Role most) {
  NewAccount account = Named(org_id, wish.name);
  if (wish.manager != 0) {
    account.manager = wish.manager;
    account.managing = kAdministerAccount;
  }
  switch (creation_) {
    case AccountCreation::kAsMembersCome:
      account.role = RoleName(settings_.role);
      account.own_org = !settings_.auto_assign_org;
      break;
    case AccountCreation::kAsAsked:
      if (wish.role > most) return Fail(ErrorCode::kRoleTooHigh);
      account.role = RoleName(wish.role);
      account.is_disabled = wish.is_disabled;
      break;
  }
  return store_.Insert(account);
}

Result<AccountRow> Accounts::Get(std::int64_t org_id, std::int64_t id) {
  auto row = store_.Find(org_id, id);
  if (!row) return AccountNotFound();
  return *std::move(row);
}

Result<Done> Accounts::Check(std::int64_t org_id, std::int64_t id) {
  const bool exists = identities_.FollowsChanges() ? identities_.HasAccount(id, org_id) : store_.Exists(org_id, id);
  if (!exists) return AccountNotFound();
  return Done();
}

std::vector<std::string> Accounts::TeamNames(std::int64_t org_id, std::int64_t id) {
  return store_.TeamNames(org_id, id);
}

Result<AccountRow> Accounts::Update(std::int64_t org_id, std::int64_t id, const AccountEdit& edit, Role most) {
  if (edit.role && *edit.role > most) return Fail(ErrorCode::kRoleTooHigh);
  AccountChange change{.name = edit.name, .is_disabled = edit.is_disabled, .now = ToTimestamp(clock_())};
  if (edit.role) change.role = RoleName(*edit.role);
  return store_.Update(org_id, id, change).map([&](AccountRow row) {
    if (edit.name) row.name = *edit.name;
    if (change.role) row.role = *change.role;
    if (edit.is_disabled) row.is_disabled = *edit.is_disabled;
    return row;
  });
}

Result<Done> Accounts::Delete(std::int64_t org_id, std::int64_t id) { return store_.Erase(org_id, id); }

}  // namespace grafake::server
