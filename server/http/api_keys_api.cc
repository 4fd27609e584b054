#include "server/http/api_keys_api.h"

#include "server/http/metadata.h"
#include "server/http/time_text.h"

namespace grafake::server {

void ApiKeysApi::Mount(Router& router) {
  router.Add({"GET",
              "/api/auth/keys/",
              {.any_of = {{"apikeys:read"}}, .fallback = Fallback::kOrgAdmin},
              [this](const Context& context) { return List(context); }});
}

Response ApiKeysApi::List(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const ApiKeyRow& key : keys_.List(context.caller.org_id, context.query.Boolean("includeExpired"))) {
    json.BeginObject().Member("id", key.id).Member("name", key.name).Member("role", key.role);
    if (key.expires) json.Member("expiration", TimeText(*key.expires));
    AddAccessControl(json, context, "apikeys:id:", key.id);
    json.EndObject();
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

}  // namespace grafake::server
