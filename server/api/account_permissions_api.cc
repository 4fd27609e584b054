#include "server/api/account_permissions_api.h"

#include <algorithm>

#include "server/api/managed_permissions.h"
#include "server/api/path_id.h"
#include "server/api/share_form.h"
#include "server/http/form.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr std::string_view kDescription = "/api/access-control/serviceaccounts/description";
constexpr std::string_view kManaged = "/api/access-control/serviceaccounts/:resourceID";
constexpr std::string_view kManagedByUser = "/api/access-control/serviceaccounts/:resourceID/users/:userID";
constexpr std::string_view kManagedByTeam = "/api/access-control/serviceaccounts/:resourceID/teams/:teamID";
constexpr std::string_view kManagedScope = "serviceaccounts:id:{resourceID}";

constexpr ErrorCodes kNotOfManagers = kThingErrors | kMemberErrors | kOrgErrors | kUserErrors | kRoleErrors |
                                      kLifetimeErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors;
constexpr RefusalTable kUserManagerSetting({}, &Refusals::managed_set_failed, kNotOfManagers);
constexpr RefusalTable kTeamManagerSetting({}, &Refusals::managed_team_set_failed, kNotOfManagers);
constexpr RefusalTable kManagersSetting({}, &Refusals::managed_sets_failed, kNotOfManagers);

// What is no number is no account's id.
Result<std::int64_t> ResourceOf(const Context& context) {
  const std::string_view text = context.Param("resourceID");
  if (const auto id = ParseInteger(text)) return *id;
  return Fail(ErrorCode::kNotFound, AccountNotFound(0, 0).value().cause,
              InputUnfit{InputUnfit::Where::kPath, "resourceID", std::string(text), "a whole number", true});
}

void MountNothing(Router& router, bool together) {
  const auto nothing = [](const Context&) {
    return Because(Response{.status = 404}, SettingSays{"[rbac] enabled", "false"});
  };
  for (const std::string_view path : {kDescription, kManaged}) router.Add({"GET", path, {.sign_in = false}, nothing});
  for (const std::string_view path : {kManagedByUser, kManagedByTeam})
    router.Add({"POST", path, {.sign_in = false}, nothing});
  if (together) router.Add({"POST", kManaged, {.sign_in = false}, nothing});
}

}  // namespace

void AccountPermissionsApi::Mount(Router& router, bool rbac) const {
  if (!rbac) return MountNothing(router, routes_.set_together);
  const auto accounts = routes_.tell_accounts ? std::optional(false) : std::nullopt;
  const RouteAccess write = ManagedPermissionNeeds("serviceaccounts.permissions:write", kManagedScope);
  router.Add({"GET", kDescription, ManagedPermissionNeeds("serviceaccounts.permissions:read"),
              [this, json = DescriptionJson({.teams = true, .accounts = accounts}, {"Edit", "Admin"})](const Context&) {
                return answers_.Json(json);
              }});
  router.Add({"GET", kManaged, ManagedPermissionNeeds("serviceaccounts.permissions:read", kManagedScope),
              HandlerOf(this, &AccountPermissionsApi::List)});
  router.Add({"POST", kManagedByUser, write, HandlerOf(this, &AccountPermissionsApi::SetOfUser)});
  router.Add({"POST", kManagedByTeam, write, HandlerOf(this, &AccountPermissionsApi::SetOfTeam)});
  if (routes_.set_together) router.Add({"POST", kManaged, write, HandlerOf(this, &AccountPermissionsApi::SetOfMany)});
}

void AccountPermissionsApi::AddHolder(JsonWriter& json, const HeldPermissionRow& holder) const {
  if (routes_.told_by_uid) json.Member("isServiceAccount", holder.is_account);
  if (holder.by == HeldBy::kTeam) {
    json.Member("team", holder.name).Member("teamId", holder.holder_id);
    if (routes_.told_by_uid) json.Member("teamUid", holder.uid);
    json.Member("teamAvatarUrl", holder.email.empty() ? avatars_.OfName(holder.name) : avatars_.OfEmail(holder.email));
    return;
  }
  json.Member("userId", holder.holder_id);
  if (routes_.told_by_uid) json.Member("userUid", holder.uid);
  json.Member("userLogin", holder.name).Member("userAvatarUrl", avatars_.OfEmail(holder.email));
}

void AccountPermissionsApi::AddItem(JsonWriter& json, std::span<const HeldPermissionRow> of_one) const {
  const HeldPermissionRow& first = of_one.front();
  const bool admin = std::ranges::find(of_one, kAdministerAccount.back(), &HeldPermissionRow::action) != of_one.end();
  json.BeginObject()
      .Member("id", first.id)
      .Member("roleName", first.role_name)
      .Member("isManaged", true)
      .Member("isInherited", false);
  AddHolder(json, first);
  json.Key("actions").BeginArray();
  for (const HeldPermissionRow& row : of_one) json.Value(row.action);
  json.EndArray().Member("permission", admin ? "Admin" : "Edit").EndObject();
}

