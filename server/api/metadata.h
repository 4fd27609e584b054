#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/route.h"
#include "server/json/writer.h"

namespace grafake::server {

// Adds the member `accessControl`: what the caller may do with one object, when the request asks for it
// (?accesscontrol=true), RBAC is on and there is something. `prefix` is of the scope, "serviceaccounts:id:". False:
// nothing was added.
inline bool AddAccessControl(JsonWriter& json, const Context& context, std::string_view prefix, std::string_view id) {
  if (!context.rbac || !context.query.Boolean("accesscontrol")) return false;
  const auto actions = context.caller.permissions->ActionsOn(std::string(prefix) + std::string(id));
  if (actions.empty()) return false;
  json.Key("accessControl").BeginObject();
  for (const std::string_view action : actions) json.Member(action, true);
  json.EndObject();
  return true;
}

inline bool AddAccessControl(JsonWriter& json, const Context& context, std::string_view prefix, std::int64_t id) {
  return AddAccessControl(json, context, prefix, std::to_string(id));
}

// True when a list may show the caller the object: RBAC is off, or he holds the action on it.
[[nodiscard]] inline bool MaySee(const Context& context, std::string_view action, std::string_view prefix,
                                 std::int64_t id) {
  const std::vector<std::string> target{std::string(prefix) + std::to_string(id)};
  return !context.rbac || context.caller.permissions->Covers(action, target);
}

}  // namespace grafake::server
