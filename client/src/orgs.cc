#include "grafake/orgs.h"

#include "src/call.h"

namespace grafake {
namespace {

std::string PathOf(std::int64_t id) { return "/api/orgs/" + std::to_string(id); }
std::string MemberPathOf(std::int64_t id, std::int64_t user_id) {
  return PathOf(id) + "/users/" + std::to_string(user_id);
}

Organization OrgOf(const Json& object) { return {Id(object), Member<std::string>(object, "name")}; }

OrgMember MemberOf(const Json& object) {
  return {Id(object, "userId"), Member<std::string>(object, "login"), Member<std::string>(object, "email"),
          Member<std::string>(object, "name"), Member<std::string>(object, "role")};
}

}  // namespace

Result<Organization> Orgs::Current(const CallOptions& options) const {
  return Ask(*transport_, {"GET", "/api/org", {}}, options, OrgOf);
}

Result<std::vector<Organization>> Orgs::List(const CallOptions& options) const {
  return Ask(*transport_, {"GET", "/api/orgs", {}}, options, ListOf(OrgOf));
}

Result<Organization> Orgs::Get(std::int64_t id, const CallOptions& options) const {
  return Ask(*transport_, {"GET", PathOf(id), {}}, options, OrgOf);
}

Result<Organization> Orgs::GetByName(const std::string& name, const CallOptions& options) const {
  return Ask(*transport_, {"GET", "/api/orgs/name/" + Encoded(name), {}}, options, OrgOf);
}

Result<std::int64_t> Orgs::Create(const std::string& name, const CallOptions& options) const {
  return Ask(*transport_, {"POST", "/api/orgs", Json{{"name", name}}}, options,
             [](const Json& answer) { return Id(answer, "orgId"); });
}

Result<void> Orgs::Rename(std::int64_t id, const std::string& name, const CallOptions& options) const {
  return Order(*transport_, {"PUT", PathOf(id), Json{{"name", name}}}, options);
}

Result<void> Orgs::Delete(std::int64_t id, const CallOptions& options) const {
  return Order(*transport_, {"DELETE", PathOf(id), {}}, options);
}

Result<std::vector<OrgMember>> Orgs::Members(std::int64_t id, const CallOptions& options) const {
  return Ask(*transport_, {"GET", PathOf(id) + "/users", {}}, options, ListOf(MemberOf));
}

Result<void> Orgs::AddMember(std::int64_t id, const std::string& login_or_email, const std::string& role,
                             const CallOptions& options) const {
  const Json body{{"loginOrEmail", login_or_email}, {"role", role}};
  return Order(*transport_, {"POST", PathOf(id) + "/users", body}, options);
}

Result<void> Orgs::SetRole(std::int64_t id, std::int64_t user_id, const std::string& role,
                           const CallOptions& options) const {
  return Order(*transport_, {"PATCH", MemberPathOf(id, user_id), Json{{"role", role}}}, options);
}

Result<void> Orgs::RemoveMember(std::int64_t id, std::int64_t user_id, const CallOptions& options) const {
  return Order(*transport_, {"DELETE", MemberPathOf(id, user_id), {}}, options);
}

}  // namespace grafake
