#include "server/domain/external_users.h"

#include "server/domain/digest.h"
#include "server/domain/logins.h"
#include "server/domain/short_uid.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kUsualOrg = 1;

}  // namespace

std::int64_t ExternalUsers::UsualOrg() const {
  return settings_.auto_assign_org && settings_.org_id > 0 ? settings_.org_id : kUsualOrg;
}

// With his login and email as they are stored.
ExternalUser ExternalUsers::AsKept(ExternalUser who) const {
  if (AreKeptLowered(settings_.login_case)) {
    who.login = LowerCase(who.login);
    who.email = LowerCase(who.email);
  }
  return who;
}

ExternalName ExternalUsers::Look(ExternalUser who) {
  who = AsKept(std::move(who));
  return {.id = store_.Find(who), .login = std::move(who.login)};
}

Result<std::int64_t> ExternalUsers::SignIn(ExternalUser who, bool may_sign_up) {
  who = AsKept(std::move(who));
  if (!store_.Find(who)) {
    if (!may_sign_up) return UserNotFound("login or email", who.login.empty() ? who.email : who.login);
    if (quotas_.Reached("user", Principal{})) return Fail(ErrorCode::kBlocked, "the quota of users is reached");
  }
  const NewUser fresh = Draft(who);
  return store_.SignIn({std::move(who), fresh, ToTimestamp(clock_())});
}

NewUser ExternalUsers::Draft(const ExternalUser& who) const {
  NewUser user{.uid = settings_.with_uids ? DrawShortUid(clock_()) : "",
               .login = who.login.empty() && rules_.login_may_be_mail ? who.email : who.login,
               .email = who.email.empty() ? who.login : who.email,
               .name = who.name,
               .salt = RandomText(10),
               .rands = RandomText(10),
               .org_id = who.roles.empty() ? settings_.org_id : who.roles.front().org_id,
               .role = who.roles.empty() ? UsualRole() : who.roles.front().role,
               .now = ToTimestamp(clock_())};
  if (who.roles.empty() && !settings_.auto_assign_org) user.own_org_name = user.email;
  return user;
}

}  // namespace grafake::server
