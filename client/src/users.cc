#include "grafake/users.h"

#include "src/call.h"

namespace grafake {
namespace {

std::string PathOf(std::int64_t id) { return "/api/users/" + std::to_string(id); }
std::string AdminPathOf(std::int64_t id) { return "/api/admin/users/" + std::to_string(id); }

// A profile says isGrafanaAdmin, a list isAdmin.
User UserOf(const Json& object) {
  return {.id = Id(object),
          .uid = Member<std::string>(object, "uid"),
          .login = Member<std::string>(object, "login"),
          .email = Member<std::string>(object, "email"),
          .name = Member<std::string>(object, "name"),
          .org_id = Member<std::int64_t>(object, "orgId"),
          .is_grafana_admin = Member<bool>(object, "isGrafanaAdmin") || Member<bool>(object, "isAdmin"),
          .is_disabled = Member<bool>(object, "isDisabled")};
}

UserOrg OrgOf(const Json& object) {
  return {Id(object, "orgId"), Member<std::string>(object, "name"), Member<std::string>(object, "role")};
}

Page<User> PageOf(const Json& object) {
  return {Member<std::int64_t>(object, "totalCount"), ListOf(UserOf)(object.at("users"))};
}

}  // namespace

Result<User> Users::WhoAmI(const CallOptions& options) const {
  return Ask(*transport_, {"GET", "/api/user", {}}, options, UserOf);
}

Result<std::vector<UserOrg>> Users::MyOrgs(const CallOptions& options) const {
  return Ask(*transport_, {"GET", "/api/user/orgs", {}}, options, ListOf(OrgOf));
}

Result<Page<User>> Users::Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                 const CallOptions& options) const {
  const std::string path = "/api/users/search" + PageQuery(query, page, per_page);
  return Ask(*transport_, {"GET", path, {}}, options, PageOf);
}

Pages<User> Users::All(const std::string& query, std::int64_t per_page, const CallOptions& options) const {
  return Pages<User>([users = *this, query, per_page, options](std::int64_t page) {
    return users.Search(query, page, per_page, options);
  });
}

Result<User> Users::Get(std::int64_t id, const CallOptions& options) const {
  return Ask(*transport_, {"GET", PathOf(id), {}}, options, UserOf);
}

Result<User> Users::Lookup(const std::string& login_or_email, const CallOptions& options) const {
  return Ask(*transport_, {"GET", "/api/users/lookup?loginOrEmail=" + Encoded(login_or_email), {}}, options, UserOf);
}

Result<std::vector<UserOrg>> Users::OrgsOf(std::int64_t id, const CallOptions& options) const {
  return Ask(*transport_, {"GET", PathOf(id) + "/orgs", {}}, options, ListOf(OrgOf));
}

Result<void> Users::Update(std::int64_t id, const UserChange& change, const CallOptions& options) const {
  const Json body{{"login", change.login}, {"email", change.email}, {"name", change.name}};
  return Order(*transport_, {"PUT", PathOf(id), body}, options);
}

Result<std::int64_t> Users::Create(const NewUser& user, const CallOptions& options) const {
  Json body{{"login", user.login}, {"email", user.email}, {"name", user.name}, {"password", user.password.Reveal()}};
  if (user.org_id != 0) body["orgId"] = user.org_id;
  return Ask(*transport_, {"POST", "/api/admin/users", body}, options, [](const Json& answer) { return Id(answer); });
}

Result<void> Users::SetPassword(std::int64_t id, const Secret& password, const CallOptions& options) const {
  const Json body{{"password", password.Reveal()}};
  return Order(*transport_, {"PUT", AdminPathOf(id) + "/password", body}, options);
}

Result<void> Users::SetGrafanaAdmin(std::int64_t id, bool is_admin, const CallOptions& options) const {
  const Json body{{"isGrafanaAdmin", is_admin}};
  return Order(*transport_, {"PUT", AdminPathOf(id) + "/permissions", body}, options);
}

Result<void> Users::Disable(std::int64_t id, const CallOptions& options) const {
  return Order(*transport_, {"POST", AdminPathOf(id) + "/disable", {}}, options);
}

Result<void> Users::Enable(std::int64_t id, const CallOptions& options) const {
  return Order(*transport_, {"POST", AdminPathOf(id) + "/enable", {}}, options);
}

Result<void> Users::Delete(std::int64_t id, const CallOptions& options) const {
  return Order(*transport_, {"DELETE", AdminPathOf(id), {}}, options);
}

}  // namespace grafake
