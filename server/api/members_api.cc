#include "server/api/members_api.h"

#include "server/api/metadata.h"
#include "server/api/order_query.h"
#include "server/api/page_query.h"
#include "server/api/path_org.h"
#include "server/api/time_text.h"
#include "server/api/user_json.h"
#include "server/domain/paging.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr std::string_view kPathMember = "users:id:{userId}";

MemberQuery LimitedQuery(const Context& context) {
  const std::int64_t limit = context.query.Integer("limit");
  return {.org_id = context.caller.org_id, .text = context.query.Text("query"), .limit = limit > 0 ? limit : -1};
}

constexpr ErrorCodes kNotOfMembers = kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                     kPasswordErrors | kCredentialErrors | kDocumentErrors;
constexpr RefusalTable kMemberAddition({{ErrorCode::kAlreadyMember, &Refusals::member_known}},
                                       &Refusals::member_add_failed, kNotOfMembers | kMemberErrors);
constexpr RefusalTable kMemberUpdate({{ErrorCode::kLastAdmin, &Refusals::last_admin_demoted}},
                                     &Refusals::member_update_failed, kNotOfMembers | kMemberErrors);
constexpr RefusalTable kMemberRemoval({{ErrorCode::kLastAdmin, &Refusals::last_admin_removed}},
                                      &Refusals::member_remove_failed, kNotOfMembers | kMemberErrors);

}  // namespace

void MembersApi::Mount(Router& router) const {
  RouteAccess add = OwnOrgNeeds("org.users:add", "users:*");
  add.quota = "user";
  const RouteAccess look_up{.any_of = {{"org.users:read"},
                                       {"teams.permissions:write"},
                                       {"folders.permissions:write"},
                                       {"dashboards.permissions:write"}},
                            .fallback = Fallback::kOrgUsersLookup};
  router.Add({"GET", "/api/org/users", OwnOrgNeeds("org.users:read"), HandlerOf(this, &MembersApi::List)});
  router.Add({"GET", "/api/org/users/search", OwnOrgNeeds("org.users:read"), HandlerOf(this, &MembersApi::Search)});
  router.Add({"GET", "/api/org/users/lookup", look_up, HandlerOf(this, &MembersApi::LookUp)});
  router.Add({"POST", "/api/org/users", add, HandlerOf(this, &MembersApi::Add)});
  router.Add({"PATCH", "/api/org/users/:userId", OwnOrgNeeds("org.users:write", kPathMember),
              HandlerOf(this, &MembersApi::SetRole)});
  router.Add({"DELETE", "/api/org/users/:userId", OwnOrgNeeds("org.users:remove", kPathMember),
              HandlerOf(this, &MembersApi::Remove)});

  router.Add(
      {"GET", "/api/orgs/:orgId/users", PathOrgNeeds("org.users:read"), HandlerOf(this, &MembersApi::ListOfPathOrg)});
  if (shape_.members_found_in_paths) {
    router.Add({"GET", "/api/orgs/:orgId/users/search", PathOrgNeeds("org.users:read"),
                HandlerOf(this, &MembersApi::SearchPathOrg)});
  }
  router.Add(
      {"POST", "/api/orgs/:orgId/users", PathOrgNeeds("org.users:add", "users:*"), HandlerOf(this, &MembersApi::Add)});
  router.Add({"PATCH", "/api/orgs/:orgId/users/:userId", PathOrgNeeds("org.users:write", kPathMember),
              HandlerOf(this, &MembersApi::SetRole)});
  router.Add({"DELETE", "/api/orgs/:orgId/users/:userId", PathOrgNeeds("org.users:remove", kPathMember),
              HandlerOf(this, &MembersApi::Remove)});
}

// What the caller may see counts by his rights in his own org, also in lists of another.
bool MembersApi::Shows(const MemberRow& member, const Context& context) const {
  if (hidden_.Hides(member.login, context.caller)) return false;
  return MaySee(context, "org.users:read", "users:id:", member.user_id);
}

MemberPage MembersApi::ListOf(MemberQuery query) const {
  query.by_login = shape_.members_by_login;
  return members_.List(query);
}

void MembersApi::AddSync(JsonWriter& json, std::string_view module) const {
  if (!shape_.with_sync) return;
  const bool jwt = module == "jwt";
  json.Key("authLabels");
  if (module.empty() || !shape_.external.in_members) {
    json.Null();
  } else {
    json.BeginArray().Value(jwt ? shape_.external.jwt_in_lists : shape_.external.proxy_in_lists).EndArray();
  }
  json.Member("isExternallySynced", jwt && shape_.external.jwt_syncs_roles);
}

void MembersApi::AddMembers(JsonWriter& json, const MemberPage& page, const Context& context, bool with_access) const {
  const Timestamp now = ToTimestamp(clock_());
  json.BeginArray();
  for (const MemberRow& member : page.rows) {
    if (!Shows(member, context)) continue;
    json.BeginObject().Member("orgId", member.org_id).Member("userId", member.user_id);
    if (shape_.with_uid) json.Member("uid", member.uid);
    json.Member("email", member.email)
        .Member("name", member.name)
        .Member("avatarUrl", avatars_.OfEmail(member.email))
        .Member("login", member.login)
        .Member("role", member.role)
        .Member("lastSeenAt", TimeText(member.last_seen_at));
    if (shape_.lists_with_creation) json.Member("created", TimeText(member.created));
    json.Member("lastSeenAtAge", AgeText(member.last_seen_at, now));
    if (with_access) AddAccessControl(json, context, "users:id:", member.user_id);
    // The paged search knows of nobody who is disabled.
    if (shape_.members_with_state) json.Member("isDisabled", with_access && member.is_disabled);
    AddSync(json, member.auth_module);
    AddProvisioning(json, shape_);
    json.EndObject();
  }
  json.EndArray();
}

