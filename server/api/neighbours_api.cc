#include "server/api/neighbours_api.h"

#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr std::string_view kNever = "0001-01-01T00:00:00Z";

void AddHomeRights(JsonWriter& json, bool may_edit) {
  json.Member("canSave", false)
      .Member("canEdit", may_edit)
      .Member("canAdmin", false)
      .Member("canStar", false)
      .Member("canDelete", false);
}

void AddHomeOrigin(JsonWriter& json) {
  json.Member("slug", "")
      .Member("url", "")
      .Member("expires", kNever)
      .Member("created", kNever)
      .Member("updated", kNever)
      .Member("updatedBy", "")
      .Member("createdBy", "")
      .Member("version", 0)
      .Member("hasAcl", false)
      .Member("isFolder", false)
      .Member("folderId", 0)
      .Member("folderUid", "")
      .Member("folderTitle", "General")
      .Member("folderUrl", "")
      .Member("provisioned", false)
      .Member("provisionedExternalId", "");
}

std::string RedirectJson(const std::string& url) {
  JsonWriter json;
  json.BeginObject().Member("redirectUri", url).EndObject();
  return json.Take();
}

// Where no preference names a dashboard that is there.
std::string HomeJson(const Principal& caller, HomeTold told) {
  JsonWriter json;
  json.BeginObject().Key("meta").BeginObject();
  if (told == HomeTold::kAsHome) json.Member("isHome", true);
  AddHomeRights(json, caller.role >= Role::kEditor);
  AddHomeOrigin(json);
  json.Key("annotationsPermissions").Null();
  if (told == HomeTold::kAsHome) json.Member("isPublic", false);
  if (told == HomeTold::kAsPrivate)
    json.Member("publicDashboardAccessToken", "")
        .Member("publicDashboardUid", "")
        .Member("publicDashboardEnabled", false);
  json.EndObject().Key("dashboard").BeginObject().Member("title", "Home").EndObject().EndObject();
  return json.Take();
}

void MountOfDashboards(Router& router, const Answers& answers, const NeighbourRules& rules, const HomeOf& home_of) {
  router.Add(
      {"GET", "/api/dashboards/home", RouteAccess(), [&answers, told = rules.home, home_of](const Context& context) {
         const std::string url = home_of(context.caller);
         return answers.Json(url.empty() ? HomeJson(context.caller, told) : RedirectJson(url));
       }});
}

}  // namespace

void MountNeighbours(Router& router, const Answers& answers, const NeighbourRules& rules, const HomeOf& home_of) {
  MountOfDashboards(router, answers, rules, home_of);
}

}  // namespace grafake::server
