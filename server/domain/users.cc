#include "server/domain/users.h"

#include "server/domain/digest.h"
#include "server/domain/logins.h"
#include "server/domain/paging.h"
#include "server/domain/password_policy.h"
#include "server/domain/short_uid.h"
#include "server/domain/user_lookup.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr std::size_t kShortestPassword = 4;

}  // namespace

Result<UserRow> Users::Get(std::int64_t id) {
  auto user = store_.Find(id);
  if (!user) return UserNotFound(id);
  return *std::move(user);
}

Result<UserRow> Users::GetUnmistakable(std::int64_t id) {
  return Get(id).and_then([&](UserRow user) -> Result<UserRow> {
    if (store_.HasTwin(user)) return Fail(ErrorCode::kTakenButForCase, {}, Clash::kLoginsDifferByCase);
    return user;
  });
}

Result<UserRow> Users::LookUp(const std::string& login_or_email) {
  if (login_or_email.empty()) return UserNotFound("login or email", "");
  auto user = FindUser(store_, login_or_email, lookup_);
  if (!user) return UserNotFound("login or email", login_or_email);
  return *std::move(user);
}

UserPage Users::Search(const UserSearch& search) {
  UserQuery query{.text = search.text,
                  .offset = PageOffset(search.page, search.per_page),
                  .limit = search.per_page,
                  .order = search.order};
  if (search.only_active) query.seen_since = Now() - std::chrono::days(30);
  return store_.List(query);
}

std::vector<UserOrgRow> Users::OrgsOf(std::int64_t id) { return store_.OrgsOf(id); }

Result<NewUser> Users::Draft(const UserDraft& draft) const {
  NewUser user{.uid = settings_.with_uids ? DrawShortUid(clock_()) : "",
               .login = draft.login.empty() && !draft.unchecked ? draft.email : draft.login,
               .email = draft.email.empty() && !draft.unchecked ? draft.login : draft.email,
               .name = draft.name,
               .rands = RandomText(10),
               .org_id = draft.org_id != 0 ? draft.org_id : settings_.org_id,
               .role = draft.role.empty() ? std::string(RoleName(settings_.role)) : draft.role,
               .now = Now()};
  if (user.login.empty() && !draft.unchecked) return Fail(ErrorCode::kInvalid, {}, MemberMissing{"login"});
  if (AreKeptLowered(settings_.login_case)) {
    user.login = LowerCase(user.login);
    user.email = LowerCase(user.email);
  }
  if (auto allowed = Allow(draft.password, kShortestPassword); !allowed && !draft.unchecked)
    return tl::unexpected(allowed.error());
  if (!settings_.auto_assign_org && draft.role.empty())
    user.own_org_name = draft.own_org_name.empty() ? user.email : draft.own_org_name;
  auto [hash, salt] = passwords_.Hash(draft.password);
  user.password_hash = std::move(hash);
  user.salt = std::move(salt);
  return user;
}

Result<std::int64_t> Users::Create(const UserDraft& draft) {
  auto made = Draft(draft).and_then([&](const NewUser& user) { return store_.Insert(user); });
  const bool named = draft.org_id != 0;
  if (!made && made.error().code == ErrorCode::kOrgNotFound && !named) {
    return Fail(ErrorCode::kStorage,
                "could not create user: organization ID " + std::to_string(settings_.org_id) + " does not exist",
                NotThere{Noun::kOrg, "id", std::to_string(settings_.org_id)});
  }
  return made;
}

Result<Done> Users::Update(std::int64_t id, const UserEdit& edit) {
  const std::string& login = edit.login.empty() ? edit.email : edit.login;
  if (login.empty()) return Fail(ErrorCode::kInvalid, {}, MemberMissing{"login"});
  const bool lowered = AreKeptLowered(settings_.login_case);
  return MayChange(id).and_then([&](Done) {
    return store_.Update(id, {lowered ? LowerCase(login) : login, lowered ? LowerCase(edit.email) : edit.email,
                              edit.name, edit.theme, Now()});
  });
}

Result<Done> Users::MayChange(std::int64_t id) {
  if (rules_.unknown_fail && !store_.Find(id)) return UserNotFound(id);
  return Done();
}

Result<Done> Users::Allow(const std::string& password, std::size_t shortest) const {
  if (settings_.strong_passwords && !IsStrongPassword(password)) return Fail(ErrorCode::kTooWeak, {}, PasswordUnfit{});
  if (password.size() < shortest) return Fail(ErrorCode::kTooShort, {}, PasswordUnfit{shortest});
  return Done();
}

Result<Done> Users::Delete(std::int64_t id) {
  if (id == 0) return Done();
  return store_.Erase(id);
}

Result<Done> Users::StorePassword(std::int64_t id, const std::string& password) {
  const auto [hash, salt] = passwords_.Hash(password);
  return store_.SetPassword(id, hash, salt, Now());
}

Result<Done> Users::SetPassword(std::int64_t id, const std::string& password) {
  return Allow(password, kShortestPassword).and_then([&](Done) { return StorePassword(id, password); });
}

Result<Done> Users::ChangePassword(std::int64_t id, const std::string& old, const std::string& fresh) {
  const auto user = store_.Find(id);
  const auto row = user ? store_.FindPassword(id) : std::nullopt;
  if (!row) return UserNotFound(id);
  if (!passwords_.Verify(*row, old)) return Fail(ErrorCode::kWrongPassword, {}, OtherPassword{user->login});
  return Allow(fresh, rules_.shortest_own_password).and_then([&](Done) { return StorePassword(id, fresh); });
}

Result<Done> Users::SetAdmin(std::int64_t id, bool admin) {
  return MayChange(id).and_then([&](Done) { return store_.SetAdmin(id, admin, Now()); });
}

Result<Done> Users::SetDisabled(std::int64_t id, bool disabled) {
  const auto user = store_.Find(id);
  if (user && !user->auth_module.empty()) return Fail(ErrorCode::kExternal, {}, Clash::kUserOfAnotherSystem);
  return store_.SetDisabled(id, disabled, Now());
}

Result<Done> Users::SetCurrentOrg(std::int64_t id, std::int64_t org_id) { return store_.SetCurrentOrg(id, org_id); }

std::int64_t Users::AddHelpFlags(std::int64_t id, std::int64_t flags) { return store_.AddHelpFlags(id, flags); }

void Users::ClearHelpFlags(std::int64_t id) { store_.ClearHelpFlags(id); }

}  // namespace grafake::server
