#include "server/storage/account_store.h"

#include <chrono>

#include "server/storage/gone_keys.h"
#include "server/storage/json_list.h"
#include "server/storage/managed_roles.h"
#include "server/storage/membership.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"
#include "server/storage/user_rows.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

const string kAccountColumns =
    string("SELECT u.id, ") + user_rows::kUid +
    ", u.name, u.login, m.org_id, u.is_disabled, m.role, u.created, u.updated,"
    " (SELECT COUNT(*) FROM api_key k WHERE k.service_account_id = u.id)"
    " FROM org_user m JOIN \"user\" u ON u.id = m.user_id WHERE u.is_service_account = TRUE AND m.org_id = ?";

template <class... Args>
std::vector<AccountRow> AccountRows(sql::Session& session, const string& text, const Args&... args) {
  std::vector<AccountRow> rows;
  for (auto& [id, uid, name, login, org, disabled, role, created, updated, tokens] :
       sql::Select<int64_t, string, string, string, int64_t, bool, string, Timestamp, Timestamp, int64_t>(session, text,
                                                                                                          args...)) {
    rows.push_back({id, std::move(uid), std::move(name), std::move(login), org, disabled, std::move(role), created,
                    updated, tokens});
  }
  return rows;
}

std::optional<AccountRow> FindIn(sql::Session& session, int64_t org_id, int64_t id) {
  auto rows = AccountRows(session, kAccountColumns + " AND u.id = ?", org_id, id);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

bool LoginInUse(sql::Session& session, const string& login, const LoginComparison& same) {
  const char* taken = same.ignore_case
                          ? "SELECT id FROM \"user\" WHERE lower(login) = lower(?) OR lower(email) = lower(?)"
                          : "SELECT id FROM \"user\" WHERE login = ? OR email = ?";
  const string sought = same.AsSought(login);
  return sql::SelectOne<int64_t>(session, taken, sought, sought).has_value();
}

int64_t InsertUser(sql::Session& session, const NewAccount& account, int64_t org_id) {
  return sql::Insert(
      session,
      "INSERT INTO \"user\" (version, login, email, name, password, salt, rands, company, org_id, is_admin,"
      " email_verified, theme, created, updated, help_flags1, last_seen_at, is_disabled, is_service_account,"
      " uid) VALUES (0, ?, ?, ?, '', '', '', '', ?, FALSE, FALSE, '', ?, ?, 0, ?, ?, TRUE, NULLIF(?, ''))",
      account.login, account.login, account.name, org_id, account.now, account.now,
      account.now - std::chrono::years(10), account.is_disabled, account.uid);
}

}  // namespace

Result<AccountRow> AccountStore::Insert(const NewAccount& account) {
  return database_.Write([&](sql::Session& session) -> Result<Written<AccountRow>> {
    const Result<int64_t> org = account.own_org ? membership::InsertOrg(session, account.login, account.now)
                                                : membership::ExistingOrg(session, account.org_id);
    if (!org) return tl::unexpected(org.error());
    if (LoginInUse(session, account.login, same_))
      return Fail(ErrorCode::kTaken, "service account name already in use",
                  TakenAlready{Noun::kAccount, "login", account.login});
    const int64_t id = InsertUser(session, account, *org);
    membership::Add(session, {*org, id, account.own_org ? "Admin" : account.role, account.now});
    if (account.manager != 0) {
      auto given = managed_roles::Set(session, {*org, account.manager, managed_roles::AccountScope(id)},
                                      account.managing, account.now);
      return Written(sql::StillThere(FindIn(session, *org, id)), std::move(given));
    }
    if (!account.of_key) return Written(sql::StillThere(FindIn(session, *org, id)), NothingKept());
    const auto taken =
        sql::Execute(session, "UPDATE api_key SET service_account_id = ? WHERE id = ? AND service_account_id IS NULL",
                     id, *account.of_key);
    if (taken == 0)
      return Fail(ErrorCode::kNotFound, "API key not found",
                  NotThere{Noun::kApiKey, "id", std::to_string(*account.of_key), Within{Noun::kOrg, *org}});
    return Written(sql::StillThere(FindIn(session, *org, id)), Changes(Changes::Kind::kToken, *account.of_key));
  });
}

std::optional<AccountRow> AccountStore::Find(int64_t org_id, int64_t id) {
  return database_.Read([&](sql::Session& session) { return FindIn(session, org_id, id); });
}

std::optional<int64_t> AccountStore::FindIdByUid(int64_t org_id, const string& uid) {
  return database_.Read([&](sql::Session& session) {
    return user_rows::IdOfUid(
        session, uid, "JOIN org_user m ON m.user_id = u.id WHERE u.is_service_account = TRUE AND m.org_id = ?", org_id);
  });
}

