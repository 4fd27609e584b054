#pragma once

#include "grafake/api_keys.h"
#include "grafake/current_org.h"
#include "grafake/current_user.h"
#include "grafake/permissions.h"
#include "grafake/server_info.h"
#include "grafake/service_accounts.h"
#include "grafake/tokens.h"
#include "src/request.h"

namespace grafake {

// What a call gave, as JSON that tests compare; members that are empty, 0 or false are left out.
[[nodiscard]] Json Told(const ServiceAccount& account);
[[nodiscard]] Json Told(const Token& token);
[[nodiscard]] Json Told(const CreatedToken& token);
[[nodiscard]] Json Told(const ApiKey& key);
[[nodiscard]] Json Told(const CreatedApiKey& key);
[[nodiscard]] Json Told(const ApiKeyMigration& migration);
[[nodiscard]] Json Told(const User& user);
[[nodiscard]] Json Told(const UserOrg& org);
[[nodiscard]] Json Told(const Session& session);
[[nodiscard]] Json Told(const Organization& org);
[[nodiscard]] Json Told(const OrgMember& member);
[[nodiscard]] Json Told(const MemberChoice& member);
[[nodiscard]] Json Told(const Team& team);
[[nodiscard]] Json Told(const TeamMember& member);
[[nodiscard]] Json Told(const Preferences& preferences);
[[nodiscard]] Json Told(const Quota& quota);
[[nodiscard]] Json Told(const ManagedPermission& permission);
[[nodiscard]] Json Told(const PermissionLevels& levels);
[[nodiscard]] Json Told(const Health& health);
[[nodiscard]] inline Json Told(const PermissionMap& permissions) { return permissions; }
[[nodiscard]] inline Json Told(const std::set<std::string>& names) { return names; }
[[nodiscard]] inline Json Told(std::int64_t id) { return id; }

template <class T>
[[nodiscard]] Json Told(const std::vector<T>& values) {
  Json array = Json::array();
  for (const T& value : values) array.push_back(Told(value));
  return array;
}

template <class T>
[[nodiscard]] Json Told(const Page<T>& page) {
  return {{"total", page.total}, {"items", Told(page.items)}};
}

// An error is told by what it means to the caller.
template <class T>
[[nodiscard]] Json Told(const Result<T>& result) {
  if (result) return Told(*result);
  Json error{{"kind", result.error().kind == ErrorKind::kRefused ? "refused" : "other"},
             {"status", result.error().status},
             {"message", result.error().message}};
  if (!result.error().message_id.empty()) error["message_id"] = result.error().message_id;
  return error;
}

template <class T>
[[nodiscard]] Json Told(Pages<T> pages) {
  Json array = Json::array();
  for (const Result<T>& item : pages) array.push_back(Told(item));
  return array;
}

}  // namespace grafake
