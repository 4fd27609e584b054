#include "server/storage/user_store.h"

#include <chrono>

#include "server/storage/grounds.h"
#include "server/storage/membership.h"
#include "server/storage/sql.h"
#include "server/storage/user_rows.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

std::vector<int64_t> TeamsOf(sql::Session& session, int64_t user_id, int64_t org_id) {
  std::vector<int64_t> ids;
  for (const auto& [id] : sql::Select<int64_t>(
           session, "SELECT team_id FROM team_member WHERE user_id = ? AND org_id = ? ORDER BY team_id", user_id,
           org_id)) {
    ids.push_back(id);
  }
  return ids;
}

bool HasTwinIn(sql::Session& session, const UserRow& user) {
  return sql::SelectOne<int64_t>(
             session, "SELECT id FROM \"user\" WHERE id <> ? AND (lower(login) = lower(?) OR lower(email) = lower(?))",
             user.id, user.login, user.email)
      .has_value();
}

}  // namespace

bool UserStore::Empty() {
  return database_.Read(
      [](sql::Session& session) { return !sql::SelectOne<int64_t>(session, "SELECT id FROM \"user\" LIMIT 1"); });
}

Result<int64_t> UserStore::Insert(const NewUser& user) {
  return database_.Write([&](sql::Session& session) {
    return user_rows::Insert(session, user, same_).map([](int64_t id) { return Written(id, NothingKept()); });
  });
}

std::optional<int64_t> UserStore::FindIdByUid(const string& uid) {
  return database_.Read([&](sql::Session& session) { return user_rows::IdOfUid(session, uid, "WHERE TRUE"); });
}

std::optional<UserRow> UserStore::Find(int64_t id) {
  return database_.Read([&](sql::Session& session) {
    return user_rows::SelectOne(session, "WHERE u.id = ? AND u.is_service_account = FALSE", id);
  });
}

std::optional<UserRow> UserStore::FindOnly(const string& column, const string& value, const string& also) {
  return database_.Read([&](sql::Session& session) -> std::optional<UserRow> {
    const string fits = same_.ignore_case ? "lower(u." + column + ") = lower(?)" : "u." + column + " = ?";
    auto rows = user_rows::Select(session, "WHERE " + fits + also, same_.AsSought(value));
    if (rows.size() != 1 || (same_.ignore_case && HasTwinIn(session, rows.front()))) return std::nullopt;
    return std::move(rows.front());
  });
}

bool UserStore::HasTwin(const UserRow& user) {
  return same_.ignore_case && database_.Read([&](sql::Session& session) { return HasTwinIn(session, user); });
}

bool UserStore::IsOfTwins(const string& login_or_email) {
  return same_.ignore_case && database_.Read([&](sql::Session& session) {
    return sql::SelectOne<int64_t>(
               session,
               "SELECT u.id FROM \"user\" u JOIN \"user\" o ON o.id <> u.id AND (lower(o.login) = lower(u.login) OR"
               " lower(o.email) = lower(u.email)) WHERE lower(u.login) = lower(?) OR lower(u.email) = lower(?) LIMIT 1",
               login_or_email, login_or_email)
        .has_value();
  });
}

std::optional<int64_t> UserStore::FindCaller(const string& column, const string& value, bool accounts) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<int64_t>(session,
                                   "SELECT id FROM \"user\" WHERE " + column + " = ?" +
                                       (accounts ? "" : " AND is_service_account = FALSE") + " LIMIT 1",
                                   value);
  });
}

std::optional<UserRow> UserStore::FindByLogin(const string& login) {
  return FindOnly("login", login, " AND u.is_service_account = FALSE");
}

std::optional<UserRow> UserStore::FindByEmail(const string& email) {
  return FindOnly("email", email, accounts_by_email_ ? "" : " AND u.is_service_account = FALSE");
}

