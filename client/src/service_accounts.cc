#include "grafake/service_accounts.h"

#include "src/call.h"

namespace grafake {
namespace {

constexpr std::int64_t kPerPage = 1000;

std::string PathOf(std::int64_t id) { return "/api/serviceaccounts/" + std::to_string(id); }

// 9.1 to 9.5 answer a creation with the org -1.
std::int64_t OrgOf(const Json& object) { return std::max<std::int64_t>(0, Member<std::int64_t>(object, "orgId")); }

std::vector<std::string> TeamsOf(const Json& object) {
  std::vector<std::string> teams;
  const auto found = object.find("teams");
  if (found == object.end() || !found->is_array()) return teams;
  for (const Json& team : *found)
    if (team.is_string()) teams.push_back(team.get<std::string>());
  return teams;
}

ServiceAccount AccountOf(const Json& object) {
  return {.id = Id(object),
          .uid = Member<std::string>(object, "uid"),
          .org_id = OrgOf(object),
          .name = Member<std::string>(object, "name"),
          .login = Member<std::string>(object, "login"),
          .role = Member<std::string>(object, "role"),
          .is_disabled = Member<bool>(object, "isDisabled"),
          .is_external = Member<bool>(object, "isExternal"),
          .tokens = Member<std::int64_t>(object, "tokens"),
          .teams = TeamsOf(object),
          .created_at = Member<std::string>(object, "createdAt"),
          .updated_at = Member<std::string>(object, "updatedAt")};
}

// 9.1 and later wrap the account.
ServiceAccount UpdatedOf(const Json& object) {
  const auto wrapped = object.find("serviceaccount");
  return AccountOf(wrapped == object.end() ? object : *wrapped);
}

Page<ServiceAccount> PageOf(const Json& object) {
  return {Member<std::int64_t>(object, "totalCount"), ListOf(AccountOf)(object.at("serviceAccounts"))};
}

// The search takes % and _ for wildcards, which finds more than was asked for, never less.
bool Older(const ServiceAccount& account, const std::string& name, const std::optional<ServiceAccount>& best) {
  return account.name == name && (!best || account.id < best->id);
}

}  // namespace

Result<Page<ServiceAccount>> ServiceAccounts::Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                                     const CallOptions& options) const {
  const std::string path = "/api/serviceaccounts/search" + PageQuery(query, page, per_page);
  return Ask(*transport_, {"GET", path, {}}, options, PageOf);
}

Pages<ServiceAccount> ServiceAccounts::All(const std::string& query, std::int64_t per_page,
                                           const CallOptions& options) const {
  return Pages<ServiceAccount>([accounts = *this, query, per_page, options](std::int64_t page) {
    return accounts.Search(query, page, per_page, options);
  });
}

Result<std::optional<ServiceAccount>> ServiceAccounts::FindByName(const std::string& name,
                                                                  const CallOptions& options) const {
  std::optional<ServiceAccount> best;
  for (const Result<ServiceAccount>& account : All(name, kPerPage, options)) {
    if (!account) return tl::unexpected(account.error());
    if (Older(*account, name, best)) best = *account;
  }
  return best;
}

Result<ServiceAccount> ServiceAccounts::Create(const NewServiceAccount& account, const CallOptions& options) const {
  Json body{{"name", account.name}};
  if (!account.role.empty()) body["role"] = account.role;
  if (account.is_disabled) body["isDisabled"] = true;
  return Ask(*transport_, {"POST", "/api/serviceaccounts", body}, options, AccountOf);
}

Result<ServiceAccount> ServiceAccounts::Get(std::int64_t id, const CallOptions& options) const {
  return Ask(*transport_, {"GET", PathOf(id), {}}, options, AccountOf);
}

Result<ServiceAccount> ServiceAccounts::Update(std::int64_t id, const ServiceAccountChange& change,
                                               const CallOptions& options) const {
  Json body = Json::object();
  if (change.name) body["name"] = *change.name;
  if (change.role) body["role"] = *change.role;
  if (change.is_disabled) body["isDisabled"] = *change.is_disabled;
  return Ask(*transport_, {"PATCH", PathOf(id), body}, options, UpdatedOf);
}

Result<void> ServiceAccounts::Delete(std::int64_t id, const CallOptions& options) const {
  return Order(*transport_, {"DELETE", PathOf(id), {}}, options);
}

}  // namespace grafake
