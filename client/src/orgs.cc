#include "grafake/orgs.h"

#include "src/answers.h"
#include "src/call.h"

namespace grafake {
namespace {

std::string OrgPath(std::int64_t id) { return "/api/orgs/" + std::to_string(id); }
std::string OrgMemberPath(std::int64_t id, std::int64_t user_id) {
  return OrgPath(id) + "/users/" + std::to_string(user_id);
}

// Grafana does not say how many there are, but a page that is not full is the last.
Page<Organization> OrgPage(std::vector<Organization> orgs, std::int64_t page, std::int64_t per_page) {
  const auto count = static_cast<std::int64_t>(orgs.size());
  return {count < per_page ? (page - 1) * per_page + count : 0, std::move(orgs)};
}

}  // namespace

// Here alone pages count from 0.
Pages<Organization> Orgs::All(const std::string& query, std::int64_t per_page, const CallOptions& options) const {
  return Pages<Organization>([transport = transport_, query, per_page, options](std::int64_t page) {
    const std::string path = "/api/orgs" + PageQuery(query, page - 1, per_page);
    return SendAndRead(*transport, {"GET", path, {}}, options,
                       [&](const Json& answer) { return OrgPage(ListOf(OrganizationOf)(answer), page, per_page); });
  });
}

Result<Organization> Orgs::Get(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", OrgPath(id), {}}, options, OrganizationOf);
}

Result<Organization> Orgs::GetByName(const std::string& name, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/orgs/name/" + Encoded(name), {}}, options, OrganizationOf);
}

Result<std::int64_t> Orgs::Create(const std::string& name, const CallOptions& options) const {
  return SendAndRead(*transport_, {"POST", "/api/orgs", Json{{"name", name}}}, options,
                     [](const Json& answer) { return Id(answer, "orgId"); });
}

Result<void> Orgs::Rename(std::int64_t id, const std::string& name, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PUT", OrgPath(id), Json{{"name", name}}}, options);
}

Result<void> Orgs::SetAddress(std::int64_t id, const OrgAddress& address, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PUT", OrgPath(id) + "/address", BodyOf(address)}, options);
}

Result<void> Orgs::Delete(std::int64_t id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"DELETE", OrgPath(id), {}}, options);
}

Result<std::vector<OrgMember>> Orgs::Members(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", OrgPath(id) + "/users", {}}, options, ListOf(OrgMemberOf));
}

Result<void> Orgs::AddMember(std::int64_t id, const std::string& login_or_email, const std::string& role,
                             const CallOptions& options) const {
  const Json body{{"loginOrEmail", login_or_email}, {"role", role}};
  return SendAndConfirm(*transport_, {"POST", OrgPath(id) + "/users", body}, options);
}

Result<void> Orgs::SetRole(std::int64_t id, std::int64_t user_id, const std::string& role,
                           const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PATCH", OrgMemberPath(id, user_id), Json{{"role", role}}}, options);
}

Result<void> Orgs::RemoveMember(std::int64_t id, std::int64_t user_id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"DELETE", OrgMemberPath(id, user_id), {}}, options);
}

Result<std::vector<Quota>> Orgs::Quotas(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", OrgPath(id) + "/quotas", {}}, options, ListOf(QuotaOf));
}

Result<void> Orgs::SetQuota(std::int64_t id, const std::string& target, std::int64_t limit,
                            const CallOptions& options) const {
  const Json body{{"limit", limit}};
  return SendAndConfirm(*transport_, {"PUT", OrgPath(id) + "/quotas/" + Encoded(target), body}, options);
}

}  // namespace grafake
