#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/route.h"
#include "server/json/writer.h"

// What the routes below /api/access-control/<resource> have in common: who may do what with single objects.
namespace grafake::server {

// Nobody is asked to sign in first.
[[nodiscard]] inline RouteAccess ManagedPermissionNeeds(std::string_view action, std::string_view scope = {}) {
  return {.sign_in = false, .any_of = {{action, scope}}};
}

// Who can be given something on an object, beside users.
struct ManagedHolders {
  bool teams = false;
  bool built_in_roles = false;
  std::optional<bool> accounts = std::nullopt;  // none: that is not said
};

[[nodiscard]] inline std::string DescriptionJson(ManagedHolders holders,
                                                 std::initializer_list<std::string_view> levels) {
  JsonWriter json;
  json.BeginObject().Key("assignments").BeginObject().Member("users", true);
  if (holders.accounts) json.Member("serviceAccounts", *holders.accounts);
  json.Member("teams", holders.teams).Member("builtInRoles", holders.built_in_roles).EndObject();
  json.Key("permissions").BeginArray();
  for (const std::string_view level : levels) json.Value(level);
  json.EndArray().EndObject();
  return json.Take();
}

}  // namespace grafake::server
