#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// A folder or a dashboard.
struct DocumentRow {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::string uid;
  std::string title;
  std::string slug;
  bool is_folder = false;
  bool has_acl = false;  // without RBAC: somebody has said who may do what with it
  std::int64_t version = 0;
  std::int64_t folder_id = 0;  // that it is in; 0: none
  std::string folder_uid;      // … of that folder; empty: none
  std::string folder_title;
  std::string folder_slug;
  std::vector<std::string> above = {};  // the folders that this one is in, by uid, the nearest first
  std::int64_t created_by = 0;          // a user; 0: nobody whose name is known
  std::int64_t updated_by = 0;
  std::string creator;  // their logins; empty: no user, a service account, or gone
  std::string updater;
  Timestamp created;
  Timestamp updated;
};

struct DocumentVersionRow {
  std::int64_t id = 0;
  std::int64_t document_id = 0;
  std::int64_t parent_version = 0;
  std::int64_t restored_from = 0;
  std::int64_t version = 0;
  Timestamp created;
  std::string creator;       // his login, a service account's too; empty: gone
  std::string creator_name;  // … his name, or login
  std::string message;
};

// What somebody is given on a document when it is made, or from now on.
struct DocumentGrant {
  enum class To { kUser, kTeam, kRole };

  To to = To::kUser;
  std::int64_t holder_id = 0;                  // of kUser and kTeam
  std::string role = {};                       // "Viewer", of kRole
  std::vector<std::string_view> actions = {};  // none takes them all
};

// Who asks, where there is no RBAC: entries name users, teams and roles.
struct AclReader {
  std::int64_t user_id = 0;  // 0: none
  std::vector<std::int64_t> team_ids = {};
  std::string role;  // "Viewer"
};

// Who may do what with a document, where there is no RBAC.
struct AclRow {
  std::int64_t document_id = 0;  // the document itself, or its folder; -1: it holds for all that say nothing themselves
  std::int64_t user_id = 0;      // one of these three
  std::int64_t team_id = 0;
  std::string role = {};
  std::int64_t permission = 0;  // Grafana's number: 1, 2, 4
  std::string user_login = {};  // empty: there is no such user, or team
  std::string user_email = {};
  std::string team_name = {};
  std::string team_email = {};
  Timestamp created = {};
  Timestamp updated = {};
};

// A document to be written: a new one, or a new version of one that is there.
struct DocumentChange {
  std::int64_t org_id = 0;
  bool is_folder = false;
  std::int64_t id = 0;   // which it is; 0: the uid says it
  std::string uid = {};  // empty: of a new one that is drawn, of an old one it stays
  std::string title = {};
  std::string slug = {};
  std::int64_t folder_id = 0;
  std::int64_t version = 0;  // that was changed
  bool overwrite = false;    // … whatever it is
  std::vector<std::string> tags = {};
  std::vector<std::string> elements =
      {};  // library elements that it uses, by uid; those that are not there do not count
  std::string message = {};
  std::int64_t restored_from = 0;
  std::int64_t user_id = 0;    // who writes; 0: nobody whose name is known
  std::string drawn_uid = {};  // for a new one without one
  std::int64_t drawn_id = 0;   // of a new one, or the first behind it that is free; 0: the table's next
  bool must_be_new = false;    // what has the uid is in its way
  // Names are nobody's own, uids are of folders or of dashboards alone, an id with another uid is of a new one, and
  // what stays as it was is no new version.
  bool as_resource = false;
  Timestamp now;

  // The document's text, which tells its own id, uid and version.
  std::function<std::string(std::int64_t id, const std::string& uid, std::int64_t version)> text;
  // Without RBAC: who writes. `may` hears what he has been given on the document.
  std::optional<AclReader> reader = {};
  // Whether it may be written, asked when nothing else stands in the way; null: it is a new one.
  std::function<bool(const DocumentRow* there, std::int64_t level)> may;
  // Whether one that comes from the files of that provider may be written; null: it may.
  std::function<bool(const std::string& provider)> may_instead_of_file = {};
  bool takes_from_file = false;  // such a one is as any other from now on
  // For a new one; on the scope that SetScope makes of its uid.
  std::vector<DocumentGrant> grants = {};
  std::vector<AclRow> acl = {};  // … without RBAC
};

// What lists are about.
struct DocumentQuery {
  // What the reader may see. A document in a folder is seen by who may see that folder's documents.
  struct Visible {
    bool all_dashboards = false;
    bool all_folders = false;
    bool dashboards_in_none = false;               // those that are in no folder
    std::vector<std::string> dashboard_uids = {};  // these dashboards
    std::vector<std::string> dashboards_in = {};   // those in these folders, by uid
    std::vector<std::string> folder_uids = {};     // these folders

    // Without RBAC, where not all is seen: what the reader has been given at least this on.
    std::optional<AclReader> reader = {};
    std::int64_t level = 0;
  };

  std::int64_t org_id = 0;
  Visible visible;
  bool folders = true;
  bool dashboards = true;
  std::vector<std::int64_t> ids = {};         // of these; empty: of all
  bool wide = false;                          // the text is taken as it is, and found in the uid of the folder too
  bool any_case = false;                      // by title, whatever its case
  std::vector<std::string> folder_uids = {};  // in one of these; empty: anywhere
  std::vector<std::string> uids = {};         // of these; empty: of all
  std::vector<std::int64_t> folder_ids = {};  // in one of these; 0: in none; empty: anywhere
  std::vector<std::string> tags = {};         // that have all of these
  std::string text = {};                      // part of the title; '%' and '_' stand for anything
  std::int64_t starred_by = 0;                // 0: starred or not
  bool descending = false;                    // by title, bytewise
  std::int64_t offset = 0;
  std::int64_t limit = -1;
};

