#include "server/api/permission_search_api.h"

#include "server/json/writer.h"

namespace grafake::server {
namespace {

using HeldByUser = std::map<std::int64_t, HeldPermissions>;

void AddHeld(JsonWriter& json, const HeldPermissions& held) {
  json.BeginObject();
  for (const auto& [action, scopes] : held) {
    json.Key(action);
    if (scopes.empty()) {
      json.Null();
      continue;
    }
    json.BeginArray();
    for (const std::string& scope : scopes) json.Value(scope);
    json.EndArray();
  }
  json.EndObject();
}

// Go prints the numbers that are keys in the order of their texts.
std::string HeldJson(const HeldByUser& held) {
  std::map<std::string, const HeldPermissions*> by_text;
  for (const auto& [id, permissions] : held) by_text.emplace(std::to_string(id), &permissions);
  JsonWriter json;
  json.BeginObject();
  for (const auto& [id, permissions] : by_text) AddHeld(json.Key(id), *permissions);
  json.EndObject();
  return json.Take();
}

using Where = InputUnfit::Where;

ReasonPtr NoTypedId(const std::string& id) {
  return GroundReason(InputUnfit{Where::kQuery, "namespacedId", id, "user:ID or service-account:ID", true});
}

}  // namespace

void PermissionSearchApi::Mount(Router& router) const {
  router.Add({"GET",
              "/api/access-control/users/permissions/search",
              {.any_of = {{"users.permissions:read"}}},
              HandlerOf(this, &PermissionSearchApi::Search)});
}

// What is wrong with a search is said in plain words that claim to be JSON.
Response PermissionSearchApi::Search(const Context& context) const {
  const PermissionQuery query{context.query.Text("action"), context.query.Text("actionPrefix"),
                              context.query.Text("scope")};
  const bool of_one = !context.query.Text("namespacedId").empty();
  if (query.action.empty() && query.prefix.empty() && !of_one)
    return Because(answers_.Json("at least one search option must be provided", 400),
                   GroundReason(InputUnfit{Where::kQuery, "action", "", "this, actionPrefix or namespacedId", true}));
  if (!query.action.empty() && !query.prefix.empty())
    return Because(answers_.Json("'action' and 'actionPrefix' are mutually exclusive", 400),
                   GroundReason(InputUnfit{Where::kQuery, "actionPrefix", query.prefix, "none beside action", true}));
  if (of_one) return SearchOne(context, query);
  return answers_.Json(HeldJson(search_.OfAll(context.caller.org_id, query)));
}

Response PermissionSearchApi::SearchOne(const Context& context, const PermissionQuery& query) const {
  const std::string& name = context.query.Text("namespacedId");
  const auto colon = name.find(':');
  if (colon == std::string::npos || name.find(':', colon + 1) != std::string::npos)
    return Because(answers_.Json("expected id to have 2 parts: auth.identity.invalid-typed-id", 500), NoTypedId(name));
  const std::string kind = name.substr(0, colon);
  if (kind != "user" && kind != "service-account")
    return Because(answers_.Json("got invalid type: auth.identity.invalid-typed-id", 500), NoTypedId(name));
  const std::string id_or_uid = name.substr(colon + 1);
  const auto number = ParseInteger(id_or_uid);
  const auto id = number ? number : search_.FindIdByUid(id_or_uid);
  if (!id) return Because(answers_.Json("user not found", 400), GroundReason(NotThere{Noun::kUser, "uid", id_or_uid}));
  auto held = search_.OfUser(context.caller.org_id, *id, query);
  if (!held) {
    return Because(answers_.Refuse(answers_.refusals().permissions_unread),
                   GroundReason(NotAMember{*id, {Noun::kOrg, context.caller.org_id}}));
  }
  return answers_.Json(HeldJson(held->empty() ? HeldByUser() : HeldByUser{{*id, *std::move(held)}}));
}

}  // namespace grafake::server
