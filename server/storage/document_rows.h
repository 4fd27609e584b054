#pragma once

#include <algorithm>
#include <string>
#include <string_view>
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
// The folders above the one that it is in.
inline const std::string kAbove =
    ", CASE WHEN COALESCE(f.folder_id, 0) = 0 THEN '' ELSE (WITH RECURSIVE up(uid, folder_id, depth) AS"
    " (SELECT uid, folder_id, 0 FROM dashboard WHERE id = f.folder_id UNION ALL"
    " SELECT p.uid, p.folder_id, up.depth + 1 FROM dashboard p JOIN up ON p.id = up.folder_id WHERE up.depth < 16)"
    " SELECT COALESCE(group_concat(uid, '/'), '') FROM up) END";
inline const std::string kFrom = " FROM dashboard d LEFT JOIN dashboard f ON f.id = d.folder_id AND f.is_folder = TRUE";

// "c/b/a"
[[nodiscard]] inline std::vector<std::string> UidsInPath(std::string_view path) {
  std::vector<std::string> uids;
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    uids.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return uids;
}

// `where` may go on with an order.
template <class... Args>
std::vector<DocumentRow> SelectDocuments(sql::Session& session, const std::string& where, const Args&... args) {
  using std::int64_t;
  using std::string;
  std::vector<DocumentRow> rows;
  for (auto& [id, org, uid, title, slug, folder, acl, version, in, in_uid, in_title, in_slug, creator_id, updater_id,
              creator, updater, created, updated, above] :
       sql::Select<int64_t, int64_t, string, string, string, bool, bool, int64_t, int64_t, string, string, string,
                   int64_t, int64_t, string, string, Timestamp, Timestamp, string>(
           session, "SELECT " + kColumns + kAbove + kFrom + where, args...)) {
    rows.push_back({id, org, std::move(uid), std::move(title), std::move(slug), folder, acl, version, in,
                    std::move(in_uid), std::move(in_title), std::move(in_slug), UidsInPath(above), creator_id,
                    updater_id, std::move(creator), std::move(updater), created, updated});
  }
  return rows;
}

[[nodiscard]] inline tl::unexpected<Error> DocumentNotFound(std::int64_t org_id, bool is_folder, std::string_view by,
                                                            std::string value) {
  return Fail(ErrorCode::kNotFound, is_folder ? "folder not found" : "dashboard not found",
              NotThere{is_folder ? Noun::kFolder : Noun::kDashboard, by, std::move(value), Within{Noun::kOrg, org_id}});
}

}  // namespace grafake::server::document_rows
