#include "server/api/teams_api.h"

#include <algorithm>

#include "server/api/metadata.h"
#include "server/api/order_query.h"
#include "server/api/page_query.h"
#include "server/api/path_id.h"
#include "server/api/users_alone.h"
#include "server/domain/paging.h"
#include "server/domain/scope_ids.h"
#include "server/http/form.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr std::string_view kTeamScope = "teams:id:";
constexpr std::string_view kPathTeam = "teams:id:{teamId}";

RouteAccess TeamNeeds(std::string_view action, std::string_view scope = {},
                      Fallback fallback = Fallback::kTeamsAccess) {
  return {.any_of = {{action, scope}}, .fallback = fallback};
}

// The numbers among all ?teamId=.
std::vector<std::int64_t> PickedIn(const Query& query) {
  std::vector<std::int64_t> ids;
  for (const auto& [name, value] : query.pairs()) {
    if (name != "teamId") continue;
    if (const auto id = ParseInteger(value)) ids.push_back(*id);
  }
  return ids;
}

struct TeamForm {
  std::string name;
  std::string email;
};

constexpr RefusalTable kTeamCreation({{ErrorCode::kTaken, &Refusals::new_team_taken}}, &Refusals::team_create_failed,
                                     kNotOfTeams | kThingErrors | kMemberErrors);
constexpr RefusalTable kTeamUpdate({{ErrorCode::kTaken, &Refusals::team_taken}}, &Refusals::team_update_failed,
                                   kNotOfTeams | kThingErrors | kMemberErrors);
constexpr RefusalTable kTeamDeletion({{ErrorCode::kNotFound, &Refusals::team_delete_not_found}},
                                     &Refusals::team_delete_failed, kNotOfTeams | kThingErrors | kMemberErrors);

}  // namespace

void TeamsApi::Mount(Router& router) const {
  const RouteAccess read_user{.any_of = {{"users:read", "global.users:id:{id}"}}, .fallback = Fallback::kGrafanaAdmin};
  router.Add({"POST", "/api/teams/", TeamNeeds("teams:create"), HandlerOf(this, &TeamsApi::Create)});
  router.Add(
      {"GET", "/api/teams/search", TeamNeeds("teams:read", {}, Fallback::kAnyone), HandlerOf(this, &TeamsApi::Search)});
  router.Add({"GET", "/api/teams/:teamId", TeamNeeds("teams:read", kPathTeam, Fallback::kAnyone),
              HandlerOf(this, &TeamsApi::Get)});
  router.Add({"PUT", "/api/teams/:teamId", TeamNeeds("teams:write", kPathTeam), HandlerOf(this, &TeamsApi::Update)});
  router.Add(
      {"DELETE", "/api/teams/:teamId", TeamNeeds("teams:delete", kPathTeam), HandlerOf(this, &TeamsApi::Delete)});
  router.Add({"GET",
              "/api/user/teams",
              {.refuse_anonymous = true},
              ForUsersAlone(answers_, settings_.users_alone, HandlerOf(this, &TeamsApi::ListOfCaller))});
  router.Add({"GET", "/api/users/:id/teams", read_user, HandlerOf(this, &TeamsApi::ListOfUser)});
}

std::vector<std::string> TeamsApi::HiddenFrom(const Principal& caller) const {
  std::vector<std::string> logins;
  std::ranges::copy_if(hidden_.logins(), std::back_inserter(logins),
                       [&](const std::string& login) { return hidden_.Hides(login, caller); });
  return logins;
}

TeamQuery TeamsApi::Visible(const Context& context) const {
  TeamQuery query{.org_id = context.caller.org_id, .hidden_logins = HiddenFrom(context.caller)};
  if (context.rbac) {
    query.ids = IdsIn(context.caller.permissions->Scopes("teams:read"), kTeamScope);
  } else if (context.caller.role != Role::kAdmin && context.caller.HasUser()) {
    query.of_user = context.caller.user_id;
  }
  return query;
}

void TeamsApi::AddTeam(JsonWriter& json, const TeamRow& team, const Context& context, TeamLevel level) const {
  json.BeginObject().Member("id", team.id);
  if (settings_.rules.with_uid) json.Member("uid", team.uid);
  json.Member("orgId", team.org_id).Member("name", team.name).Member("email", team.email);
  if (settings_.rules.with_provisioning) json.Member("externalUID", "").Member("isProvisioned", false);
  json.Member("avatarUrl", team.email.empty() ? avatars_.OfName(team.name) : avatars_.OfEmail(team.email))
      .Member("memberCount", team.members)
      .Member("permission", static_cast<std::int64_t>(level));
  if (!AddAccessControl(json, context, kTeamScope, team.id)) json.Key("accessControl").Null();
  json.EndObject();
}

