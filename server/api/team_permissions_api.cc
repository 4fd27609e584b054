#include "server/api/team_permissions_api.h"

#include <algorithm>

#include "server/api/managed_permissions.h"
#include "server/api/path_id.h"
#include "server/api/share_form.h"
#include "server/api/team_guard.h"
#include "server/http/form.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr std::string_view kResourceTeam = "teams:id:{resourceID}";

constexpr ErrorCodes kNotOfShares = kNotOfTeams | kThingErrors | kMemberErrors;
constexpr RefusalTable kTeamPermissionSetting({}, &Refusals::managed_set_failed, kNotOfShares);
constexpr RefusalTable kTeamPermissionsSetting({}, &Refusals::managed_sets_failed, kNotOfShares);

// The team of the path; what is no number is no team's id.
Result<std::int64_t> SharedTeam(const Context& context) {
  const std::string_view resource = context.Param("resourceID");
  if (const auto team = ParseInteger(resource)) return *team;
  return Fail(ErrorCode::kNotFound, TeamNotFound(0, 0).value().cause,
              InputUnfit{InputUnfit::Where::kPath, "resourceID", std::string(resource), "a whole number", true});
}

bool IsTeamLevel(std::string_view level) { return level.empty() || level == "Member" || level == "Admin"; }

Result<std::optional<TeamLevel>> LevelNamed(const std::string& level) {
  if (level.empty()) return std::nullopt;
  if (IsTeamLevel(level)) return level == "Admin" ? TeamLevel::kAdmin : TeamLevel::kMember;
  return Fail(ErrorCode::kInvalid, "invalid permission: " + level,
              InputUnfit{InputUnfit::Where::kMember, "permission", level, "Member, Admin or nothing", true});
}

// Teams are shared with users alone.
bool IsOfNobody(const AccountShare& share) { return share.to != AccountGrant::To::kUser; }

TeamShare TeamShareOf(const AccountShare& share) {
  if (IsOfNobody(share))
    return {std::nullopt, Fail(ErrorCode::kInvalid, "invalid assignment", Clash::kAssignmentOfNobody)};
  return {share.holder_id, LevelNamed(share.level)};
}

}  // namespace

void TeamPermissionsApi::MountDescriptions(Router& router) const {
  const auto says = [&](std::string json) {
    return [this, json = std::move(json)](const Context&) { return answers_.Json(json); };
  };
  const auto accounts = [&](bool can) { return rules_.tell_accounts ? std::optional(can) : std::nullopt; };
  const std::string of_all =
      DescriptionJson({.teams = true, .built_in_roles = true, .accounts = accounts(true)}, {"View", "Edit", "Admin"});
  router.Add({"GET", "/api/access-control/teams/description", ManagedPermissionNeeds("teams.permissions:read"),
              says(DescriptionJson({.accounts = accounts(false)}, {"Member", "Admin"}))});
  router.Add({"GET", "/api/access-control/folders/description", ManagedPermissionNeeds("folders.permissions:read"),
              says(of_all)});
  router.Add({"GET", "/api/access-control/dashboards/description",
              ManagedPermissionNeeds("dashboards.permissions:read"), says(of_all)});
  if (!rules_.of_receivers) return;
  router.Add({"GET", "/api/access-control/receivers/description", ManagedPermissionNeeds("receivers.permissions:read"),
              says(of_all)});
}

void TeamPermissionsApi::Mount(Router& router, bool rbac) const {
  constexpr std::string_view kTeam = "/api/access-control/teams/:resourceID";
  constexpr std::string_view kUser = "/api/access-control/teams/:resourceID/users/:userID";
  if (rbac) {
    MountDescriptions(router);
    router.Add({"GET", kTeam, ManagedPermissionNeeds("teams.permissions:read", kResourceTeam),
                HandlerOf(this, &TeamPermissionsApi::List)});
    router.Add({"POST", kUser, ManagedPermissionNeeds("teams.permissions:write", kResourceTeam),
                HandlerOf(this, &TeamPermissionsApi::SetOfUser)});
    if (rules_.set_together) {
      router.Add({"POST", kTeam, ManagedPermissionNeeds("teams.permissions:write", kResourceTeam),
                  HandlerOf(this, &TeamPermissionsApi::SetOfMany)});
    }
    return;
  }
  const auto nothing = [](const Context&) {
    return Because(Response{.status = 404}, SettingSays{"[rbac] enabled", "false"});
  };
  for (const char* path : {"/api/access-control/teams/description", "/api/access-control/folders/description",
                           "/api/access-control/dashboards/description"}) {
    router.Add({"GET", path, {.sign_in = false}, nothing});
  }
  router.Add({"GET", kTeam, {.sign_in = false}, nothing});
  router.Add({"POST", kUser, {.sign_in = false}, nothing});
  if (rules_.set_together) router.Add({"POST", kTeam, {.sign_in = false}, nothing});
}

