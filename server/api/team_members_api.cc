#include "server/api/team_members_api.h"

#include "server/api/metadata.h"
#include "server/api/path_id.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

RouteAccess TeamMemberNeeds(std::string_view action) {
  return {.any_of = {{action, "teams:id:{teamId}"}}, .fallback = Fallback::kTeamsAccess};
}

constexpr RefusalTable kTeamMemberAddition({{ErrorCode::kAlreadyMember, &Refusals::team_member_known}},
                                           &Refusals::team_member_add_failed,
                                           kNotOfTeams | kThingErrors | kMemberErrors);
constexpr RefusalTable kTeamMemberUpdate({{ErrorCode::kNotMember, &Refusals::team_member_missing}},
                                         &Refusals::team_member_update_failed,
                                         kNotOfTeams | kThingErrors | kMemberErrors);
constexpr RefusalTable kTeamMemberRemoval({{ErrorCode::kNotFound, &Refusals::team_missing},
                                           {ErrorCode::kNotMember, &Refusals::team_member_not_found}},
                                          &Refusals::team_member_remove_failed,
                                          kNotOfTeams | kThingErrors | kMemberErrors);

constexpr RefusalTable kTeamRosterSetting({{ErrorCode::kUserNotFound, &Refusals::team_members_user_unknown}},
                                          &Refusals::team_members_set_failed,
                                          kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors | kPasswordErrors |
                                              kCredentialErrors | kDocumentErrors | kThingErrors | kMemberErrors);

tl::unexpected<Error> NoEmails(std::string_view name, const char* cause, const char* is) {
  return Fail(ErrorCode::kInvalid, cause,
              InputUnfit{InputUnfit::Where::kMember, std::string(name), is, "a list of emails"});
}

// A list of texts; null is none.
Result<std::vector<std::string>> ReadEmails(std::string_view name, const std::optional<JsonValue>& list) {
  std::vector<std::string> emails;
  if (!list || list->kind == JsonValue::Kind::kNull) return emails;
  if (list->kind != JsonValue::Kind::kArray) return NoEmails(name, "emails are no list", "no list");
  JsonItems items(*list);
  while (const auto item = items.Next()) {
    if (item->kind != JsonValue::Kind::kString)
      return NoEmails(name, "an email is no text", "a list of something else");
    emails.push_back(item->Text());
  }
  return emails;
}

Result<TeamRoster> ReadRoster(const Request& request) {
  std::optional<JsonValue> admins;
  std::optional<JsonValue> members;
  return Form("team.SetTeamMembershipsCommand")
      .Any("members", members)
      .Any("admins", admins)
      .Bind(request)
      .and_then([&](Done) { return ReadEmails("admins", admins); })
      .and_then([&](const std::vector<std::string>& of_admins) {
        return ReadEmails("members", members).map([&](const std::vector<std::string>& others) {
          return TeamRoster{of_admins, others};
        });
      });
}

}  // namespace

void TeamMembersApi::Mount(Router& router) const {
  constexpr std::string_view kMembers = "/api/teams/:teamId/members";
  constexpr std::string_view kMember = "/api/teams/:teamId/members/:userId";
  const RouteAccess write = TeamMemberNeeds("teams.permissions:write");
  router.Add({"GET", kMembers, TeamMemberNeeds("teams.permissions:read"), HandlerOf(this, &TeamMembersApi::List)});
  router.Add({"POST", kMembers, write, HandlerOf(this, &TeamMembersApi::Add)});
  if (rules_.members_set_together) router.Add({"PUT", kMembers, write, HandlerOf(this, &TeamMembersApi::SetAll)});
  router.Add({"PUT", kMember, write, HandlerOf(this, &TeamMembersApi::Update)});
  router.Add({"DELETE", kMember, write, HandlerOf(this, &TeamMembersApi::Remove)});
}

tl::expected<std::int64_t, Response> TeamMembersApi::TeamOf(const Context& context, const Refusal& refusal) const {
  const auto id = PathId(answers_, context, "teamId", answers_.refusals().team_id_invalid);
  if (!id) return id;
  if (auto refused = guard_.Refuse(context, *id, refusal)) return tl::unexpected(*refused);
  return id;
}

Response TeamMembersApi::List(const Context& context) const {
  const auto team = TeamOf(context, answers_.refusals().team_members_denied);
  if (!team) return team.error();
  JsonWriter json;
  json.BeginArray();
  for (const TeamMemberRow& member : teams_.Members(context.caller.org_id, *team)) {
    if (hidden_.Hides(member.login, context.caller)) continue;
    if (!MaySee(context, "org.users:read", "users:id:", member.user_id)) continue;
    json.BeginObject();
    if (rules_.members_with_uids) json.Member("uid", member.uid);
    json.Member("orgId", context.caller.org_id).Member("teamId", *team);
    if (rules_.with_uid) json.Member("teamUID", member.team_uid);
    json.Member("userId", member.user_id);
    if (rules_.members_with_uids) json.Member("userUID", member.user_uid);
    json.Member("auth_module", "")
        .Member("email", member.email)
        .Member("name", member.name)
        .Member("login", member.login)
        .Member("avatarUrl", avatars_.OfEmail(member.email))
        .Key("labels")
        .BeginArray()
        .EndArray()
        .Member("permission", static_cast<std::int64_t>(member.level))
        .EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response TeamMembersApi::Add(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::int64_t user = 0;
  const auto bound = Form("models.AddTeamMemberCommand")
                         .Integer("userId", user)
                         .Required("UserId", [&] { return user != 0; })
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto team = TeamOf(context, r.team_member_add_denied);
  if (!team) return team.error();
  if (auto missed = guard_.Miss(context, *team)) return *missed;
  return answers_.Conclude(teams_.AddMember(context.caller.org_id, *team, user), "Member added to Team",
                           kTeamMemberAddition);
}

Response TeamMembersApi::SetAll(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto roster = ReadRoster(context.request);
  if (!roster) return answers_.Refuse(r.bad_request_data, roster.error());
  const auto team = TeamOf(context, r.team_member_update_denied);
  if (!team) return team.error();
  if (auto missed = guard_.Miss(context, *team)) return *missed;
  return answers_.Conclude(teams_.SetMembers(context.caller.org_id, *team, *roster),
                           "Team memberships have been updated", kTeamRosterSetting);
}

Response TeamMembersApi::Update(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::int64_t number = 0;
  const auto bound = Form("models.UpdateTeamMemberCommand").Integer("permission", number).Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto id = PathId(answers_, context, "teamId", r.team_id_invalid);
  if (!id) return id.error();
  const auto user = PathId(answers_, context, "userId", r.user_id_invalid);
  if (!user) return user.error();
  if (auto refused = guard_.Refuse(context, *id, r.team_member_update_denied)) return *refused;
  return answers_.Conclude(teams_.ChangeMember(context.caller.org_id, *id, *user, number), "Team member updated",
                           kTeamMemberUpdate);
}

Response TeamMembersApi::Remove(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "teamId", r.team_id_invalid);
  if (!id) return id.error();
  const auto user = PathId(answers_, context, "userId", r.user_id_invalid);
  if (!user) return user.error();
  if (auto refused = guard_.Refuse(context, *id, r.team_member_remove_denied)) return *refused;
  return answers_.Conclude(teams_.RemoveMember(context.caller.org_id, *id, *user), "Team Member removed",
                           kTeamMemberRemoval);
}

}  // namespace grafake::server
