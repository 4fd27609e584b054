#include "server/instance_documents.h"

#include <functional>
#include <set>

#include "server/api/document_json.h"
#include "server/api/neighbours_api.h"

namespace grafake::server {

void InstanceDocuments::Mount(Router& router) {
  MountNeighbours(router, on_.answers, on_.settings.release->neighbours,
                  [this](const Principal& caller) { return HomeOf(caller); });
  folders_api_.Mount(router);
  dashboards_api_.Mount(router);
  import_api_.Mount(router);
  versions_api_.Mount(router, on_.settings.documents.by_id);
  search_api_.Mount(router);
  elements_api_.Mount(router);
  annotations_api_.Mount(router);
  snapshots_api_.Mount(router);
  managers_api_.Mount(router, on_.settings.authorization.rbac);
  if (on_.settings.authorization.rbac) {
    permissions_api_.Mount(router, on_.settings.documents.by_id);
  } else {
    acl_api_.Mount(router, on_.settings.documents.by_id);
  }
}

// His own preference comes before those of his teams, of which the last is asked first, and those before the org's.
std::string InstanceDocuments::HomeOf(const Principal& caller) {
  std::vector<PreferenceOwner> owners{{.org_id = caller.org_id, .user_id = caller.user_id}};
  for (const std::int64_t team : std::set<std::int64_t, std::greater<>>(caller.team_ids.begin(), caller.team_ids.end()))
    owners.push_back({.org_id = caller.org_id, .team_id = team});
  owners.push_back({.org_id = caller.org_id});
  for (const PreferenceOwner& owner : owners) {
    const PreferenceValues values = on_.preferences.Get(owner);
    if (values.home_dashboard_id == 0) continue;
    const bool by_uid = on_.settings.release->preferences.home_by_uid && !values.home_dashboard_uid.empty();
    const auto home = by_uid ? documents_.Dashboard(caller.org_id, values.home_dashboard_uid)
                             : documents_.DashboardById(caller.org_id, values.home_dashboard_id);
    return home ? DocumentUrl(on_.settings.sub_url, *home) : "";
  }
  return "";
}

DashboardNames InstanceDocuments::NamesIn(InstanceDocuments& documents) {
  return {.uid_of =
              [&documents](std::int64_t org_id, std::int64_t id) {
                const auto found = documents.documents_.DashboardById(org_id, id);
                return found ? found->uid : "";
              },
          .id_of =
              [&documents](std::int64_t org_id, const std::string& uid) {
                const auto found = documents.documents_.Dashboard(org_id, uid);
                return found ? found->id : 0;
              }};
}

void InstanceDocuments::AddLookups(ScopeLookups& lookups) {
  annotations_api_.AddLookups(lookups);
  if (on_.settings.documents.resources) return AddResourceLookups(lookups);
  lookups.Add("folders:id:", [this](std::int64_t org_id, const std::string& text) -> std::vector<std::string> {
    const auto id = ParseInteger(text);
    if (id == 0) return {"folders:uid:general"};
    const auto found = documents_.FolderById(org_id, id.value_or(-1));
    if (!found) return {};
    return {DocumentScope(true, found->uid)};
  });
}

// What is held on a folder holds for what is in it. No folder is known by its id.
void InstanceDocuments::AddResourceLookups(ScopeLookups& lookups) {
  using Scopes = std::vector<std::string>;
  lookups.Add("folders:uid:",
              [this](std::int64_t org_id, const std::string& uid) {
                const auto found = documents_.Folder(org_id, uid);
                return found ? ScopesOfDocument(*found) : Scopes();
              },
              {.remembers = false});
  lookups.Add("dashboards:uid:",
              [this](std::int64_t org_id, const std::string& uid) {
                const auto found = documents_.Dashboard(org_id, uid);
                return found ? ScopesOfDocument(*found) : Scopes();
              },
              {.remembers = false, .missing = "Dashboard not found"});
  lookups.Add("library.panels:uid:", [this](std::int64_t org_id, const std::string& uid) {
    const auto element = element_store_.Find(org_id, uid);
    if (!element) return Scopes();
    if (element->folder_id == 0) return Scopes{"folders:uid:general"};
    const auto folder = documents_.FolderById(org_id, element->folder_id);
    return folder ? ScopesOfDocument(*folder) : Scopes();
  });
}

}  // namespace grafake::server
