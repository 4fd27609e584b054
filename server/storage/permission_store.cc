#include "server/storage/permission_store.h"

#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

const string kCounted =
    " AND (p.action LIKE 'teams%' OR p.action LIKE 'dashboards%' OR p.action LIKE 'folders%' OR p.action LIKE "
    "'alert.%')";

template <class... Args>
void Append(std::vector<PermissionRow>& rows, sql::Session& session, const string& from, const Args&... args) {
  for (auto& [action, scope] :
       sql::Select<string, string>(session, "SELECT p.action, p.scope FROM " + from + kCounted, args...)) {
    rows.push_back({std::move(action), std::move(scope)});
  }
}

}  // namespace

std::vector<PermissionRow> PermissionStore::ListOf(const PermissionHolder& holder) {
  return database_.Read([&](sql::Session& session) {
    std::vector<PermissionRow> rows;
    Append(rows, session, "user_role r JOIN permission p ON p.role_id = r.role_id WHERE r.org_id = ? AND r.user_id = ?",
           holder.org_id, holder.user_id);
    for (const int64_t team : holder.team_ids) {
      Append(rows, session,
             "team_role r JOIN permission p ON p.role_id = r.role_id WHERE r.org_id = ? AND r.team_id = ?",
             holder.org_id, team);
    }
    Append(rows, session, "builtin_role r JOIN permission p ON p.role_id = r.role_id WHERE r.org_id = ? AND r.role = ?",
           holder.org_id, holder.role);
    return rows;
  });
}

}  // namespace grafake::server