bool AccountStore::Exists(int64_t org_id, int64_t id) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<int64_t>(session,
                                   "SELECT u.id FROM org_user m JOIN \"user\" u ON u.id = m.user_id"
                                   " WHERE u.is_service_account = TRUE AND m.org_id = ? AND u.id = ?",
                                   org_id, id)
        .has_value();
  });
}

std::vector<string> AccountStore::TeamNames(int64_t org_id, int64_t id) {
  return database_.Read([&](sql::Session& session) {
    std::vector<string> names;
    for (auto& [name] : sql::Select<string>(session,
                                            "SELECT t.name FROM team_member m JOIN team t ON t.id = m.team_id"
                                            " WHERE m.org_id = ? AND m.user_id = ? ORDER BY t.name",
                                            org_id, id)) {
      names.push_back(std::move(name));
    }
    return names;
  });
}

AccountPage AccountStore::List(const AccountQuery& query) {
  const string pattern = "%" + query.text + "%";
  const string filter =
      " AND (u.email LIKE ? OR u.name LIKE ? OR u.login LIKE ?)"
      " AND (? = 'null' OR u.id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)))"
      " AND (NOT ? OR u.is_disabled = TRUE) AND substr(u.login, 1, length(?)) = ?"
      " AND (CAST(? AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM api_key e WHERE e.service_account_id = u.id AND "
      "e.expires < ?))";
  const string count =
      "SELECT COUNT(*) FROM org_user m JOIN \"user\" u ON u.id = m.user_id WHERE u.is_service_account = TRUE AND "
      "m.org_id = ?";
  const string ids = query.ids ? JsonListOf(*query.ids) : "null";
  return database_.Read([&](sql::Session& session) {
    AccountPage page;
    page.total = *sql::SelectOne<int64_t>(session, count + filter, query.org_id, pattern, pattern, pattern, ids, ids,
                                          query.only_disabled, query.login_begins, query.login_begins,
                                          query.expired_before, query.expired_before);
    page.rows =
        AccountRows(session, kAccountColumns + filter + " ORDER BY u.email, u.login LIMIT ? OFFSET ?", query.org_id,
                    pattern, pattern, pattern, ids, ids, query.only_disabled, query.login_begins, query.login_begins,
                    query.expired_before, query.expired_before, sql::Limit(query.limit), query.offset);
    return page;
  });
}

Result<AccountRow> AccountStore::Update(int64_t org_id, int64_t id, const AccountChange& change) {
  return database_.Write([&](sql::Session& session) -> Result<Written<AccountRow>> {
    auto before = FindIn(session, org_id, id);
    if (!before) return AccountNotFound(org_id, id);
    if (change.role) {
      sql::Execute(session, "UPDATE org_user SET role = ?, updated = ? WHERE org_id = ? AND user_id = ?", *change.role,
                   change.now, org_id, id);
    }
    if (change.name || change.is_disabled) {
      const bool renamed = change.name && !change.name->empty();
      sql::Execute(session, "UPDATE \"user\" SET name = ?, is_disabled = ?, updated = ? WHERE id = ?",
                   renamed ? *change.name : before->name, change.is_disabled.value_or(before->is_disabled), change.now,
                   id);
    }
    return Written(*std::move(before), Changes(Changes::Kind::kUser, id));
  });
}

Result<Done> AccountStore::Erase(int64_t org_id, int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    const auto found = sql::SelectOne<int64_t>(
        session, "SELECT id FROM \"user\" WHERE id = ? AND org_id = ? AND is_service_account = TRUE", id, org_id);
    if (!found) return AccountNotFound(org_id, id);
    auto gone = EraseKeys(session, "service_account_id = ?", id);
    Changes held =
        permissions_end_ ? managed_roles::EraseScope(session, managed_roles::AccountScope(id)) : NothingKept();
    return Written(Done(), Changes(Changes::Kind::kTokensOfAccount, id, std::move(gone)) +
                               membership::EraseUser(session, id) + std::move(held));
  });
}

Result<Done> AccountStore::EraseButKey(int64_t id, int64_t key_id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    const auto org_id = sql::SelectOne<int64_t>(
        session, "SELECT org_id FROM api_key WHERE id = ? AND service_account_id = ?", key_id, id);
    if (!org_id)
      return Fail(ErrorCode::kNotFound, "API key is not service account token",
                  NotThere{Noun::kToken, "id", std::to_string(key_id), Within{Noun::kAccount, id}});
    const auto account = FindIn(session, *org_id, id);
    if (!account || account->tokens != 1)
      return Fail(ErrorCode::kNotFound, "cannot revert token", Clash::kAccountHasMoreTokens);
    sql::Execute(session, "UPDATE api_key SET service_account_id = NULL WHERE id = ?", key_id);
    return Written(Done(), Changes(Changes::Kind::kToken, key_id) + membership::EraseUser(session, id));
  });
}

}  // namespace grafake::server
