#include "grafake/service_accounts.h"

#include <algorithm>
#include <cctype>

#include "src/call.h"
#include "src/deletions.h"

namespace grafake {
namespace {

constexpr std::int64_t kPerPage = 1000;

std::string AccountPath(std::int64_t id) { return "/api/serviceaccounts/" + std::to_string(id); }

// 9.1 to 9.5 answer a creation with the org -1.
std::int64_t OrgOf(const Json& object) { return std::max<std::int64_t>(0, Member<std::int64_t>(object, "orgId")); }

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
          .teams = Texts(object, "teams"),
          .created_at = Member<std::string>(object, "createdAt"),
          .updated_at = Member<std::string>(object, "updatedAt")};
}

// 9.1 and later wrap the account.
ServiceAccount UpdatedOf(const Json& object) {
  const auto wrapped = object.find("serviceaccount");
  return AccountOf(wrapped == object.end() ? object : *wrapped);
}

Page<ServiceAccount> AccountPage(const Json& object) {
  return {Member<std::int64_t>(object, "totalCount"), ListOf(AccountOf)(object.at("serviceAccounts"))};
}

// What to search for so that an account of this name is found on every database: the search takes % and _ for
// wildcards, which finds more, never less; but some databases take a backslash for the end of that, so no part with one
// is asked for.
std::string SearchedPart(const std::string& name) {
  std::string longest;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('\\', begin), name.size());
    if (end - begin > longest.size()) longest = name.substr(begin, end - begin);
    begin = end + 1;
  }
  return longest;
}

bool Older(const ServiceAccount& account, const std::string& name, const std::optional<ServiceAccount>& best) {
  return account.name == name && (!best || account.id < best->id);
}

// Grafana takes "viewer" for "Viewer".
bool IsRole(const std::string& role, const std::string& wanted) {
  return std::ranges::equal(role, wanted,
                            [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

bool IsAsWanted(const ServiceAccount& made, const NewServiceAccount& wanted) {
  return (wanted.role.empty() || IsRole(made.role, wanted.role)) && made.is_disabled == wanted.is_disabled;
}

}  // namespace

Result<Page<ServiceAccount>> ServiceAccounts::Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                                     const CallOptions& options) const {
  const std::string path = "/api/serviceaccounts/search" + PageQuery(query, page, per_page);
  return SendAndRead(*transport_, {"GET", path, {}}, options, AccountPage);
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
  const CallOptions all = transport_->WithDeadline(options);
  for (const Result<ServiceAccount>& account : All(SearchedPart(name), kPerPage, all)) {
    if (!account) return tl::unexpected(account.error());
    if (Older(*account, name, best)) best = *account;
  }
  return best;
}

Result<ServiceAccount> ServiceAccounts::Create(const NewServiceAccount& account, const CallOptions& options) const {
  const CallOptions all = transport_->WithDeadline(options);
  Json body{{"name", account.name}};
  if (!account.role.empty()) body["role"] = account.role;
  if (account.is_disabled) body["isDisabled"] = true;
  Result<ServiceAccount> made = SendAndRead(*transport_, {"POST", "/api/serviceaccounts", body}, all, AccountOf);
  if (!made || IsAsWanted(*made, account)) return made;
  return Complete(account, made->id, all);
}

Result<ServiceAccount> ServiceAccounts::Complete(const NewServiceAccount& wanted, std::int64_t id,
                                                 const CallOptions& options) const {
  ServiceAccountChange change;
  if (!wanted.role.empty()) change.role = wanted.role;
  if (wanted.is_disabled) change.is_disabled = true;
  Result<ServiceAccount> updated = Update(id, change, options);
  if (updated) return updated;
  Error& error = updated.error();
  if (const auto deleted = Delete(id, options); !deleted) {
    error.kind = ErrorKind::kOutcomeUnknown;
    error.message += "; the new account (id " + std::to_string(id) + ") is there: " + deleted.error().ToString();
  } else if (error.kind == ErrorKind::kOutcomeUnknown) {
    error.kind = ErrorKind::kNotReached;  // Nothing is left of it.
  }
  return updated;
}

Result<ServiceAccount> ServiceAccounts::Get(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", AccountPath(id), {}}, options, AccountOf);
}

Result<ServiceAccount> ServiceAccounts::Update(std::int64_t id, const ServiceAccountChange& change,
                                               const CallOptions& options) const {
  Json body = Json::object();
  if (change.name) body["name"] = *change.name;
  if (change.role) body["role"] = *change.role;
  if (change.is_disabled) body["isDisabled"] = *change.is_disabled;
  return SendAndRead(*transport_, {"PATCH", AccountPath(id), body}, options, UpdatedOf);
}

Result<void> ServiceAccounts::Delete(std::int64_t id, const CallOptions& options) const {
  const CallOptions all = transport_->WithDeadline(options);
  Result<void> deleted = SendAndConfirm(*transport_, {"DELETE", AccountPath(id), {}}, all);
  if (deleted || !MayBeDoneBefore(deleted.error())) return deleted;
  const auto found = Get(id, all);
  if (found) return tl::unexpected(NotDeleted(std::move(deleted.error())));
  return found.error().kind == ErrorKind::kRefused && found.error().status == 404 ? Result<void>() : deleted;
}

}  // namespace grafake
