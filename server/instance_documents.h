#pragma once

#include <string>

#include "server/api/dashboard_versions_api.h"
#include "server/api/dashboards_api.h"
#include "server/api/document_managers_api.h"
#include "server/api/document_permissions_api.h"
#include "server/api/folders_api.h"
#include "server/api/search_api.h"
#include "server/domain/document_rights.h"
#include "server/domain/document_sharing.h"
#include "server/domain/documents.h"
#include "server/domain/file_documents.h"
#include "server/domain/preferences.h"
#include "server/instance.h"
#include "server/storage/document_store.h"

namespace grafake::server {

// What folders and dashboards rest on.
struct DocumentGrounds {
  Database& database;
  PermissionStore& permissions;
  Preferences& preferences;
  Quotas& quotas;
  const Answers& answers;
  const Avatars& avatars;
  const InstanceSettings& settings;  // that WithRelease has made
};

// The parts of an Instance that are about folders and dashboards, in the order in which they rest on each other.
class InstanceDocuments {
 public:
  explicit InstanceDocuments(const DocumentGrounds& grounds) : on_(grounds) {}

  void Mount(Router& router) const;
  // For provisioning.
  [[nodiscard]] FileDocuments& files() { return files_; }
  // See HomeOf in api/neighbours_api.h.
  [[nodiscard]] std::string HomeOf(const Principal& caller);

 private:
  DocumentGrounds on_;
  DocumentStore store_{on_.database};
  DocumentRights rights_{on_.settings.authorization.rbac};
  ProvisionedStore provisioned_{on_.database};
  Documents documents_{store_, provisioned_, rights_, on_.settings.clock, on_.settings.release->provisioning};
  FileDocuments files_{documents_, provisioned_, on_.settings.clock, on_.settings.release->provisioning};
  DocumentSharing sharing_{store_, on_.permissions, on_.settings.clock};
  FoldersApi folders_api_{on_.answers, documents_, rights_, on_.settings.sub_url, on_.settings.release->neighbours};
  DashboardsApi dashboards_api_{on_.answers, documents_, rights_, on_.quotas, on_.settings.documents};
  DashboardVersionsApi versions_api_{on_.answers, documents_, rights_, dashboards_api_};
  DocumentPermissionsApi permissions_api_{on_.answers, on_.avatars, documents_,
                                          rights_,     sharing_,    on_.settings.sub_url};
  DocumentManagersApi managers_api_{on_.answers,
                                    on_.avatars,
                                    documents_,
                                    sharing_,
                                    on_.settings.release->permissions,
                                    on_.settings.release->dashboards_sought_first};
  SearchApi search_api_{on_.answers, documents_, on_.settings.documents};
};

}  // namespace grafake::server
