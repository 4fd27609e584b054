#include "server/domain/account_managers.h"

namespace grafake::server {
namespace {

Result<AccountGrant> GrantOf(const AccountShare& share) {
  AccountGrant grant{.to_team = share.to_team, .holder_id = share.holder_id};
  if (share.level == "Admin") {
    grant.actions.assign(kAdministerAccount.begin(), kAdministerAccount.end());
  } else if (share.level == "Edit") {
    grant.actions.assign(kEditAccount.begin(), kEditAccount.end());
  } else if (!share.level.empty()) {
    return Fail(ErrorCode::kInvalid, "invalid permission: " + share.level);
  }
  return grant;
}

}  // namespace

std::vector<HeldPermissionRow> AccountManagers::List(std::int64_t org_id, std::string_view account) {
  return store_.HeldOn(org_id, "serviceaccounts:id:" + std::string(account));
}

Result<Done> AccountManagers::Set(std::int64_t org_id, std::int64_t account_id,
                                  const std::vector<AccountShare>& shares) {
  std::vector<AccountGrant> grants;
  for (const AccountShare& share : shares) {
    auto grant = GrantOf(share);
    if (!grant) return tl::unexpected(grant.error());
    grants.push_back(*std::move(grant));
  }
  return store_.GiveOnAccount(org_id, account_id, grants, ToTimestamp(clock_()));
}

}  // namespace grafake::server
