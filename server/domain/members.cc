#include "server/domain/members.h"

#include "server/domain/user_lookup.h"
#include "server/storage/not_found.h"

namespace grafake::server {

MemberPage Members::List(const MemberQuery& query) { return store_.ListMembers(query); }

std::optional<UserRow> Members::FindUser(const std::string& login_or_email) {
  return server::FindUser(users_, login_or_email, lookup_);
}

Result<std::int64_t> Members::Find(const std::string& login_or_email) {
  const auto user = FindUser(login_or_email);
  if (!user) return UserNotFound("login or email", login_or_email);
  return user->id;
}

Result<Done> Members::Add(std::int64_t org_id, std::int64_t user_id, Role role) {
  return store_.AddMember(org_id, user_id, std::string(RoleName(role)), ToTimestamp(clock_()));
}

Result<Done> Members::SetRole(std::int64_t org_id, std::int64_t user_id, Role role) {
  return store_.SetRole(org_id, user_id, std::string(RoleName(role)), ToTimestamp(clock_()));
}

Result<bool> Members::Remove(std::int64_t org_id, std::int64_t user_id, bool delete_orphan) {
  return store_.RemoveMember(org_id, user_id, delete_orphan).map([](OrgStore::Removal removal) {
    return removal.user_deleted;
  });
}

}  // namespace grafake::server
