#include "grafake/server_info.h"

#include "src/call.h"

namespace grafake {
namespace {

Health HealthOf(const Json& object) {
  return {Member<std::string>(object, "version"), Member<std::string>(object, "commit"),
          Member<std::string>(object, "database")};
}

std::set<std::string> TogglesOf(const Json& object) {
  std::set<std::string> names;
  for (const auto& [name, on] : object.at("featureToggles").items())
    if (on == true) names.insert(name);
  return names;
}

}  // namespace

Result<Health> ServerInfo::GetHealth(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/health", {}}, options, HealthOf);
}

Result<std::set<std::string>> ServerInfo::FeatureToggles(const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", "/api/frontend/settings", {}}, options, TogglesOf);
}

}  // namespace grafake
