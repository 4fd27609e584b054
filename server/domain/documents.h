#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/dashboard_members.h"
#include "server/domain/document_providers.h"
#include "server/domain/document_rights.h"
#include "server/domain/principal.h"
#include "server/releases/provisioning_rules.h"
#include "server/storage/document_store.h"
#include "server/storage/provisioned_store.h"
#include "server/storage/result.h"

namespace grafake::server {

struct FolderWish {
  std::string uid;    // empty: one is drawn, or the old one stays
  std::string title;  // blanks around it do not count
  std::int64_t version = 0;
  bool overwrite = false;
  std::string parent_uid = {};  // of a new one; empty: in none
};

// A dashboard as a client sends it.
struct DashboardWish {
  std::string_view source;      // JSON, checked; it lives as long as the call
  std::string folder_uid = {};  // wins over the id
  std::int64_t folder_id = 0;   // 0: in none
  bool is_folder = false;
  bool overwrite = false;
  std::string message = {};
  std::int64_t restored_from = 0;
  // From a file: which it is, whatever the source says; 0: a new one, or the one with its uid.
  std::optional<std::int64_t> of_file = {};
};

// What a file has to do with a dashboard.
struct DocumentFile {
  bool makes_it = false;  // there is one
  bool alone = false;     // nothing else may change it
  std::string name = {};  // the file, below the folder of its provider
};

// kUidMalformed, kUidTooLong. Empty is fit.
[[nodiscard]] Result<Done> UidIsFit(const std::string& uid);

// What settings and the release say of folders and dashboards.
struct DocumentTerms {
  std::string shortest_refresh;    // [dashboards] min_refresh_interval; empty: any will do
  bool editors_can_admin = false;  // [users] editors_can_admin: without RBAC who makes one administers it
  ProvisioningRules provisioning = {};
  bool resources = false;         // see NeighbourRules::documents_are_resources
  bool shares_in_detail = false;  // see PermissionRules::documents_in_detail
};

// Folders and dashboards by Grafana's rules. Thread-safe; each change is one transaction.
class Documents {
 public:
  Documents(DocumentStore& store, ProvisionedStore& provisioned, const DocumentRights& rights, Clock clock,
            DocumentTerms terms)
      : store_(store), provisioned_(provisioned), rights_(rights), clock_(std::move(clock)), terms_(std::move(terms)) {}

  // kNotFound.
  [[nodiscard]] Result<DocumentRow> Folder(std::int64_t org_id, const std::string& uid);
  [[nodiscard]] Result<DocumentRow> FolderById(std::int64_t org_id, std::int64_t id);
  // Folders are found as well. kNotFound.
  [[nodiscard]] Result<DocumentRow> Dashboard(std::int64_t org_id, const std::string& uid);
  [[nodiscard]] Result<DocumentRow> DashboardById(std::int64_t org_id, std::int64_t id);
  // What is in it, however deep.
  [[nodiscard]] DocumentStore::Contents ContentsOf(const DocumentRow& folder) {
    return store_.ContentsOf(folder.org_id, folder.uid);
  }
  [[nodiscard]] std::string TextOf(const DocumentRow& document) { return store_.TextOf(document.id); }

  // kUntitled, kReserved, kUidMalformed, kUidTooLong, kInvalid: the uid is one that none may have; kDenied; what
  // DocumentStore::Save refuses.
  [[nodiscard]] Result<DocumentRow> CreateFolder(const Principal& maker, const FolderWish& wish);
  // The same, and kNotFound.
  [[nodiscard]] Result<DocumentRow> UpdateFolder(const Principal& maker, const std::string& uid,
                                                 const FolderWish& wish);
  // Into another, or with an empty uid into none. What DocumentStore::MoveFolder refuses.
  [[nodiscard]] Result<DocumentRow> MoveFolder(const Principal& mover, const std::string& uid,
                                               const std::string& parent_uid);
  // Those that count: where documents are resources whatever is a text, else none unless all are.
  [[nodiscard]] std::vector<std::string> TagsOf(const DashboardMembers& members) const;
  // What CreateFolder refuses; kFolderNotFound, kMessageTooLong.
  [[nodiscard]] Result<DocumentRow> SaveDashboard(const Principal& maker, const DashboardWish& wish);
  // With what is in it. kNotFound; kFixed: a file makes it; kInUse.
  [[nodiscard]] Result<DocumentRow> Delete(const DocumentRow& document);

  // Who makes dashboards from files.
  [[nodiscard]] DocumentProviders& providers() { return providers_; }
  [[nodiscard]] DocumentFile FileOf(const DocumentRow& document);
  // Whether it is a folder that was made for files, where the release shows that.
  [[nodiscard]] bool IsForFiles(const DocumentRow& folder);

  // See DocumentStore.
  [[nodiscard]] std::vector<TagCount> Tags(std::int64_t org_id) { return store_.Tags(org_id); }
  [[nodiscard]] std::vector<std::string> UidsOf(std::int64_t org_id, const std::vector<std::int64_t>& ids) {
    return store_.UidsOf(org_id, ids);
  }
  [[nodiscard]] std::vector<DocumentVersionRow> Versions(const DocumentRow& document, std::int64_t offset,
                                                         std::int64_t limit) {
    return store_.Versions(document.id, offset, limit);
  }
  // kNotFound.
  [[nodiscard]] Result<DocumentStore::VersionText> Version(const DocumentRow& document, std::int64_t number);

  // kTaken: he has; kUserNotFound: nobody is asking who could have stars.
  [[nodiscard]] Result<Done> Star(const Principal& caller, std::int64_t id);
  [[nodiscard]] Result<Done> Unstar(const Principal& caller, std::int64_t id) {
    return store_.Unstar(caller.user_id, id);
  }
  [[nodiscard]] bool IsStarred(const Principal& caller, const DocumentRow& document) {
    return caller.HasUser() && store_.IsStarred(caller.user_id, document.id);
  }
  [[nodiscard]] std::vector<std::string> Stars(const Principal& caller) {
    return store_.Stars(caller.org_id, caller.user_id);
  }

  // What the reader may see of it, bytewise by title.
  [[nodiscard]] std::vector<FoundDocument> List(DocumentQuery query, const Principal& reader, bool to_edit = false);

 private:
  [[nodiscard]] bool MayInsteadOfFile(const std::string& provider) const;
  [[nodiscard]] bool HasDashboardsOfFiles(const DocumentRow& folder);
  [[nodiscard]] Result<DocumentRow> SaveFolder(const Principal& maker, DocumentChange change, const FolderWish& wish);
  [[nodiscard]] Result<DocumentRow> SaveIn(const Principal& maker, const DocumentRow* folder,
                                           const DashboardMembers& members, const DashboardWish& wish);
  [[nodiscard]] Result<DocumentRow> Save(const Principal& maker, DocumentChange change);
  [[nodiscard]] Result<Done> FolderNameIsFit(const DocumentChange& change, bool is_new) const;
  [[nodiscard]] Result<std::optional<DocumentRow>> ParentOf(const Principal& maker, const std::string& uid);

  DocumentStore& store_;
  ProvisionedStore& provisioned_;
  const DocumentRights& rights_;
  Clock clock_;
  DocumentTerms terms_;
  DocumentProviders providers_;
};

}  // namespace grafake::server
