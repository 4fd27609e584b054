#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/document_sharing.h"
#include "server/domain/documents.h"
#include "server/domain/plants.h"
#include "server/storage/document_state.h"
#include "server/storage/state_store.h"

namespace grafake::server {

// Puts folders and dashboards of a seed where they belong, with who may do what with them. Users and teams are there by
// then. Throws PlantError.
class DocumentPlanting {
 public:
  struct Stores {
    Documents& documents;
    DocumentSharing& sharing;
    DocumentStateStore& states;
    StateStore& people;
  };

  // `rbac`: permissions are those of managed roles, not entries of each document.
  DocumentPlanting(const Stores& stores, bool rbac, Clock clock);

  [[nodiscard]] Planted PlantFolder(const PlantedDocument& folder, std::int64_t org);
  [[nodiscard]] Planted PlantDashboard(const PlantedDocument& dashboard, std::int64_t org);

 private:
  using Known = std::map<std::string, std::int64_t>;  // ids by names

  [[nodiscard]] Planted Plant(const PlantedDocument& document, std::int64_t org, const std::string& uid,
                              Result<DocumentRow> (DocumentPlanting::*make)(const PlantedDocument&, std::int64_t));
  [[nodiscard]] Result<DocumentRow> MakeFolder(const PlantedDocument& folder, std::int64_t org);
  [[nodiscard]] Result<DocumentRow> MakeDashboard(const PlantedDocument& dashboard, std::int64_t org);
  [[nodiscard]] DocumentRow Place(const PlantedDocument& document, std::int64_t org, bool is_folder);
  void Finish(const PlantedDocument& document, const DocumentRow& row);
  void ShareInstead(const PlantedDocument& document, const DocumentRow& row);
  [[nodiscard]] std::vector<PlantedShare> SharesOf(const PlantedDocument& document) const;
  [[nodiscard]] std::vector<AclRow> AclOf(const PlantedDocument& document, std::int64_t org) const;
  [[nodiscard]] std::int64_t PersonOf(const std::string& where, const std::string& login) const;
  [[nodiscard]] std::int64_t HolderOf(const std::string& where, const PlantedShare& share, std::int64_t org) const;
  [[nodiscard]] std::optional<DocumentRow> FolderOf(const PlantedDocument& dashboard, std::int64_t org);
  [[nodiscard]] Principal MakerOf(const PlantedDocument& document, std::int64_t org) const;

  Stores stores_;
  bool rbac_;
  Clock clock_;
  Known people_;                         // users and service accounts, by login
  std::map<std::int64_t, Known> teams_;  // by org
};

}  // namespace grafake::server
