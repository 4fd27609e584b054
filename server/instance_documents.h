#pragma once

#include <string>

#include "server/api/annotations_api.h"
#include "server/api/dashboard_import_api.h"
#include "server/api/dashboard_versions_api.h"
#include "server/api/dashboards_api.h"
#include "server/api/document_acl_api.h"
#include "server/api/document_managers_api.h"
#include "server/api/document_permissions_api.h"
#include "server/api/folders_api.h"
#include "server/api/library_elements_api.h"
#include "server/api/preferences_api.h"
#include "server/api/search_api.h"
#include "server/api/snapshots_api.h"
#include "server/domain/annotations.h"
#include "server/domain/document_harvest.h"
#include "server/domain/document_planting.h"
#include "server/domain/document_rights.h"
#include "server/domain/document_sharing.h"
#include "server/domain/documents.h"
#include "server/domain/file_documents.h"
#include "server/domain/library_elements.h"
#include "server/domain/preferences.h"
#include "server/http/scope_lookups.h"
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

  void Mount(Router& router);
  // For seeds.
  [[nodiscard]] DocumentPlanting::Stores ForPlanting(StateStore& state) {
    return {documents_, sharing_, states_, state};
  }
  [[nodiscard]] Plants Harvest(StateStore& state, Plants others) {
    HarvestDocuments({states_, state, sharing_, rights_.rbac()}, others);
    return others;
  }
  // For provisioning.
  [[nodiscard]] FileDocuments& files() { return files_; }
  // See HomeOf in api/neighbours_api.h.
  [[nodiscard]] std::string HomeOf(const Principal& caller);
  // What the dashboards there are called; asked for later, when they are made.
  [[nodiscard]] static DashboardNames NamesIn(InstanceDocuments& documents);
  // Permissions on folders name them by their uids; who asks may name one by its id.
  void AddLookups(ScopeLookups& lookups);

 private:
  void AddResourceLookups(ScopeLookups& lookups);

  DocumentGrounds on_;
  DocumentStore store_{on_.database};
  DocumentRights rights_{store_, on_.settings.authorization.rbac, on_.settings.documents.resources};
  ProvisionedStore provisioned_{on_.database};
  Documents documents_{store_,
                       provisioned_,
                       rights_,
                       on_.settings.clock,
                       {.shortest_refresh = on_.settings.frontend.min_refresh_interval,
                        .editors_can_admin = on_.settings.roles.editors_can_admin,
                        .provisioning = on_.settings.release->provisioning,
                        .resources = on_.settings.documents.resources,
                        .shares_in_detail = on_.settings.release->permissions.documents_in_detail}};
  FileDocuments files_{documents_, provisioned_, on_.settings.clock, on_.settings.release->provisioning};
  DocumentStateStore states_{on_.database};
  DocumentSharing sharing_{store_, on_.permissions, on_.settings.clock,
                           on_.settings.release->permissions.documents_in_detail};
  FoldersApi folders_api_{on_.answers, documents_, rights_, on_.settings.sub_url, on_.settings.release->neighbours};
  DashboardsApi dashboards_api_{on_.answers, documents_, rights_, on_.quotas, on_.settings.documents};
  DashboardImportApi import_api_{on_.answers, dashboards_api_, on_.settings.documents};
  DashboardVersionsApi versions_api_{on_.answers, documents_, rights_, dashboards_api_,
                                     on_.settings.documents.resources};
  DocumentPermissionsApi permissions_api_{
      on_.answers, on_.avatars, documents_, rights_, sharing_, on_.settings.sub_url, on_.settings.documents.resources};
  DocumentAclApi acl_api_{on_.answers, on_.avatars, permissions_api_, sharing_, on_.settings.sub_url};
  DocumentManagersApi managers_api_{on_.answers,
                                    on_.avatars,
                                    documents_,
                                    sharing_,
                                    on_.settings.release->permissions,
                                    on_.settings.release->dashboards_sought_first};
  ElementStore element_store_{on_.database, !on_.settings.release->neighbours.documents_are_resources};
  LibraryElements elements_{
      element_store_,
      documents_,
      rights_,
      on_.settings.clock,
      {on_.settings.release->drawn_uids, on_.settings.release->neighbours.documents_are_resources}};
  LibraryElementsApi elements_api_{on_.answers, on_.avatars, elements_, on_.settings.clock,
                                   on_.settings.release->neighbours};
  AnnotationStore annotation_store_{on_.database};
  Annotations annotations_{annotation_store_, documents_, rights_, on_.settings.clock};
  AnnotationsApi annotations_api_{on_.answers, on_.avatars, annotations_, documents_};
  SnapshotStore snapshot_store_{on_.database};
  DashboardSnapshots snapshots_{snapshot_store_, documents_, rights_, on_.settings.clock};
  SnapshotsApi snapshots_api_{on_.answers, snapshots_, on_.settings.frontend.app_url};
  SearchApi search_api_{on_.answers, documents_, on_.settings.documents};
};

}  // namespace grafake::server
