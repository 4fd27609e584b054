#include "server/http/users_api.h"

#include "server/domain/paging.h"
#include "server/http/metadata.h"
#include "server/http/page_query.h"
#include "server/http/time_text.h"

namespace grafake::server {

void UsersApi::Mount(Router& router) {
  const auto call = [this](auto method) { return [this, method](const Context& c) { return (this->*method)(c); }; };
  const RouteAccess own{.refuse_anonymous = true};
  const auto reads = [](std::string_view scope) {
    return RouteAccess{.any_of = {{"users:read", scope}}, .fallback = Fallback::kGrafanaAdmin};
  };
  router.Add({"GET", "/api/user/", own, call(&UsersApi::Current)});
  router.Add({"GET", "/api/users/", reads(""), call(&UsersApi::List)});
  router.Add({"GET", "/api/users/:id", reads("global.users:id:{id}"), call(&UsersApi::Get)});
}

Response UsersApi::Profile(std::int64_t id, const Context& context) const {
  const auto user = users_.Get(id);
  if (!user) return answers_.Refuse(answers_.refusals().user_not_found, user.error().cause);
  JsonWriter json;
  json.BeginObject()
      .Member("id", user->id)
      .Member("email", user->email)
      .Member("name", user->name)
      .Member("login", user->login)
      .Member("theme", user->theme);
  if (user->org_id != 0) json.Member("orgId", user->org_id);
  json.Member("isGrafanaAdmin", user->is_admin)
      .Member("isDisabled", user->is_disabled)
      .Member("isExternal", false)
      .Key("authLabels")
      .BeginArray()
      .EndArray()
      .Member("updatedAt", TimeText(user->updated))
      .Member("createdAt", TimeText(user->created))
      .Member("avatarUrl", avatars_.OfEmail(user->email));
  AddAccessControl(json, context, "global.users:id:", user->id);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response UsersApi::Current(const Context& context) const { return Profile(context.caller.user_id, context); }

Response UsersApi::Get(const Context& context) const {
  const auto id = ParseInteger(context.Param("id"));
  if (!id) return answers_.Refuse(answers_.refusals().id_invalid, NotANumber(context.Param("id")));
  return Profile(*id, context);
}

Response UsersApi::List(const Context& context) const {
  const PageQuery page = PageQueryOf(context.query);
  const UserPage found = users_.Search(
      {.text = context.query.Text("query"), .offset = PageOffset(page.page, page.per_page), .limit = page.per_page});
  const Timestamp now = ToTimestamp(clock_());
  JsonWriter json;
  json.BeginArray();
  for (const UserRow& user : found.rows) {
    json.BeginObject()
        .Member("id", user.id)
        .Member("name", user.name)
        .Member("login", user.login)
        .Member("email", user.email)
        .Member("avatarUrl", avatars_.OfEmail(user.email))
        .Member("isAdmin", user.is_admin)
        .Member("isDisabled", user.is_disabled)
        .Member("lastSeenAt", TimeText(user.last_seen_at))
        .Member("lastSeenAtAge", AgeText(user.last_seen_at, now))
        .Key("authLabels")
        .BeginArray()
        .EndArray()
        .EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

}  // namespace grafake::server