void TeamPermissionsApi::AddItem(JsonWriter& json, std::span<const TeamPermissionRow> of_one_user) const {
  const TeamPermissionRow& first = of_one_user.front();
  const bool admin =
      std::ranges::find(of_one_user, "teams.permissions:write", &TeamPermissionRow::action) != of_one_user.end();
  json.BeginObject()
      .Member("id", first.id)
      .Member("roleName", first.role_name)
      .Member("isManaged", true)
      .Member("isInherited", false);
  if (rules_.told_by_uid) json.Member("isServiceAccount", first.is_account);
  json.Member("userId", first.user_id);
  if (rules_.told_by_uid) json.Member("userUid", first.uid);
  json.Member("userLogin", first.login)
      .Member("userAvatarUrl", avatars_.OfEmail(first.email))
      .Key("actions")
      .BeginArray();
  for (const TeamPermissionRow& row : of_one_user) json.Value(row.action);
  json.EndArray().Member("permission", admin ? "Admin" : "Member").EndObject();
}

// What is no team's id is no team: nobody holds anything on it.
Response TeamPermissionsApi::List(const Context& context) const {
  const auto rows = teams_.Permissions(context.caller.org_id, "teams:id:" + std::string(context.Param("resourceID")));
  JsonWriter json;
  json.BeginArray();
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end = std::find_if(begin, rows.end(), [&](const auto& row) { return row.user_id != begin->user_id; });
    AddItem(json, std::span(begin, end));
    begin = end;
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Result<Done> TeamPermissionsApi::Set(const Context& context, std::int64_t user_id, const std::string& level) const {
  const auto team = SharedTeam(context);
  if (!team) return tl::unexpected(team.error());
  const auto wanted = LevelNamed(level);
  if (!wanted) return tl::unexpected(wanted.error());
  return *wanted ? teams_.SetMember(context.caller.org_id, *team, user_id, **wanted)
                 : teams_.RemoveMember(context.caller.org_id, *team, user_id);
}

// Of the shares before the wrong one nothing is wrong, so it is the first that can be.
Response TeamPermissionsApi::RefuseShares(const Error& error, std::span<const AccountShare> shares,
                                          const RefusalTable& refusals) const {
  const Refusals& r = answers_.refusals();
  if (!rules_.refused_by_reason) return answers_.RefuseFor(error, refusals);
  if (error.code == ErrorCode::kUserNotFound) return Because(answers_.Refuse(r.managed_user_unknown), ReasonOf(error));
  if (error.code != ErrorCode::kInvalid) return answers_.RefuseFor(error, refusals);
  const auto wrong = std::ranges::find_if(
      shares, [](const AccountShare& share) { return IsOfNobody(share) || !IsTeamLevel(share.level); });
  if (wrong == shares.end() || IsOfNobody(*wrong))
    return Because(answers_.Refuse(r.managed_roles_not_taken), ReasonOf(error));
  return Because(answers_.Refuse(Naming(r.managed_level_unknown, wrong->level).AsRefusal()), ReasonOf(error));
}

Response TeamPermissionsApi::SetOfUser(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto user = PathId(answers_, context, "userID", r.managed_user_invalid);
  if (!user) return user.error();
  std::string level;
  const auto bound = Form("resourcepermissions.setPermissionCommand").Text("permission", level).Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const AccountShare share{.holder_id = *user, .level = level};
  if (const auto set = Set(context, *user, level); !set)
    return RefuseShares(set.error(), std::span(&share, 1), kTeamPermissionSetting);
  return answers_.Message(level.empty() ? "Permission removed" : "Permission updated");
}

Response TeamPermissionsApi::SetOfMany(const Context& context) const {
  const auto shares = ReadShares(context.request);
  if (!shares) {
    const std::string& cause = shares.error().cause;
    return answers_.Refuse(Naming(answers_.refusals().managed_list_unreadable, cause).AsRefusal(), shares.error());
  }
  std::vector<TeamShare> wanted;
  for (const AccountShare& share : *shares) wanted.push_back(TeamShareOf(share));
  const auto set = SharedTeam(context).and_then(
      [&](std::int64_t team) { return teams_.Share(context.caller.org_id, team, wanted); });
  return set ? answers_.Message("Permissions updated") : RefuseShares(set.error(), *shares, kTeamPermissionsSetting);
}

}  // namespace grafake::server
