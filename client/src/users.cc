#include "grafake/users.h"

#include "src/answers.h"
#include "src/call.h"

namespace grafake {
namespace {

std::string UserPath(std::int64_t id) { return "/api/users/" + std::to_string(id); }
std::string AdminPathOf(std::int64_t id) { return "/api/admin/users/" + std::to_string(id); }

Page<User> UserPage(const Json& object) {
  return {Member<std::int64_t>(object, "totalCount"), ListOf(UserOf)(object.at("users"))};
}

}  // namespace

Result<Page<User>> Users::Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                 const CallOptions& options) const {
  const std::string path = "/api/users/search" + PageQuery(query, page, per_page);
  return SendAndRead(*transport_, {"GET", path, {}}, options, UserPage);
}

Pages<User> Users::All(const std::string& query, std::int64_t per_page, const CallOptions& options) const {
  return Pages<User>([users = *this, query, per_page, options](std::int64_t page) {
    return users.Search(query, page, per_page, options);
  });
}

Result<User> Users::Get(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", UserPath(id), {}}, options, UserOf);
}

Result<User> Users::Lookup(const std::string& login_or_email, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/users/lookup?loginOrEmail=" + Encoded(login_or_email), {}}, options,
                     UserOf);
}

Result<std::vector<UserOrg>> Users::Orgs(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", UserPath(id) + "/orgs", {}}, options, ListOf(UserOrgOf));
}

Result<std::vector<Team>> Users::Teams(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", UserPath(id) + "/teams", {}}, options, ListOf(TeamOf));
}

Result<void> Users::Update(std::int64_t id, const UserChange& change, const CallOptions& options) const {
  const CallOptions all = transport_->WithDeadline(options);
  auto login = LoginFor(change.login, [&] { return Get(id, all); });
  if (!login) return tl::unexpected(std::move(login.error()));
  const Json body{{"login", *login}, {"email", change.email.value_or("")}, {"name", change.name.value_or("")}};
  return SendAndConfirm(*transport_, {"PUT", UserPath(id), body}, all);
}

Result<void> Users::SwitchOrg(std::int64_t id, std::int64_t org_id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"POST", UserPath(id) + "/using/" + std::to_string(org_id), {}}, options);
}

Result<std::int64_t> Users::Create(const NewUser& user, const CallOptions& options) const {
  Json body{{"login", user.login}, {"email", user.email}, {"name", user.name}, {"password", user.password.Reveal()}};
  if (user.org_id != 0) body["orgId"] = user.org_id;
  return SendAndRead(*transport_, {"POST", "/api/admin/users", body}, options,
                     [](const Json& answer) { return Id(answer); });
}

Result<void> Users::SetPassword(std::int64_t id, const Secret& password, const CallOptions& options) const {
  const Json body{{"password", password.Reveal()}};
  return SendAndConfirm(*transport_, {"PUT", AdminPathOf(id) + "/password", body}, options);
}

Result<void> Users::SetGrafanaAdmin(std::int64_t id, bool is_admin, const CallOptions& options) const {
  const Json body{{"isGrafanaAdmin", is_admin}};
  return SendAndConfirm(*transport_, {"PUT", AdminPathOf(id) + "/permissions", body}, options);
}

Result<void> Users::Disable(std::int64_t id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"POST", AdminPathOf(id) + "/disable", {}}, options);
}

Result<void> Users::Enable(std::int64_t id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"POST", AdminPathOf(id) + "/enable", {}}, options);
}

Result<void> Users::Delete(std::int64_t id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"DELETE", AdminPathOf(id), {}}, options);
}

Result<std::vector<Session>> Users::Sessions(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", AdminPathOf(id) + "/auth-tokens", {}}, options, ListOf(SessionOf));
}

Result<void> Users::RevokeSession(std::int64_t id, std::int64_t session_id, const CallOptions& options) const {
  const Json body{{"authTokenId", session_id}};
  return SendAndConfirm(*transport_, {"POST", AdminPathOf(id) + "/revoke-auth-token", body}, options);
}

Result<void> Users::LogOut(std::int64_t id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"POST", AdminPathOf(id) + "/logout", {}}, options);
}

Result<std::vector<Quota>> Users::Quotas(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", AdminPathOf(id) + "/quotas", {}}, options, ListOf(QuotaOf));
}

Result<void> Users::SetQuota(std::int64_t id, const std::string& target, std::int64_t limit,
                             const CallOptions& options) const {
  const Json body{{"limit", limit}};
  return SendAndConfirm(*transport_, {"PUT", AdminPathOf(id) + "/quotas/" + Encoded(target), body}, options);
}

}  // namespace grafake