Response TeamsApi::Create(const Context& context) const {
  const Refusals& r = answers_.refusals();
  TeamForm form;
  const auto bound = Form("models.CreateTeamCommand")
                         .Text("name", form.name)
                         .Text("email", form.email)
                         .Required("Name", form.name)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const Principal& caller = context.caller;
  const bool may_join = caller.kind != Principal::Kind::kAccount || settings_.rules.accounts_join_what_they_make;
  const bool joins = (context.rbac && may_join) || (caller.role == Role::kEditor && settings_.editors_can_admin);
  const auto made = teams_.Create(caller.org_id, form.name, form.email, joins ? caller.user_id : 0);
  if (!made) return answers_.RefuseFor(made.error(), kTeamCreation);
  JsonWriter json;
  json.BeginObject().Member("message", "Team created").Member("teamId", *made);
  if (settings_.rules.short_uids)
    json.Member("uid",
                teams_.Get(caller.org_id, *made, {}).map([](const TeamRow& team) { return team.uid; }).value_or(""));
  json.EndObject();
  return answers_.Json(json.Take());
}

Response TeamsApi::Search(const Context& context) const {
  const PageQuery page = PageQueryOf(context.query);
  TeamQuery query = Visible(context);
  const auto order = settings_.sorted ? OrderOf(context.query, kTeamOrders) : ListOrder();
  if (!order)
    return Because(answers_.Refuse(answers_.refusals().unknown_sorting), NoSuchOrder(context.query, kTeamOrders));
  query.order = *order;
  if (settings_.rules.found_by_ids) query.picked = PickedIn(context.query);
  query.text = context.query.Text("query");
  query.name = context.query.Text("name");
  query.offset = PageOffset(page.page, page.per_page);
  query.limit = page.per_page;
  const TeamPage found = teams_.Search(query);
  JsonWriter json;
  json.BeginObject().Member("totalCount", found.total).Key("teams").BeginArray();
  for (const TeamRow& team : found.rows) {
    // Only without RBAC, and only for those who see their own teams, Grafana says what they are in them.
    const auto level = query.of_user ? teams_.LevelOf(team.org_id, team.id, *query.of_user) : std::nullopt;
    AddTeam(json, team, context, level.value_or(TeamLevel::kMember));
  }
  json.EndArray().Member("page", page.page).Member("perPage", page.per_page).EndObject();
  return answers_.Json(json.Take());
}

Response TeamsApi::Get(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "teamId", r.team_id_invalid);
  if (!id) return id.error();
  const auto team = teams_.Get(context.caller.org_id, *id, HiddenFrom(context.caller));
  const auto user = Visible(context).of_user;
  const bool hidden = user && !teams_.LevelOf(context.caller.org_id, *id, *user);
  if (!team || hidden)
    return answers_.Refuse(*id == 0 ? r.team_zero : r.team_not_found, TeamNotFound(context.caller.org_id, *id).value());
  JsonWriter json;
  AddTeam(json, *team, context, TeamLevel::kMember);
  return answers_.Json(json.Take());
}

Response TeamsApi::Update(const Context& context) const {
  const Refusals& r = answers_.refusals();
  TeamForm form;
  const auto bound =
      Form("models.UpdateTeamCommand").Text("name", form.name).Text("email", form.email).Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto id = PathId(answers_, context, "teamId", r.team_id_invalid);
  if (!id) return id.error();
  if (auto refused = guard_.Refuse(context, *id, r.team_update_denied)) return *refused;
  if (auto missed = guard_.Miss(context, *id)) return *missed;
  return answers_.Conclude(teams_.Update(context.caller.org_id, *id, form.name, form.email), "Team updated",
                           kTeamUpdate);
}

Response TeamsApi::Delete(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "teamId", r.team_id_invalid);
  if (!id) return id.error();
  if (auto refused = guard_.Refuse(context, *id, r.team_delete_denied)) return *refused;
  if (auto missed = guard_.Miss(context, *id)) return *missed;
  return answers_.Conclude(teams_.Delete(context.caller.org_id, *id), "Team deleted", kTeamDeletion);
}

Response TeamsApi::ListOf(std::int64_t user_id, const Context& context) const {
  TeamQuery query{.org_id = context.caller.org_id, .hidden_logins = HiddenFrom(context.caller)};
  if (context.rbac) query.ids = IdsIn(context.caller.permissions->Scopes("teams:read"), kTeamScope);
  query.of_user = user_id == 0 ? -1 : user_id;
  query.ignore_case = true;
  JsonWriter json;
  json.BeginArray();
  for (const TeamRow& team : teams_.Search(query).rows) AddTeam(json, team, context, TeamLevel::kMember);
  json.EndArray();
  return answers_.Json(json.Take());
}

Response TeamsApi::ListOfCaller(const Context& context) const { return ListOf(context.caller.user_id, context); }

Response TeamsApi::ListOfUser(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  return id ? ListOf(*id, context) : id.error();
}

}  // namespace grafake::server
