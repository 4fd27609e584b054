#include "server/storage/api_key_store.h"

#include "server/storage/gone_keys.h"
#include "server/storage/grounds.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;
using OptionalId = std::optional<int64_t>;

const string kSelect =
    "SELECT id, org_id, name, key, role, created, expires, service_account_id, last_used_at,"
    " COALESCE(is_revoked, FALSE) FROM api_key WHERE ";

template <class... Args>
std::vector<ApiKeyRow> KeyRows(sql::Session& session, const string& where, const Args&... args) {
  std::vector<ApiKeyRow> rows;
  for (auto& [id, org, name, hash, role, created, expires, account, last_used, revoked] :
       sql::Select<int64_t, int64_t, string, string, string, Timestamp, OptionalId, OptionalId,
                   std::optional<Timestamp>, bool>(session, kSelect + where, args...)) {
    rows.push_back(
        {id, org, std::move(name), std::move(hash), std::move(role), created, expires, account, last_used, revoked});
  }
  return rows;
}

template <class... Args>
std::optional<ApiKeyRow> FindKey(sql::Session& session, const string& where, const Args&... args) {
  auto rows = KeyRows(session, where, args...);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

tl::unexpected<Error> NoKey(int64_t id, int64_t org_id, OptionalId account_id) {
  return Fail(ErrorCode::kNotFound, "API key not found",
              NotThere{account_id ? Noun::kToken : Noun::kApiKey, "id", std::to_string(id),
                       account_id ? Within{Noun::kAccount, *account_id} : Within{Noun::kOrg, org_id}});
}

}  // namespace

Result<int64_t> ApiKeyStore::Insert(const ApiKeyRow& key, const Result<Done>& acceptable) {
  return database_.Write([&](sql::Session& session) -> Result<Written<int64_t>> {
    if (sql::SelectOne<int64_t>(session, "SELECT id FROM api_key WHERE org_id = ? AND name = ?", key.org_id,
                                key.name)) {
      return Fail(ErrorCode::kTaken, {},
                  TakenAlready{key.account_id ? Noun::kToken : Noun::kApiKey, "name", key.name,
                               Within{Noun::kOrg, key.org_id}});
    }
    if (!acceptable) return tl::unexpected(acceptable.error());
    const int64_t id =
        sql::Insert(session,
                    "INSERT INTO api_key (org_id, name, key, role, created, updated, expires, service_account_id)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    key.org_id, key.name, key.hash, key.role, key.created, key.created, key.expires, key.account_id);
    const bool derived = key.hash.size() == kDerivedHashLength;
    return Written(id, derived ? Changes(Changes::Kind::kDerivedKey) : Changes(NothingKept()));
  });
}

std::vector<ApiKeyRow> ApiKeyStore::ListOfAccount(int64_t org_id, int64_t account_id) {
  return database_.Read([&](sql::Session& session) {
    return KeyRows(session, "org_id = ? AND service_account_id = ? ORDER BY name", org_id, account_id);
  });
}

std::vector<ApiKeyRow> ApiKeyStore::ListLegacy(int64_t org_id, OptionalId not_before) {
  return database_.Read([&](sql::Session& session) {
    return KeyRows(
        session,
        "org_id = ? AND service_account_id IS NULL AND (CAST(? AS BIGINT) IS NULL OR expires IS NULL OR expires >= ?)"
        " ORDER BY name LIMIT 100",
        org_id, not_before, not_before);
  });
}

std::vector<ApiKeyRow> ApiKeyStore::ListAllLegacy(int64_t org_id) {
  return database_.Read([&](sql::Session& session) {
    return KeyRows(session, "org_id = ? AND service_account_id IS NULL ORDER BY name", org_id);
  });
}

std::vector<int64_t> ApiKeyStore::OrgsWithLegacy() {
  return database_.Read([](sql::Session& session) {
    std::vector<int64_t> orgs;
    for (auto& [org] : sql::Select<int64_t>(
             session, "SELECT DISTINCT org_id FROM api_key WHERE service_account_id IS NULL ORDER BY org_id"))
      orgs.push_back(org);
    return orgs;
  });
}

std::optional<ApiKeyRow> ApiKeyStore::FindByHash(const string& hash) {
  return database_.Read([&](sql::Session& session) { return FindKey(session, "key = ?", hash); });
}

std::optional<std::string> ApiKeyStore::NameOf(std::int64_t id) {
  return database_.Read([&](sql::Session& session) {
    return sql::SelectOne<std::string>(session, "SELECT name FROM api_key WHERE id = ?", id);
  });
}

std::optional<ApiKeyRow> ApiKeyStore::FindByName(int64_t org_id, const string& name) {
  return database_.Read(
      [&](sql::Session& session) { return FindKey(session, "org_id = ? AND name = ?", org_id, name); });
}

Result<Done> ApiKeyStore::Erase(int64_t id, int64_t org_id, OptionalId account_id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    const auto row = FindKey(session, "id = ? AND org_id = ?", id, org_id);
    if (!row || row->account_id != account_id) return NoKey(id, org_id, account_id);
    return Written(Done(), Changes(Changes::Kind::kToken, id, EraseKeys(session, "id = ?", id)));
  });
}

void ApiKeyStore::TouchLastUsed(int64_t id, Timestamp now, std::chrono::seconds stays, std::function<void()> lost) {
  database_.WriteAside(
      [id, now, stays](sql::Session& session) {
        sql::Execute(
            session,
            "UPDATE api_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ? OR "
            "last_used_at > ?)",
            now, id, now - stays, now);
        return NothingKept();  // but by domain/token_uses.h, which asks for it
      },
      std::move(lost));
}

bool ApiKeyStore::HasDerived() {
  std::uint64_t before = 0;
  {
    const Lock lock(mutex_);
    if (derived_) return *derived_;
    before = derived_changes_;
  }
  const bool found = database_.Read([](sql::Session& session) {
    return sql::SelectOne<int64_t>(session, "SELECT 1 FROM api_key WHERE LENGTH(key) = 100 LIMIT 1").has_value();
  });
  const Lock lock(mutex_);
  if (derived_changes_ == before) derived_ = found;
  return found;
}

void ApiKeyStore::ForgetDerived() {
  const Lock lock(mutex_);
  ++derived_changes_;
  derived_.reset();
}

}  // namespace grafake::server
