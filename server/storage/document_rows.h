#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/storage/document_store.h"
#include "server/storage/grounds.h"
#include "server/storage/sql.h"

// How folders and dashboards stand in the table that they share. Storage's own.
namespace grafake::server::document_rows {

// Logins of users alone: what a service account has made is nobody's.
inline const std::string kColumns =
    "d.id, d.org_id, d.uid, d.title, d.slug, d.is_folder, d.has_acl, d.version, d.folder_id, COALESCE(f.uid, ''),"
    " COALESCE(f.title, ''), COALESCE(f.slug, ''), COALESCE(d.created_by, 0), COALESCE(d.updated_by, 0),"
    " COALESCE((SELECT login FROM \"user\" WHERE id = d.created_by AND is_service_account = FALSE), ''),"
    " COALESCE((SELECT login FROM \"user\" WHERE id = d.updated_by AND is_service_account = FALSE), ''), d.created, "
    "d.updated";
inline const std::string kFrom = " FROM dashboard d LEFT JOIN dashboard f ON f.id = d.folder_id AND f.is_folder = TRUE";

// `where` may go on with an order.
template <class... Args>
std::vector<DocumentRow> SelectDocuments(sql::Session& session, const std::string& where, const Args&... args) {
  using std::int64_t;
  using std::string;
  std::vector<DocumentRow> rows;
  for (auto& [id, org, uid, title, slug, folder, acl, version, in, in_uid, in_title, in_slug, creator_id, updater_id,
              creator, updater, created, updated] :
       sql::Select<int64_t, int64_t, string, string, string, bool, bool, int64_t, int64_t, string, string, string,
                   int64_t, int64_t, string, string, Timestamp, Timestamp>(
           session, "SELECT " + kColumns + kFrom + where, args...)) {
    rows.push_back({id, org, std::move(uid), std::move(title), std::move(slug), folder, acl, version, in,
                    std::move(in_uid), std::move(in_title), std::move(in_slug), creator_id, updater_id,
                    std::move(creator), std::move(updater), created, updated});
  }
  return rows;
}

[[nodiscard]] inline tl::unexpected<Error> DocumentNotFound(std::int64_t org_id, bool is_folder, std::string_view by,
                                                            std::string value) {
  return Fail(ErrorCode::kNotFound, is_folder ? "folder not found" : "dashboard not found",
              NotThere{is_folder ? Noun::kFolder : Noun::kDashboard, by, std::move(value), Within{Noun::kOrg, org_id}});
}

}  // namespace grafake::server::document_rows
