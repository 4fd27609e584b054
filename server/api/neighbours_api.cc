#include "server/api/neighbours_api.h"

#include <algorithm>

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

// No preference can name another one, since there is none.
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

// The folder of what others share stands on the first page of those at the top, for one who cannot see all the rest.
bool ListsSharedFolder(const Context& context) {
  const Query& query = context.query;
  if (query.Integer("page") > 1 || !query.Text("parentUid").empty() || query.Text("permission") == "Edit") return false;
  const auto& read = context.caller.permissions->Scopes("folders:read");
  return std::ranges::find(read, "folders:*") == read.end();
}

constexpr std::string_view kNoElements = R"({"result":{"totalCount":0,"elements":[],"page":1,"perPage":100}})";
constexpr std::string_view kSharedFolder = R"([{"id":-1,"uid":"sharedwithme","title":"Shared with me"}])";

void MountOfDashboards(Router& router, const Answers& answers, const NeighbourRules& rules) {
  const auto nothing = [&answers](const Context&) { return answers.Json("[]"); };
  router.Add({"GET", "/api/dashboards/home", RouteAccess(), [&answers, told = rules.home](const Context& context) {
                return answers.Json(HomeJson(context.caller, told));
              }});
  router.Add({"GET", "/api/user/stars", RouteAccess(), nothing});
  router.Add({"GET", "/api/annotations/", {.any_of = {{"annotations:read"}}}, nothing});
  RouteAccess of_elements;
  if (rules.elements_need_a_right) of_elements.any_of = {{"library.panels:read"}};
  router.Add({"GET", "/api/library-elements/", of_elements,
              [&answers](const Context&) { return answers.Json(std::string(kNoElements)); }});
}

}  // namespace

void MountNeighbours(Router& router, const Answers& answers, const NeighbourRules& rules) {
  const auto nothing = [&answers](const Context&) { return answers.Json("[]"); };
  router.Add({"GET", "/api/search/", RouteAccess(), nothing});
  router.Add({"GET", "/api/folders/", {.any_of = {{"folders:read"}}}, [&answers, rules](const Context& context) {
                const bool shared = rules.shared_folder && ListsSharedFolder(context);
                return answers.Json(shared ? std::string(kSharedFolder) : "[]");
              }});
  MountOfDashboards(router, answers, rules);
}

}  // namespace grafake::server
