#include "grafake/teams.h"

#include "src/answers.h"
#include "src/call.h"

namespace grafake {
namespace {

constexpr std::int64_t kAdmin = 4;  // the permission of a team's admin

std::string TeamPath(std::int64_t id) { return "/api/teams/" + std::to_string(id); }
std::string TeamMemberPath(std::int64_t id, std::int64_t user_id) {
  return TeamPath(id) + "/members/" + std::to_string(user_id);
}

TeamMember MemberOf(const Json& object) {
  return {Id(object, "userId"), Member<std::string>(object, "login"), Member<std::string>(object, "email"),
          Member<std::string>(object, "name"), Member<std::int64_t>(object, "permission") == kAdmin};
}

Page<Team> TeamPage(const Json& object) {
  return {Member<std::int64_t>(object, "totalCount"), ListOf(TeamOf)(object.at("teams"))};
}

}  // namespace

Result<Page<Team>> Teams::Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                 const CallOptions& options) const {
  const std::string path = "/api/teams/search" + PageQuery(query, page, per_page);
  return SendAndRead(*transport_, {"GET", path, {}}, options, TeamPage);
}

Pages<Team> Teams::All(const std::string& query, std::int64_t per_page, const CallOptions& options) const {
  return Pages<Team>([teams = *this, query, per_page, options](std::int64_t page) {
    return teams.Search(query, page, per_page, options);
  });
}

Result<Team> Teams::Get(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", TeamPath(id), {}}, options, TeamOf);
}

Result<std::int64_t> Teams::Create(const NewTeam& team, const CallOptions& options) const {
  const Json body{{"name", team.name}, {"email", team.email}};
  return SendAndRead(*transport_, {"POST", "/api/teams", body}, options,
                     [](const Json& answer) { return Id(answer, "teamId"); });
}

Result<void> Teams::Update(std::int64_t id, const TeamChange& change, const CallOptions& options) const {
  const CallOptions all = transport_->WithDeadline(options);
  Json body{{"name", change.name.value_or("")}};
  if (change.email) {
    body["email"] = *change.email;
  } else {
    auto team = Get(id, all);
    if (!team) return tl::unexpected(std::move(team.error()));
    body["email"] = std::move(team->email);
  }
  return SendAndConfirm(*transport_, {"PUT", TeamPath(id), body}, all);
}

Result<void> Teams::Delete(std::int64_t id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"DELETE", TeamPath(id), {}}, options);
}

Result<std::vector<TeamMember>> Teams::Members(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", TeamPath(id) + "/members", {}}, options, ListOf(MemberOf));
}

Result<void> Teams::AddMember(std::int64_t id, std::int64_t user_id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"POST", TeamPath(id) + "/members", Json{{"userId", user_id}}}, options);
}

Result<void> Teams::SetAdmin(std::int64_t id, std::int64_t user_id, bool is_admin, const CallOptions& options) const {
  const Json body{{"permission", is_admin ? kAdmin : 0}};
  return SendAndConfirm(*transport_, {"PUT", TeamMemberPath(id, user_id), body}, options);
}

Result<void> Teams::RemoveMember(std::int64_t id, std::int64_t user_id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"DELETE", TeamMemberPath(id, user_id), {}}, options);
}

Result<Preferences> Teams::GetPreferences(std::int64_t id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", TeamPath(id) + "/preferences", {}}, options, PreferencesOf);
}

Result<void> Teams::SetPreferences(std::int64_t id, const Preferences& preferences, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"PUT", TeamPath(id) + "/preferences", BodyOf(preferences)}, options);
}

}  // namespace grafake