struct FoundDocument {
  DocumentRow row;
  std::vector<std::string> tags;  // as they were stored
  bool is_starred = false;        // by who reads
};

struct TagCount {
  std::string term;
  std::int64_t count = 0;
};

// Folders and dashboards, their versions, tags and stars, in Grafana's own tables. What is in a folder goes with it.
// Thread-safe.
class DocumentStore {
 public:
  explicit DocumentStore(Database& database) : database_(database) {}

  // Of a dashboard and a folder with that uid the dashboard.
  [[nodiscard]] std::optional<DocumentRow> FindByUid(std::int64_t org_id, const std::string& uid);
  [[nodiscard]] std::optional<DocumentRow> FindFolder(std::int64_t org_id, const std::string& uid);
  [[nodiscard]] std::optional<DocumentRow> FindById(std::int64_t org_id, std::int64_t id);
  // The text of one that is there; empty when it is not.
  [[nodiscard]] std::string TextOf(std::int64_t id);

  // kNotFound: nothing has that id; kUidTaken: another has the uid; kOtherKind: it is a folder and shall be a
  // dashboard, or the other way round; kVersionMismatch; kTaken: another beside it has that slug; kNameOfFolder,
  // kNameOfDashboard: one of the other kind has it; kFixed: a file makes it; kDenied. With `overwrite` one of the same
  // kind and slug is written instead.
  [[nodiscard]] Result<DocumentRow> Save(const DocumentChange& change);
  // With what is in it, however deep. kNotFound; kInUse: a library element in it is used by a dashboard.
  [[nodiscard]] Result<DocumentRow> Erase(std::int64_t org_id, std::int64_t id);
  // Puts a folder into another, 0: into none. `may` is asked what there is by then. kNotFound, kFolderNotFound,
  // kCircular, kTooDeep: it, or what is in it, would have more than so many folders above it; kDenied.
  struct Move {
    std::int64_t org_id = 0;
    std::string uid = {};
    std::string parent_uid = {};  // empty: none
    std::size_t most_above = 0;
    std::function<bool(const DocumentRow& folder, const DocumentRow* parent)> may = {};
  };
  [[nodiscard]] Result<DocumentRow> MoveFolder(const Move& move);
  // The uids of those folders and of all that are in them, however deep.
  [[nodiscard]] std::vector<std::string> WithFoldersBelow(std::int64_t org_id, const std::vector<std::string>& uids);
  // What is in the folder, however deep.
  struct Contents {
    std::int64_t folders = 0;
    std::int64_t dashboards = 0;
    std::int64_t elements = 0;
  };
  [[nodiscard]] Contents ContentsOf(std::int64_t org_id, const std::string& uid);

  // By title, bytewise, which also says what is on which page.
  [[nodiscard]] std::vector<FoundDocument> List(const DocumentQuery& query, std::int64_t reader);
  // Of all dashboards of the org, by term.
  [[nodiscard]] std::vector<TagCount> Tags(std::int64_t org_id);
  // Their uids, in the order of the ids.
  [[nodiscard]] std::vector<std::string> UidsOf(std::int64_t org_id, const std::vector<std::int64_t>& ids);

  // The newest first.
  [[nodiscard]] std::vector<DocumentVersionRow> Versions(std::int64_t id, std::int64_t offset, std::int64_t limit);
  struct VersionText {
    DocumentVersionRow row;
    std::string text;
  };
  [[nodiscard]] std::optional<VersionText> FindVersion(std::int64_t id, std::int64_t version);

  // kTaken: it is starred. Whatever the id is of.
  [[nodiscard]] Result<Done> Star(std::int64_t user_id, std::int64_t id);
  [[nodiscard]] Result<Done> Unstar(std::int64_t user_id, std::int64_t id);
  [[nodiscard]] bool IsStarred(std::int64_t user_id, std::int64_t id);
  // The uids of what he has starred in the org.
  [[nodiscard]] std::vector<std::string> Stars(std::int64_t org_id, std::int64_t user_id);

  // All of these on that scope, or none. kUserNotFound, kTeamNotFound.
  [[nodiscard]] Result<Done> Give(std::int64_t org_id, const std::string& scope,
                                  const std::vector<DocumentGrant>& grants, Timestamp now);

  // Without RBAC. Those of the document, then those that it has from its folder or because nobody has said anything.
  [[nodiscard]] std::vector<AclRow> AclOf(const DocumentRow& document);
  // The highest that the reader has been given on it; 0: nothing.
  [[nodiscard]] std::int64_t LevelOf(const DocumentRow& document, const AclReader& reader);
  // These and no others from now on.
  [[nodiscard]] Result<Done> ReplaceAcl(const DocumentRow& document, const std::vector<AclRow>& rows, Timestamp now);

 private:
  Database& database_;
};

// How many folders it is in.
[[nodiscard]] inline std::size_t FoldersAbove(const DocumentRow& document) {
  return document.folder_uid.empty() ? 0 : 1 + document.above.size();
}

// "folders:uid:x", "dashboards:uid:x".
[[nodiscard]] std::string DocumentScope(bool is_folder, const std::string& uid);

}  // namespace grafake::server
