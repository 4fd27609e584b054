#include "server/instance_documents.h"

#include "server/api/document_json.h"

namespace grafake::server {

void InstanceDocuments::Mount(Router& router) const {
  folders_api_.Mount(router);
  dashboards_api_.Mount(router);
  versions_api_.Mount(router, on_.settings.documents.by_id);
  search_api_.Mount(router);
  managers_api_.Mount(router, on_.settings.authorization.rbac);
  if (on_.settings.authorization.rbac) permissions_api_.Mount(router, on_.settings.documents.by_id);
}

std::string InstanceDocuments::HomeOf(const Principal& caller) {
  for (const std::int64_t user : {caller.user_id, std::int64_t{0}}) {
    const std::int64_t id = on_.preferences.Get({.org_id = caller.org_id, .user_id = user}).home_dashboard_id;
    if (id <= 0) continue;
    if (const auto home = documents_.DashboardById(caller.org_id, id)) return DocumentUrl(on_.settings.sub_url, *home);
  }
  return "";
}

}  // namespace grafake::server
