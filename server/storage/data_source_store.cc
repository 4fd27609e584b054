#include "server/storage/data_source_store.h"

#include "server/json/reader.h"
#include "server/json/writer.h"
#include "server/storage/not_found.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::int64_t;
using std::string;

// Of a row that Grafana made, texts may be missing.
constexpr const char* kDataSourceColumns =
    "SELECT id, org_id, version, uid, name, type, access, url, COALESCE(\"user\", ''), COALESCE(database, ''), "
    "basic_auth,"
    " COALESCE(basic_auth_user, ''), with_credentials, is_default, COALESCE(json_data, ''),"
    " COALESCE(secure_json_data, ''), COALESCE(read_only, FALSE) FROM data_source ";

std::map<string, string> SecretsIn(const string& json) {
  std::map<string, string> secrets;
  const auto read = ReadJson(json);
  if (!read) return secrets;
  JsonMembers members(*read);
  while (const JsonMember* member = members.Next()) {
    if (member->value.kind == JsonValue::Kind::kString) secrets[member->name] = member->value.Text();
  }
  return secrets;
}

string JsonOfSecrets(const std::map<string, string>& secrets) {
  JsonWriter json;
  json.BeginObject();
  for (const auto& [name, sealed] : secrets) json.Key(name).Value(sealed);
  return json.EndObject().Take();
}

// What is to go is empty in the change.
std::map<string, string> ChangedSecrets(std::map<string, string> secrets, const std::map<string, string>& change) {
  for (const auto& [name, sealed] : change) secrets[name] = sealed;
  std::erase_if(secrets, [](const auto& secret) { return secret.second.empty(); });
  return secrets;
}

template <class... Args>
std::vector<DataSourceRow> SelectDataSources(sql::Session& session, const string& rest, const Args&... args) {
  std::vector<DataSourceRow> rows;
  for (auto& [id, org, version, uid, name, type, access, url, user, database, basic, basic_user, credentials,
              is_default, json, secrets, read_only] :
       sql::Select<int64_t, int64_t, int64_t, string, string, string, string, string, string, string, bool, string,
                   bool, bool, string, string, bool>(session, kDataSourceColumns + rest, args...)) {
    rows.push_back({id, org, version, std::move(uid), std::move(name), std::move(type), std::move(access),
                    std::move(url), std::move(user), std::move(database), basic, std::move(basic_user), credentials,
                    is_default, std::move(json), SecretsIn(secrets), read_only});
  }
  return rows;
}

template <class Value>
std::optional<DataSourceRow> FindDataSource(sql::Session& session, const char* column, int64_t org_id,
                                            const Value& value) {
  auto rows = SelectDataSources(session, string("WHERE org_id = ? AND ") + column + " = ?", org_id, value);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

bool IsDataSourceTaken(sql::Session& session, const char* column, const DataSourceRow& row, const string& value) {
  return sql::SelectOne<int64_t>(
             session, string("SELECT id FROM data_source WHERE org_id = ? AND id <> ? AND ") + column + " = ?",
             row.org_id, row.id, value)
      .has_value();
}

tl::unexpected<Error> DataSourceTaken(ErrorCode code, std::string_view by, const DataSourceRow& row,
                                      const string& value) {
  return Fail(code, "data source with the same " + string(by) + " already exists",
              TakenAlready{Noun::kDataSource, by, value, Within{Noun::kOrg, row.org_id}});
}

Result<Done> CheckFree(sql::Session& session, const DataSourceRow& row) {
  if (IsDataSourceTaken(session, "name", row, row.name))
    return DataSourceTaken(ErrorCode::kTaken, "name", row, row.name);
  if (!row.uid.empty() && IsDataSourceTaken(session, "uid", row, row.uid))
    return DataSourceTaken(ErrorCode::kUidTaken, "uid", row, row.uid);
  return Done();
}

string FreeNameOf(sql::Session& session, const DataSourceRow& row) {
  string name = row.type;
  for (int number = 1; IsDataSourceTaken(session, "name", row, name); ++number)
    name = row.type + "-" + std::to_string(number);
  return name;
}

bool IsFirstOf(sql::Session& session, int64_t org_id) {
  return !sql::SelectOne<int64_t>(session, "SELECT id FROM data_source WHERE org_id = ? LIMIT 1", org_id);
}

void TakeDefaultFromOthers(sql::Session& session, const DataSourceRow& row) {
  if (!row.is_default) return;
  sql::Execute(session, "UPDATE data_source SET is_default = FALSE WHERE org_id = ? AND id <> ? AND is_default = TRUE",
               row.org_id, row.id);
}

// With its id, or the next one if that is 0.
int64_t InsertDataSource(sql::Session& session, const DataSourceRow& row, Timestamp now) {
  return sql::InsertAt(session, "data_source", row.id,
                       "org_id, version, type, name, access, url, \"user\", database, basic_auth, basic_auth_user,"
                       " is_default, json_data, created, updated, with_credentials, secure_json_data, read_only, uid",
                       row.org_id, row.version, row.type, row.name, row.access, row.url, row.user, row.database,
                       row.basic_auth, row.basic_auth_user, row.is_default, row.json_data, now, now,
                       row.with_credentials, JsonOfSecrets(row.secrets), row.read_only, row.uid);
}

}  // namespace

