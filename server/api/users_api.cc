#include "server/api/users_api.h"

#include <algorithm>

#include "server/api/metadata.h"
#include "server/api/order_query.h"
#include "server/api/page_query.h"
#include "server/api/path_id.h"
#include "server/api/user_form.h"
#include "server/api/user_json.h"

namespace grafake::server {
namespace {

RouteAccess UserNeeds(std::string_view action, std::string_view scope = {}) {
  return {.any_of = {{action, scope}}, .fallback = Fallback::kGrafanaAdmin};
}

UserSearch SearchOf(const Query& query) {
  const PageQuery page = PageQueryOf(query);
  const bool only_active = std::ranges::any_of(
      query.pairs(), [](const auto& pair) { return pair.first == "activeLast30Days" && pair.second == "true"; });
  return {.text = query.Text("query"), .only_active = only_active, .page = page.page, .per_page = page.per_page};
}

}  // namespace

void UsersApi::Mount(Router& router) const {
  constexpr std::string_view kOne = "global.users:id:{id}";
  const RouteAccess read_one = UserNeeds("users:read", kOne);
  const RouteAccess write_one = UserNeeds("users:write", kOne);
  router.Add({"GET", "/api/users/", UserNeeds("users:read"), HandlerOf(this, &UsersApi::List)});
  router.Add({"GET", "/api/users/search", UserNeeds("users:read"), HandlerOf(this, &UsersApi::Search)});
  router.Add(
      {"GET", "/api/users/lookup", UserNeeds("users:read", "global.users:*"), HandlerOf(this, &UsersApi::LookUp)});
  router.Add({"GET", "/api/users/:id", read_one, HandlerOf(this, &UsersApi::Get)});
  router.Add({"GET", "/api/users/:id/orgs", read_one, HandlerOf(this, &UsersApi::Orgs)});
  router.Add({"PUT", "/api/users/:id", write_one, HandlerOf(this, &UsersApi::Update)});
  router.Add({"POST", "/api/users/:id/using/:orgId", write_one, HandlerOf(this, &UsersApi::Use)});
}

Response UsersApi::Get(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  if (!id) return id.error();
  const auto user = users_.Get(*id);
  if (!user) return Because(answers_.Refuse(answers_.refusals().user_not_found), ReasonOf(user.error()));
  JsonWriter json;
  json.BeginObject();
  AddProfile(json, *user, avatars_, shape_);
  AddAccessControl(json, context, "global.users:id:", *id);
  AddProvisioning(json, shape_);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response UsersApi::LookUp(const Context& context) const {
  const auto user = users_.LookUp(context.query.Text("loginOrEmail"));
  if (!user) return Because(answers_.Refuse(answers_.refusals().user_not_found), ReasonOf(user.error()));
  JsonWriter json;
  json.BeginObject();
  AddLookUp(json, *user, shape_);
  json.EndObject();
  return answers_.Json(json.Take());
}

void UsersApi::AddHits(JsonWriter& json, const UserPage& page) const {
  const Timestamp now = ToTimestamp(clock_());
  json.BeginArray();
  for (const UserRow& user : page.rows) AddHit(json, user, avatars_, now, shape_);
  json.EndArray();
}

tl::expected<UserSearch, Response> UsersApi::SortedSearchOf(const Query& query) const {
  UserSearch search = SearchOf(query);
  if (!sorted_) return search;
  auto order = OrderOf(query, kUserOrders);
  if (!order) {
    return tl::unexpected(
        Because(answers_.Refuse(answers_.refusals().unknown_sorting), NoSuchOrder(query, kUserOrders)));
  }
  search.order = *std::move(order);
  return search;
}

Response UsersApi::List(const Context& context) const {
  const auto search = SortedSearchOf(context.query);
  if (!search) return search.error();
  JsonWriter json;
  AddHits(json, users_.Search(*search));
  return answers_.Json(json.Take());
}

Response UsersApi::Search(const Context& context) const {
  const auto search = SortedSearchOf(context.query);
  if (!search) return search.error();
  const UserPage page = users_.Search(*search);
  JsonWriter json;
  json.BeginObject().Member("totalCount", page.total).Key("users");
  AddHits(json, page);
  json.Member("page", search->page).Member("perPage", search->per_page).EndObject();
  return answers_.Json(json.Take());
}

Response UsersApi::Orgs(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  if (!id) return id.error();
  JsonWriter json;
  AddOrgs(json, users_.OrgsOf(*id));
  return answers_.Json(json.Take());
}

Response UsersApi::Update(const Context& context) const {
  const auto edit = ReadUserEdit(context.request, trimmed_);
  if (!edit) return answers_.Refuse(answers_.refusals().bad_request_data, edit.error());
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  if (!id) return id.error();
  if (IsFrozen(users_, *id, shape_)) return FrozenUser(answers_);
  return ConcludeUserEdit(answers_, users_.Update(*id, *edit));
}

Response UsersApi::Use(const Context& context) const {
  const Refusals& refusals = answers_.refusals();
  const auto id = PathId(answers_, context, "id", refusals.id_invalid);
  if (!id) return id.error();
  const auto org = PathId(answers_, context, "orgId", refusals.org_id_invalid);
  if (!org) return org.error();
  return answers_.Conclude(users_.SetCurrentOrg(*id, *org), "Active organization changed", kOrgSwitching);
}

}  // namespace grafake::server
