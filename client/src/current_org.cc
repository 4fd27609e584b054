#include "grafake/current_org.h"

#include "src/answers.h"
#include "src/call.h"

namespace grafake {
namespace {

std::string CurrentMemberPath(std::int64_t user_id) { return "/api/org/users/" + std::to_string(user_id); }

MemberChoice ChoiceOf(const Json& object) {
  return {.user_id = Id(object, "userId"), .login = Member<std::string>(object, "login")};
}

// Releases spell the list differently.
Page<OrgMember> CurrentMemberPage(const Json& object) {
  const char* list = object.contains("OrgUsers") ? "OrgUsers" : "orgUsers";
  return {Member<std::int64_t>(object, "totalCount"), ListOf(OrgMemberOf)(object.at(list))};
}

}  // namespace

Result<Organization> CurrentOrg::Get(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/org", {}}, options, OrganizationOf);
}

Result<void> CurrentOrg::Rename(const std::string& name, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PUT", "/api/org", Json{{"name", name}}}, options);
}

Result<void> CurrentOrg::SetAddress(const OrgAddress& address, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PUT", "/api/org/address", BodyOf(address)}, options);
}

Result<std::vector<OrgMember>> CurrentOrg::Members(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/org/users", {}}, options, ListOf(OrgMemberOf));
}

Pages<OrgMember> CurrentOrg::SearchMembers(const std::string& query, std::int64_t per_page,
                                           const CallOptions& options) const {
  return Pages<OrgMember>([transport = transport_, query, per_page, options](std::int64_t page) {
    const std::string path = "/api/org/users/search" + PageQuery(query, page, per_page);
    return SendAndRead(*transport, {"GET", path, {}}, options, CurrentMemberPage);
  });
}

Result<std::vector<MemberChoice>> CurrentOrg::LookUpMembers(const std::string& query, std::int64_t limit,
                                                            const CallOptions& options) const {
  const std::string path = "/api/org/users/lookup?query=" + Encoded(query) + "&limit=" + std::to_string(limit);
  return SendAndRead(*transport_, {"GET", path, {}}, options, ListOf(ChoiceOf));
}

Result<void> CurrentOrg::AddMember(const std::string& login_or_email, const std::string& role,
                                   const CallOptions& options) const {
  const Json body{{"loginOrEmail", login_or_email}, {"role", role}};
  return SendAndConfirm(*transport_, {"POST", "/api/org/users", body}, options);
}

Result<void> CurrentOrg::SetRole(std::int64_t user_id, const std::string& role, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PATCH", CurrentMemberPath(user_id), Json{{"role", role}}}, options);
}

Result<void> CurrentOrg::RemoveMember(std::int64_t user_id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"DELETE", CurrentMemberPath(user_id), {}}, options);
}

Result<Preferences> CurrentOrg::GetPreferences(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/org/preferences", {}}, options, PreferencesOf);
}

Result<void> CurrentOrg::SetPreferences(const Preferences& preferences, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PUT", "/api/org/preferences", BodyOf(preferences)}, options);
}

Result<void> CurrentOrg::ChangePreferences(const PreferencesChange& change, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PATCH", "/api/org/preferences", BodyOf(change)}, options);
}

Result<std::vector<Quota>> CurrentOrg::Quotas(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/org/quotas", {}}, options, ListOf(QuotaOf));
}

}  // namespace grafake
