#include "server/domain/account_managers.h"

#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

Result<std::vector<std::string_view>> ActionsOf(const AccountShare& share) {
  if (share.to == AccountGrant::To::kNobody)
    return Fail(ErrorCode::kInvalid, "invalid assignment", Clash::kAssignmentOfNobody);
  if (!AccountManagers::IsLevel(share.level)) {
    return Fail(ErrorCode::kInvalid, "invalid permission: " + share.level,
                InputUnfit{InputUnfit::Where::kMember, "permission", share.level, "Edit, Admin or nothing", true});
  }
  if (share.level == "Admin") return std::vector(kAdministerAccount.begin(), kAdministerAccount.end());
  if (share.level == "Edit") return std::vector(kEditAccount.begin(), kEditAccount.end());
  return std::vector<std::string_view>();
}

AccountGrant GrantOf(const AccountShare& share) {
  return {.to = share.to, .holder_id = share.holder_id, .actions = ActionsOf(share)};
}

}  // namespace

bool AccountManagers::IsLevel(std::string_view level) { return level.empty() || level == "Edit" || level == "Admin"; }

std::vector<HeldPermissionRow> AccountManagers::List(std::int64_t org_id, std::string_view account) {
  return store_.HeldOn(org_id, "serviceaccounts:id:" + std::string(account));
}

Result<Done> AccountManagers::Set(std::int64_t org_id, std::int64_t account_id, const AccountShare& share) {
  const AccountGrant grant = GrantOf(share);
  if (!grant.actions) return tl::unexpected(grant.actions.error());
  return store_.GiveOnAccount(org_id, account_id, std::span(&grant, 1), ToTimestamp(clock_()));
}

Result<Done> AccountManagers::SetAll(std::int64_t org_id, std::int64_t account_id,
                                     const std::vector<AccountShare>& shares) {
  std::vector<AccountGrant> grants;
  for (const AccountShare& share : shares) grants.push_back(GrantOf(share));
  return store_.GiveOnAccount(org_id, account_id, grants, ToTimestamp(clock_()));
}

}  // namespace grafake::server
