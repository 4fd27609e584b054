#include "server/storage/managed_roles.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <random>
#include <set>

#include "server/ascii.h"

namespace grafake::server::managed_roles {
namespace {

using std::int64_t;
using std::string;

// It only has to be unique.
string DrawnUid() {
  std::random_device source;
  std::string uid(16, '0');
  for (const std::size_t half : {0U, 8U}) {
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), static_cast<std::uint32_t>(source()), 16).ptr;
    std::ranges::copy(digits.begin(), end, uid.begin() + static_cast<std::ptrdiff_t>(half));
  }
  return uid;
}

int64_t InsertRole(sql::Session& session, const Grant& grant, const string& name, Timestamp now) {
  const int64_t id = sql::Insert(
      session,
      "INSERT INTO role (name, description, version, org_id, uid, created, updated, display_name, group_name,"
      " hidden) VALUES (?, '', 0, ?, ?, ?, ?, '', '', FALSE)",
      name, grant.org_id, DrawnUid(), now, now);
  if (grant.holder == Holder::kRole) {
    sql::Execute(session, "INSERT INTO builtin_role (role, role_id, created, updated, org_id) VALUES (?, ?, ?, ?, ?)",
                 grant.role, id, now, now, grant.org_id);
    return id;
  }
  const string held = grant.holder == Holder::kTeam ? "team_role (org_id, team_id" : "user_role (org_id, user_id";
  sql::Execute(session, "INSERT INTO " + held + ", role_id, created) VALUES (?, ?, ?, ?)", grant.org_id,
               grant.holder_id, id, now);
  return id;
}

string ManagedNameOf(const Grant& grant) {
  if (grant.holder == Holder::kRole) return "managed:builtins:" + LowerText(grant.role) + ":permissions";
  return string(grant.holder == Holder::kTeam ? "managed:teams:" : "managed:users:") + std::to_string(grant.holder_id) +
         ":permissions";
}

int64_t RoleOf(sql::Session& session, const Grant& grant, Timestamp now) {
  const string name = ManagedNameOf(grant);
  const auto id =
      sql::SelectOne<int64_t>(session, "SELECT id FROM role WHERE org_id = ? AND name = ?", grant.org_id, name);
  return id ? *id : InsertRole(session, grant, name, now);
}

}  // namespace

Changes Set(sql::Session& session, const Grant& grant, std::span<const std::string_view> actions, Timestamp now) {
  const int64_t role = RoleOf(session, grant, now);
  // What is held already keeps its row, and so its id.
  const std::set<std::string_view> wanted(actions.begin(), actions.end());
  std::set<string, std::less<>> held;
  for (auto& [id, action] : sql::Select<int64_t, string>(
           session, "SELECT id, action FROM permission WHERE role_id = ? AND scope = ?", role, grant.scope)) {
    if (!wanted.contains(action)) sql::Execute(session, "DELETE FROM permission WHERE id = ?", id);
    held.insert(std::move(action));
  }
  for (const std::string_view action : actions) {
    if (held.contains(action)) continue;
    sql::Execute(session, "INSERT INTO permission (role_id, action, scope, created, updated) VALUES (?, ?, ?, ?, ?)",
                 role, string(action), grant.scope, now, now);
  }
  return Changes(grant.scope);
}

Changes EraseOfUser(sql::Session& session, int64_t org_id, int64_t user_id) {
  sql::Execute(session, "DELETE FROM permission WHERE role_id IN (SELECT id FROM role WHERE org_id = ? AND name = ?)",
               org_id, "managed:users:" + std::to_string(user_id) + ":permissions");
  return Changes(Changes::Kind::kPermissions);
}

Changes EraseScope(sql::Session& session, const string& scope) {
  sql::Execute(session, "DELETE FROM permission WHERE scope = ?", scope);
  return Changes(scope);
}

}  // namespace grafake::server::managed_roles
