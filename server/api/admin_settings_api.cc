#include "server/api/admin_settings_api.h"

#include "server/api/admin_access.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

bool MaySee(const Context& context, const std::string& section, const std::string& key) {
  const std::vector<std::string> target{"settings:" + section + ":" + key};
  return !context.rbac || context.caller.permissions->Covers("settings:read", target);
}

void AddSection(JsonWriter& json, const Context& context, const std::string& section,
                const std::map<std::string, std::string>& keys) {
  json.Key(section).BeginObject();
  for (const auto& [key, value] : keys) {
    if (MaySee(context, section, key)) json.Member(key, value);
  }
  json.EndObject();
}

}  // namespace

void MountAdminSettings(Router& router, const Answers& answers, std::function<ShownSettings()> settings) {
  router.Add({"GET", "/api/admin/settings", AdminNeeds("settings:read"),
              [&answers, settings = std::move(settings)](const Context& context) {
                JsonWriter json;
                json.BeginObject();
                for (const auto& [section, keys] : settings()) AddSection(json, context, section, keys);
                json.EndObject();
                return answers.Json(json.Take());
              }});
}

}  // namespace grafake::server
