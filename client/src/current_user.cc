#include "grafake/current_user.h"

#include "src/answers.h"
#include "src/call.h"

namespace grafake {

Result<User> CurrentUser::Get(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/user", {}}, options, UserOf);
}

Result<void> CurrentUser::Update(const ProfileChange& change, const CallOptions& options) const {
  const CallOptions all = transport_->WithDeadline(options);
  auto login = LoginFor(change.login, [&] { return Get(all); });
  if (!login) return tl::unexpected(std::move(login.error()));
  const Json body{{"login", *login},
                  {"email", change.email.value_or("")},
                  {"name", change.name.value_or("")},
                  {"theme", change.theme.value_or("")}};
  return SendAndConfirm(*transport_, {"PUT", "/api/user", body}, all);
}

Result<void> CurrentUser::ChangePassword(const Secret& old_password, const Secret& new_password,
                                         const CallOptions& options) const {
  const Json body{{"oldPassword", old_password.Reveal()}, {"newPassword", new_password.Reveal()}};
  return SendAndConfirm(*transport_, {"PUT", "/api/user/password", body}, options);
}

Result<std::vector<UserOrg>> CurrentUser::Orgs(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/user/orgs", {}}, options, ListOf(UserOrgOf));
}

Result<void> CurrentUser::SwitchOrg(std::int64_t org_id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"POST", "/api/user/using/" + std::to_string(org_id), {}}, options);
}

Result<std::vector<Team>> CurrentUser::Teams(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/user/teams", {}}, options, ListOf(TeamOf));
}

Result<Preferences> CurrentUser::GetPreferences(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/user/preferences", {}}, options, PreferencesOf);
}

Result<void> CurrentUser::SetPreferences(const Preferences& preferences, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PUT", "/api/user/preferences", BodyOf(preferences)}, options);
}

Result<void> CurrentUser::ChangePreferences(const PreferencesChange& change, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PATCH", "/api/user/preferences", BodyOf(change)}, options);
}

Result<std::vector<Session>> CurrentUser::Sessions(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/user/auth-tokens", {}}, options, ListOf(SessionOf));
}

Result<void> CurrentUser::RevokeSession(std::int64_t session_id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"POST", "/api/user/revoke-auth-token", Json{{"authTokenId", session_id}}},
                        options);
}

Result<std::vector<Quota>> CurrentUser::Quotas(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/user/quotas", {}}, options, ListOf(QuotaOf));
}

}  // namespace grafake