Response MembersApi::List(const Context& context) const {
  JsonWriter json;
  AddMembers(json, ListOf(LimitedQuery(context)), context, true);
  return answers_.Json(json.Take());
}

Response MembersApi::ListOfPathOrg(const Context& context) const {
  const auto org = PathOrg(answers_, context);
  if (!org) return org.error();
  JsonWriter json;
  AddMembers(json, ListOf({.org_id = *org, .limit = -1}), context, true);
  return answers_.Json(json.Take());
}

Response MembersApi::Search(const Context& context) const { return SearchIn(context.caller.org_id, context); }

Response MembersApi::SearchPathOrg(const Context& context) const {
  const auto org = PathOrg(answers_, context);
  return org ? SearchIn(*org, context) : org.error();
}

Response MembersApi::SearchIn(std::int64_t org, const Context& context) const {
  const PageQuery page = PageQueryOf(context.query);
  const auto order = sorted_ ? OrderOf(context.query, kUserOrders) : ListOrder();
  if (!order)
    return Because(answers_.Refuse(answers_.refusals().unknown_sorting), NoSuchOrder(context.query, kUserOrders));
  const MemberPage found = ListOf({.org_id = org,
                                   .text = context.query.Text("query"),
                                   .offset = PageOffset(page.page, page.per_page),
                                   .limit = page.per_page,
                                   .order = *order});
  JsonWriter json;
  json.BeginObject().Member("totalCount", found.total);
  json.Key(shape_.members_found_in_paths ? JsonName("orgUsers") : JsonName("OrgUsers"));
  AddMembers(json, found, context, false);
  json.Member("page", page.page).Member("perPage", page.per_page).EndObject();
  return answers_.Json(json.Take());
}

Response MembersApi::LookUp(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const MemberRow& member : ListOf(LimitedQuery(context)).rows) {
    if (hidden_.Hides(member.login, context.caller)) continue;
    json.BeginObject().Member("userId", member.user_id);
    if (shape_.with_uid) json.Member("uid", member.uid);
    json.Member("login", member.login).Member("avatarUrl", avatars_.OfEmail(member.email)).EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response MembersApi::Add(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string login;
  std::optional<Role> role;
  const auto bound = Form("models.AddOrgUserCommand")
                         .Text("loginOrEmail", login)
                         .RoleName("role", role, role_names_)
                         .Required("LoginOrEmail", login)
                         .Required("Role", [&] { return role.has_value(); })
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto org = PathOrg(answers_, context);
  if (!org) return org.error();
  if (!MayGive(context.caller, *role))
    return answers_.Refuse(r.role_too_high, RoleTooHigh(*role, context.caller.role).value());
  const auto user = members_.Find(login);
  if (!user) return Because(answers_.Refuse(r.member_not_found), ReasonOf(user.error()));
  const auto added = members_.Add(*org, *user, *role);
  const bool known = !added && added.error().code == ErrorCode::kAlreadyMember;
  if (!added && !known) return answers_.RefuseFor(added.error(), kMemberAddition);
  JsonWriter json;
  json.BeginObject()
      .Member("message", known ? r.member_known.message : "User added to organization")
      .Member("userId", *user)
      .EndObject();
  if (known) return Because(answers_.Json(json.Take(), r.member_known.status), ReasonOf(added.error()));
  return answers_.Json(json.Take());
}

Response MembersApi::SetRole(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::optional<Role> role;
  const auto bound = Form("models.UpdateOrgUserCommand")
                         .RoleName("role", role, role_names_)
                         .Required("Role", [&] { return role.has_value(); })
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto org = PathOrg(answers_, context);
  if (!org) return org.error();
  const auto user = PathId(answers_, context, "userId", r.user_id_invalid);
  if (!user) return user.error();
  if (!MayGive(context.caller, *role))
    return answers_.Refuse(r.role_too_high, RoleTooHigh(*role, context.caller.role).value());
  if (shape_.external.jwt_syncs_roles && members_.ModuleOf(*user) == "jwt")
    return Because(answers_.Refuse(r.role_externally_synced), GroundReason(Clash::kUserOfAnotherSystem));
  const auto changed = members_.SetRole(*org, *user, *role);
  if (forgetting_ != nullptr) forgetting_->Forget(*user, *org);
  return answers_.Conclude(changed, "Organization user updated", kMemberUpdate);
}

Response MembersApi::Remove(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto user = PathId(answers_, context, "userId", r.user_id_invalid);
  if (!user) return user.error();
  const auto org = PathOrg(answers_, context);
  if (!org) return org.error();
  const bool own_org = context.Param("orgId").empty();
  const auto removed = members_.Remove(*org, *user, own_org);
  if (!removed) return answers_.RefuseFor(removed.error(), kMemberRemoval);
  return answers_.Message(*removed ? "User deleted" : "User removed from organization");
}

}  // namespace grafake::server