// Nothing of it is stored here, so no row has an id.
void AccountPermissionsApi::AddAdmins(JsonWriter& json) const {
  json.BeginObject()
      .Member("id", 0)
      .Member("roleName", "basic:admin")
      .Member("isManaged", false)
      .Member("isInherited", false)
      .Member("isServiceAccount", false)
      .Member("builtInRole", "Admin")
      .Key("actions")
      .BeginArray();
  for (const std::string_view action : kAdministerAccount) json.Value(action);
  json.EndArray().Member("permission", "Admin").EndObject();
}

Response AccountPermissionsApi::List(const Context& context) const {
  const auto rows = managers_.List(context.caller.org_id, context.Param("resourceID"));
  JsonWriter json;
  json.BeginArray();
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end =
        std::find_if(begin, rows.end(), [&](const auto& row) { return row.role_name != begin->role_name; });
    AddItem(json, std::span(begin, end));
    begin = end;
  }
  if (rules_.admins_are_listed) AddAdmins(json);
  json.EndArray();
  return answers_.Json(json.Take());
}

// Of the shares before the wrong one nothing is wrong, so it is the first that can be.
Response AccountPermissionsApi::RefuseShares(const Error& error, const std::vector<AccountShare>& shares,
                                             const RefusalTable& refusals) const {
  if (!routes_.refused_by_reason || error.code == ErrorCode::kStorage) return answers_.RefuseFor(error, refusals);
  const Refusals& r = answers_.refusals();
  if (error.code == ErrorCode::kNotFound) return answers_.Refuse(r.account_not_found, error);
  const ReasonPtr reason = ReasonOf(error);
  if (error.code == ErrorCode::kUserNotFound) return Because(answers_.Refuse(r.managed_user_unknown), reason);
  if (error.code == ErrorCode::kTeamNotFound) return Because(answers_.Refuse(r.managed_team_unknown), reason);
  const auto wrong = std::ranges::find_if(shares, [](const AccountShare& share) {
    return share.to == AccountGrant::To::kNobody || !AccountManagers::IsLevel(share.level);
  });
  if (wrong == shares.end() || wrong->to == AccountGrant::To::kNobody)
    return Because(answers_.Refuse(r.managed_roles_not_taken), reason);
  return Because(answers_.Refuse(Naming(r.managed_level_unknown, wrong->level).AsRefusal()), reason);
}

Response AccountPermissionsApi::SetOfOne(const Context& context, std::string_view parameter, const Refusal& invalid,
                                         const RefusalTable& refusals) const {
  const auto holder = PathId(answers_, context, parameter, invalid);
  if (!holder) return holder.error();
  using To = AccountGrant::To;
  AccountShare share{.to = parameter == "teamID" ? To::kTeam : To::kUser, .holder_id = *holder};
  const auto bound =
      Form("resourcepermissions.setPermissionCommand").Text("permission", share.level).Bind(context.request);
  if (!bound) return answers_.Refuse(answers_.refusals().bad_request_data, bound.error());
  const auto account = ResourceOf(context);
  const auto set = account.and_then([&](std::int64_t id) { return managers_.Set(context.caller.org_id, id, share); });
  if (!set) return RefuseShares(set.error(), {share}, refusals);
  return answers_.Message(share.level.empty() ? "Permission removed" : "Permission updated");
}

Response AccountPermissionsApi::SetOfUser(const Context& context) const {
  return SetOfOne(context, "userID", answers_.refusals().managed_user_invalid, kUserManagerSetting);
}

Response AccountPermissionsApi::SetOfTeam(const Context& context) const {
  return SetOfOne(context, "teamID", answers_.refusals().managed_team_invalid, kTeamManagerSetting);
}

Response AccountPermissionsApi::SetOfMany(const Context& context) const {
  const auto shares = ReadShares(context.request);
  if (!shares) {
    const std::string& cause = shares.error().cause;
    return answers_.Refuse(Naming(answers_.refusals().managed_list_unreadable, cause).AsRefusal(), shares.error());
  }
  const auto account = ResourceOf(context);
  const auto set =
      account.and_then([&](std::int64_t id) { return managers_.SetAll(context.caller.org_id, id, *shares); });
  return set ? answers_.Message("Permissions updated") : RefuseShares(set.error(), *shares, kManagersSetting);
}

}  // namespace grafake::server
