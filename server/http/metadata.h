#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/route.h"
#include "server/json/writer.h"

namespace grafake::server {

// Adds the member `accessControl`: what the caller may do with one object, when the request asks for it
// (?accesscontrol=true), RBAC is on and there is something. `prefix` is of the scope, "serviceaccounts:id:".
inline void AddAccessControl(JsonWriter& json, const Context& context, std::string_view prefix, std::int64_t id) {
  if (!context.rbac || !context.query.Boolean("accesscontrol")) return;
  const auto actions = context.caller.permissions->ActionsOn(std::string(prefix) + std::to_string(id));
  if (actions.empty()) return;
  json.Key("accessControl").BeginObject();
  for (const std::string_view action : actions) json.Member(action, true);
  json.EndObject();
}

}  // namespace grafake::server
