#include "server/api/front_end_assets.h"

#include "server/domain/digest.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

std::string DigestText(std::string_view text) {
  const Sha256 digest = Sha256Of(text);
  return Hex(digest.data(), digest.size());
}

std::string AssetsJson(const FrontendSettings& settings, std::string_view no_flag) {
  std::string flags;
  for (const std::string& name : settings.feature_toggles) flags += name == no_flag ? "" : name;
  JsonWriter json;
  json.BeginObject()
      .Member("assets", settings.rules.files_digest)
      .Member("flags", DigestText(flags))
      .Member("plugins", settings.rules.plugins_digest)
      .Member("version", DigestText(std::string(settings.version) + settings.commit))
      .EndObject();
  return json.Take();
}

}  // namespace

void MountFrontEndAssets(Router& router, const Answers& answers, const FrontendSettings& settings,
                         std::string_view no_flag) {
  if (settings.rules.files_digest.empty()) return;
  router.Add(
      {"GET", "/api/frontend/assets", RouteAccess(),
       [&answers, json = AssetsJson(settings, no_flag)](const Context&) { return answers.ContextJson(json, 200); }});
}

}  // namespace grafake::server