std::optional<PasswordRow> UserStore::FindPassword(int64_t id) {
  return database_.Read([&](sql::Session& session) -> std::optional<PasswordRow> {
    auto rows =
        sql::Select<string, string, bool>(session, "SELECT password, salt, is_disabled FROM \"user\" WHERE id = ?", id);
    if (rows.empty()) return std::nullopt;
    auto& [hash, salt, disabled] = rows.front();
    return PasswordRow{id, std::move(hash), std::move(salt), disabled};
  });
}

std::optional<SignedInRow> UserStore::FindSignedIn(int64_t id, int64_t org_id) {
  return database_.Read([&](sql::Session& session) -> std::optional<SignedInRow> {
    auto user = user_rows::SelectOne(session, "WHERE u.id = ?", id);
    if (!user) return std::nullopt;
    SignedInRow row{.user = *std::move(user)};
    auto member = sql::Select<int64_t, string, string>(session,
                                                       "SELECT o.id, o.name, m.role FROM org_user m JOIN org o ON o.id "
                                                       "= m.org_id WHERE m.user_id = ? AND m.org_id = ?",
                                                       id, org_id > 0 ? org_id : row.user.org_id);
    if (member.empty()) {
      row.org_name = "Org missing";
      return row;
    }
    std::tie(row.org_id, row.org_name, row.role) = std::move(member.front());
    row.team_ids = TeamsOf(session, id, row.org_id);
    return row;
  });
}

std::vector<int64_t> UserStore::IdsIn(int64_t org_id) {
  return database_.Read([&](sql::Session& session) {
    std::vector<int64_t> ids;
    for (const auto& [id] :
         sql::Select<int64_t>(session,
                              "SELECT id FROM \"user\" WHERE is_admin = TRUE OR id IN (SELECT user_id FROM "
                              "org_user WHERE org_id = ?) ORDER BY id",
                              org_id)) {
      ids.push_back(id);
    }
    return ids;
  });
}

UserPage UserStore::List(const UserQuery& query) {
  const string pattern = "%" + query.text + "%";
  const string filter =
      "WHERE u.is_service_account = FALSE AND (u.email LIKE ? OR u.name LIKE ? OR u.login LIKE ?) AND u.last_seen_at "
      ">= ?";
  const Timestamp since = query.seen_since.value_or(ParseTimestamp("0001-01-01 00:00:00"));
  return database_.Read([&](sql::Session& session) {
    UserPage page;
    page.total = *sql::SelectOne<int64_t>(session, "SELECT COUNT(*) FROM \"user\" u " + filter, pattern, pattern,
                                          pattern, since);
    page.rows = user_rows::Select(
        session, filter + OrderClause(query.order, kUserOrders, "u.id", "u.login, u.email") + " LIMIT ? OFFSET ?",
        pattern, pattern, pattern, since, sql::Limit(query.limit), query.offset);
    return page;
  });
}

std::vector<UserOrgRow> UserStore::OrgsOf(int64_t id) {
  return database_.Read([&](sql::Session& session) {
    std::vector<UserOrgRow> rows;
    for (auto& [org, name, role] :
         sql::Select<int64_t, string, string>(session,
                                              "SELECT o.id, o.name, m.role FROM org_user m JOIN org o ON o.id = "
                                              "m.org_id JOIN \"user\" u ON u.id = m.user_id"
                                              " WHERE m.user_id = ? AND u.is_service_account = FALSE ORDER BY o.name",
                                              id)) {
      rows.push_back({org, std::move(name), std::move(role)});
    }
    return rows;
  });
}

void UserStore::TouchLastSeen(int64_t id, Timestamp now, std::function<void()> lost) {
  database_.WriteAside(
      [id, now](sql::Session& session) {
        sql::Execute(session, "UPDATE \"user\" SET last_seen_at = ? WHERE id = ?", now, id);
        return NothingKept();  // but by domain/sightings.h, which asks for it
      },
      std::move(lost));
}

}  // namespace grafake::server