Result<DataSourceRow> DataSourceStore::Insert(DataSourceRow row, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<DataSourceRow>> {
    DataSourceRow made = row;
    made.id = 0;
    if (made.name.empty()) made.name = FreeNameOf(session, made);
    if (auto free = CheckFree(session, made); !free) return tl::unexpected(free.error());
    made.is_default = made.is_default || (first_is_default_ && IsFirstOf(session, made.org_id));
    std::erase_if(made.secrets, [](const auto& secret) { return secret.second.empty(); });
    made.id = InsertDataSource(session, made, now);
    TakeDefaultFromOthers(session, made);
    return Written(std::move(made), NothingKept());
  });
}

Result<Done> DataSourceStore::Place(const DataSourceRow& row, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (auto free = CheckFree(session, row); !free) return tl::unexpected(free.error());
    if (sql::SelectOne<int64_t>(session, "SELECT 1 FROM data_source WHERE id = ?", row.id))
      return DataSourceTaken(ErrorCode::kTaken, "id", row, std::to_string(row.id));
    InsertDataSource(session, row, now);
    return Written(Done(), NothingKept());
  });
}

Result<DataSourceRow> DataSourceStore::Update(const DataSourceRow& row, Timestamp now) {
  return database_.Write([&](sql::Session& session) -> Result<Written<DataSourceRow>> {
    if (auto free = CheckFree(session, row); !free) return tl::unexpected(free.error());
    const auto there = FindDataSource(session, "id", row.org_id, row.id);
    if (!there) return DataSourceNotFound(row.org_id, "id", std::to_string(row.id));
    sql::Execute(
        session,
        "UPDATE data_source SET version = ?, type = ?, name = ?, access = ?, url = COALESCE(NULLIF(?, ''), url),"
        " \"user\" = ?, database = COALESCE(NULLIF(?, ''), database), basic_auth = ?,"
        " basic_auth_user = COALESCE(NULLIF(?, ''), basic_auth_user), is_default = ?, json_data = ?, updated = ?,"
        " with_credentials = ?, read_only = ?, uid = COALESCE(NULLIF(?, ''), uid),"
        " secure_json_data = ? WHERE org_id = ? AND id = ?",
        row.version, row.type, row.name, row.access, row.url, row.user, row.database, row.basic_auth,
        row.basic_auth_user, row.is_default, row.json_data, now, row.with_credentials, row.read_only, row.uid,
        JsonOfSecrets(ChangedSecrets(there->secrets, row.secrets)), row.org_id, row.id);
    TakeDefaultFromOthers(session, row);
    return Written(sql::StillThere(FindDataSource(session, "id", row.org_id, row.id)), NothingKept());
  });
}

Result<Done> DataSourceStore::Erase(int64_t org_id, int64_t id) {
  return database_.Write([&](sql::Session& session) -> Result<Written<Done>> {
    if (sql::Execute(session, "DELETE FROM data_source WHERE org_id = ? AND id = ?", org_id, id) == 0)
      return DataSourceNotFound(org_id, "id", std::to_string(id));
    return Written(Done(), NothingKept());
  });
}

std::optional<DataSourceRow> DataSourceStore::Find(int64_t org_id, int64_t id) {
  return database_.Read([&](sql::Session& session) { return FindDataSource(session, "id", org_id, id); });
}

std::optional<DataSourceRow> DataSourceStore::FindByUid(int64_t org_id, const string& uid) {
  return database_.Read([&](sql::Session& session) { return FindDataSource(session, "uid", org_id, uid); });
}

std::optional<DataSourceRow> DataSourceStore::FindByName(int64_t org_id, const string& name) {
  return database_.Read([&](sql::Session& session) { return FindDataSource(session, "name", org_id, name); });
}

std::vector<DataSourceRow> DataSourceStore::List(int64_t org_id) {
  return database_.Read([&](sql::Session& session) {
    return SelectDataSources(session, "WHERE org_id = ? ORDER BY lower(name), name", org_id);
  });
}

std::vector<DataSourceRow> DataSourceStore::ListAll() {
  return database_.Read([](sql::Session& session) { return SelectDataSources(session, "ORDER BY id"); });
}

}  // namespace grafake::server
