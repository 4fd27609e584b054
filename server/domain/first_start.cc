#include "server/domain/first_start.h"

#include "server/domain/digest.h"
#include "server/domain/short_uid.h"

namespace grafake::server {
namespace {

constexpr const char* kMainOrg = "Main Org.";

Result<Done> EnsureMainOrg(OrgStore& orgs, Timestamp now) {
  if (orgs.FindByName(kMainOrg)) return Done();
  return orgs.Insert(kMainOrg, now).map([](std::int64_t) { return Done(); });
}

NewUser AdminUser(std::future<Passwords::Hashed> password, const FirstAdmin& admin, const MemberSettings& members,
                  Timestamp now) {
  NewUser user{.uid = members.with_uids ? DrawShortUid(now) : "",
               .login = admin.login,
               .email = admin.email.empty() ? admin.login + "@localhost" : admin.email,
               .rands = RandomText(10),
               .is_admin = true,
               .org_id = members.org_id,
               .role = "Admin",
               .now = now};
  if (!admin.password.empty()) {
    auto [hash, salt] = password.get();
    user.password_hash = std::move(hash);
    user.salt = std::move(salt);
  }
  if (!members.auto_assign_org) user.own_org_name = user.email;
  return user;
}

}  // namespace

Result<Done> PrepareFirstStart(UserStore& users, OrgStore& orgs, std::future<Passwords::Hashed> password,
                               const FirstAdmin& admin, const MemberSettings& members, Timestamp now) {
  if (!users.Empty()) return Done();
  if (!admin.create) return EnsureMainOrg(orgs, now);
  const bool into_main = members.auto_assign_org && members.org_id == 1;
  if (into_main) {
    if (auto made = EnsureMainOrg(orgs, now); !made) return made;
  }
  auto made = users.Insert(AdminUser(std::move(password), admin, members, now));
  if (!made) {
    return Fail(made.error().code, "failed to create admin user: could not create user: organization ID " +
                                       std::to_string(members.org_id) + " does not exist");
  }
  return into_main ? Result<Done>(Done()) : EnsureMainOrg(orgs, now);
}

}  // namespace grafake::server
