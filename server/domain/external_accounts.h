#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace grafake::server {

// Service accounts that a service, a plugin say, has made for itself. They are known by their names.
inline constexpr std::string_view kExternalPrefix = "extsvc-";

[[nodiscard]] inline bool IsReservedName(std::string_view name) { return name.starts_with(kExternalPrefix); }

// What the logins of those of an org begin with.
[[nodiscard]] inline std::string ExternalLogins(std::int64_t org_id) {
  return "sa-" + std::to_string(org_id) + "-" + std::string(kExternalPrefix);
}

// Which service needs it, by its name; of any other account it is the name.
[[nodiscard]] inline std::string RequirerOf(std::string name) {
  for (auto at = name.find(kExternalPrefix); at != std::string::npos; at = name.find(kExternalPrefix, at))
    name.erase(at, kExternalPrefix.size());
  return name;
}

}  // namespace grafake::server
