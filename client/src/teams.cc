#include "grafake/teams.h"

#include "src/call.h"

namespace grafake {
namespace {

constexpr std::int64_t kAdmin = 4;  // the permission of a team's admin

std::string PathOf(std::int64_t id) { return "/api/teams/" + std::to_string(id); }

Team TeamOf(const Json& object) {
  return {.id = Id(object),
          .uid = Member<std::string>(object, "uid"),
          .org_id = Member<std::int64_t>(object, "orgId"),
          .name = Member<std::string>(object, "name"),
          .email = Member<std::string>(object, "email"),
          .member_count = Member<std::int64_t>(object, "memberCount")};
}

TeamMember MemberOf(const Json& object) {
  return {Id(object, "userId"), Member<std::string>(object, "login"), Member<std::string>(object, "email"),
          Member<std::string>(object, "name"), Member<std::int64_t>(object, "permission") == kAdmin};
}

Page<Team> PageOf(const Json& object) {
  return {Member<std::int64_t>(object, "totalCount"), ListOf(TeamOf)(object.at("teams"))};
}

Json BodyOf(const TeamProperties& team) { return Json{{"name", team.name}, {"email", team.email}}; }

}  // namespace

Result<Page<Team>> Teams::Search(const std::string& query, std::int64_t page, std::int64_t per_page,
                                 const CallOptions& options) const {
  const std::string path = "/api/teams/search" + PageQuery(query, page, per_page);
  return Ask(*transport_, {"GET", path, {}}, options, PageOf);
}

Pages<Team> Teams::All(const std::string& query, std::int64_t per_page, const CallOptions& options) const {
  return Pages<Team>([teams = *this, query, per_page, options](std::int64_t page) {
    return teams.Search(query, page, per_page, options);
  });
}

Result<Team> Teams::Get(std::int64_t id, const CallOptions& options) const {
  return Ask(*transport_, {"GET", PathOf(id), {}}, options, TeamOf);
}

Result<std::int64_t> Teams::Create(const TeamProperties& team, const CallOptions& options) const {
  return Ask(*transport_, {"POST", "/api/teams", BodyOf(team)}, options,
             [](const Json& answer) { return Id(answer, "teamId"); });
}

Result<void> Teams::Update(std::int64_t id, const TeamProperties& team, const CallOptions& options) const {
  return Order(*transport_, {"PUT", PathOf(id), BodyOf(team)}, options);
}

Result<void> Teams::Delete(std::int64_t id, const CallOptions& options) const {
  return Order(*transport_, {"DELETE", PathOf(id), {}}, options);
}

Result<std::vector<TeamMember>> Teams::Members(std::int64_t id, const CallOptions& options) const {
  return Ask(*transport_, {"GET", PathOf(id) + "/members", {}}, options, ListOf(MemberOf));
}

Result<void> Teams::AddMember(std::int64_t id, std::int64_t user_id, const CallOptions& options) const {
  return Order(*transport_, {"POST", PathOf(id) + "/members", Json{{"userId", user_id}}}, options);
}

Result<void> Teams::RemoveMember(std::int64_t id, std::int64_t user_id, const CallOptions& options) const {
  return Order(*transport_, {"DELETE", PathOf(id) + "/members/" + std::to_string(user_id), {}}, options);
}

}  // namespace grafake
