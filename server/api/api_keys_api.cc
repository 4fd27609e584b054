#include "server/api/api_keys_api.h"

#include "server/api/metadata.h"
#include "server/api/path_id.h"
#include "server/api/path_org.h"
#include "server/api/time_text.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr RefusalTable kKeyCreation({{ErrorCode::kRoleTooHigh, &Refusals::role_too_high},
                                     {ErrorCode::kLifetimeMissing, &Refusals::lifetime_missing},
                                     {ErrorCode::kLifetimeTooLong, &Refusals::lifetime_too_long},
                                     {ErrorCode::kLifetimeNegative, &Refusals::key_lifetime_negative},
                                     {ErrorCode::kLifetimeEndless, &Refusals::lifetime_endless},
                                     {ErrorCode::kLifetimePastLastDay, &Refusals::lifetime_past_last_day},
                                     {ErrorCode::kTaken, &Refusals::key_name_taken}},
                                    &Refusals::key_create_failed,
                                    kThingErrors | kOrgErrors | kUserErrors | kMemberErrors | kPasswordErrors |
                                        kCredentialErrors | kDocumentErrors);

}  // namespace

void ApiKeysApi::Mount(Router& router) {
  if (!rules_.exist) return;
  RouteAccess create = OwnOrgNeeds("apikeys:create");
  create.quota = "api_key";
  router.Add({"GET", "/api/auth/keys/", OwnOrgNeeds("apikeys:read"), HandlerOf(this, &ApiKeysApi::List)});
  router.Add({"POST", "/api/auth/keys/", create, HandlerOf(this, &ApiKeysApi::Create)});
  router.Add({"DELETE", "/api/auth/keys/:id", OwnOrgNeeds("apikeys:delete", "apikeys:id:{id}"),
              HandlerOf(this, &ApiKeysApi::Delete)});
}

Response ApiKeysApi::List(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const ApiKeyRow& key : keys_.List(context.caller.org_id, context.query.Boolean("includeExpired"))) {
    json.BeginObject().Member("id", key.id).Member("name", key.name).Member("role", key.role);
    if (key.expires) json.Member("expiration", TimeText(*key.expires));
    if (with_last_use_ && key.last_used) json.Member("lastUsedAt", TimeText(*key.last_used));
    if (with_access_) AddAccessControl(json, context, "apikeys:id:", key.id);
    json.EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response ApiKeysApi::Create(const Context& context) const {
  const Refusals& refusals = answers_.refusals();
  if (!rules_.can_be_made)
    return Because(answers_.Refuse(refusals.keys_removed),
                   NotServed{"new API key: tokens of service accounts have replaced them"});
  NewApiKey key{.org_id = context.caller.org_id};
  std::optional<Role> role;
  const auto bound = Form("models.AddApiKeyCommand")
                         .Text("name", key.name)
                         .RoleName("role", role, role_names_)
                         .Integer("secondsToLive", key.seconds_to_live)
                         .Required("Name", key.name)
                         .Required("Role", [&role] { return role.has_value(); })
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(refusals.bad_request_data, bound.error());
  key.role = *role;
  const auto made = keys_.Create(key, context.caller.role);
  if (made) {
    JsonWriter json;
    json.BeginObject().Member("id", made->id).Member("name", key.name).Member("key", made->secret).EndObject();
    return answers_.Json(json.Take());
  }
  return answers_.RefuseFor(made.error(), kKeyCreation);
}

Response ApiKeysApi::Delete(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  if (!id) return id.error();
  const auto deleted = keys_.Delete(context.caller.org_id, *id);
  if (!deleted) return answers_.Refuse(answers_.refusals().key_not_found, deleted.error());
  return answers_.Message("API key deleted");
}

}  // namespace grafake::server
