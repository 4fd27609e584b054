#include "server/domain/document_harvest.h"

#include <map>
#include <utility>

namespace grafake::server {
namespace {

using HeldTo = DocumentGrant::To;

class DocumentTeller {
 public:
  explicit DocumentTeller(const DocumentGround& ground) : on_(ground) {
    for (OrgState& org : on_.state.Orgs()) orgs_[org.id] = std::move(org.name);
    for (PersonState& person : on_.state.People()) logins_[person.id] = std::move(person.login);
    for (TeamState& team : on_.state.Teams()) teams_[team.id] = std::move(team.name);
  }

  // Nothing of what is of no org any more: nobody can reach it.
  [[nodiscard]] std::optional<PlantedDocument> Tell(DocumentState document) const {
    DocumentRow& row = document.row;
    const auto org = orgs_.find(row.org_id);
    if (org == orgs_.end()) return std::nullopt;
    PlantedDocument told{.where = "",
                         .org = org->second,
                         .folder = row.is_folder ? "" : std::move(row.folder_uid),
                         .title = std::move(row.title),
                         .source = row.is_folder ? "" : std::move(document.text),
                         .permissions = on_.rbac ? Held(row) : Entries(document),
                         .created_by = LoginOf(row.created_by),
                         .message = std::move(document.message),
                         .exact = {.id = row.id, .uid = std::move(row.uid), .created = row.created},
                         .version = row.version,
                         .updated_by = LoginOf(row.updated_by),
                         .updated = row.updated};
    for (const std::int64_t user : document.stars) {
      if (std::string login = LoginOf(user); !login.empty()) told.stars.push_back(std::move(login));
    }
    return told;
  }

 private:
  [[nodiscard]] static std::string NameIn(const std::map<std::int64_t, std::string>& names, std::int64_t id) {
    const auto found = names.find(id);
    return found == names.end() ? "" : found->second;
  }

  [[nodiscard]] std::string LoginOf(std::int64_t id) const { return NameIn(logins_, id); }

  [[nodiscard]] std::vector<PlantedShare> Held(const DocumentRow& row) const {
    std::vector<PlantedShare> shares;
    for (const DocumentHolder& held : on_.sharing.List(row.org_id, row.is_folder, row.uid)) {
      const HeldPermissionRow& by = held.holder;
      shares.push_back(by.by == HeldBy::kRole   ? PlantedShare{HeldTo::kRole, by.name, held.level}
                       : by.by == HeldBy::kTeam ? PlantedShare{HeldTo::kTeam, NameIn(teams_, by.holder_id), held.level}
                                                : PlantedShare{HeldTo::kUser, LoginOf(by.holder_id), held.level});
    }
    return WithNames(std::move(shares));
  }

  [[nodiscard]] std::optional<std::vector<PlantedShare>> Entries(const DocumentState& document) const {
    if (!document.row.has_acl) return std::nullopt;
    std::vector<PlantedShare> shares;
    for (const AclRow& row : document.acl) {
      const DocumentLevel level = DocumentLevelNumbered(row.permission).value_or(DocumentLevel::kView);
      shares.push_back(row.user_id != 0   ? PlantedShare{HeldTo::kUser, LoginOf(row.user_id), level}
                       : row.team_id != 0 ? PlantedShare{HeldTo::kTeam, NameIn(teams_, row.team_id), level}
                                          : PlantedShare{HeldTo::kRole, row.role, level});
    }
    return WithNames(std::move(shares));
  }

  // Whoever is gone holds nothing.
  [[nodiscard]] static std::vector<PlantedShare> WithNames(std::vector<PlantedShare> shares) {
    std::erase_if(shares, [](const PlantedShare& share) { return share.holder.empty(); });
    return shares;
  }

  DocumentGround on_;
  std::map<std::int64_t, std::string> orgs_;
  std::map<std::int64_t, std::string> logins_;
  std::map<std::int64_t, std::string> teams_;
};

}  // namespace

void HarvestDocuments(const DocumentGround& ground, Plants& plants) {
  auto documents = ground.documents.List();
  if (documents.empty()) return;
  const DocumentTeller teller(ground);
  for (DocumentState& document : documents) {
    const bool is_folder = document.row.is_folder;
    if (auto told = teller.Tell(std::move(document)))
      (is_folder ? plants.folders : plants.dashboards).push_back(*std::move(told));
  }
}

}  // namespace grafake::server
