#include "server/storage/schema.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <string>

#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {
namespace {

// Step 1: each statement is safe to run on a database that has its table, since files of Grafana and of grafake 0.1.0
// have them.
constexpr auto kGrafanaTables = std::to_array<const char*>({
    "CREATE TABLE IF NOT EXISTS user (id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 0,"
    " login TEXT NOT NULL, email TEXT NOT NULL, name TEXT, password TEXT, salt TEXT, rands TEXT, company TEXT,"
    " org_id INTEGER NOT NULL, is_admin INTEGER NOT NULL, email_verified INTEGER, theme TEXT, created DATETIME NOT "
    "NULL,"
    " updated DATETIME NOT NULL, help_flags1 INTEGER NOT NULL DEFAULT 0, last_seen_at DATETIME,"
    " is_disabled INTEGER NOT NULL DEFAULT 0, is_service_account INTEGER DEFAULT 0)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_user_login ON user (login)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_user_email ON user (email)",
    "CREATE INDEX IF NOT EXISTS IDX_user_login_email ON user (login, email)",

    "CREATE TABLE IF NOT EXISTS org (id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, name TEXT NOT "
    "NULL,"
    " address1 TEXT, address2 TEXT, city TEXT, state TEXT, zip_code TEXT, country TEXT, billing_email TEXT,"
    " created DATETIME NOT NULL, updated DATETIME NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_org_name ON org (name)",

    "CREATE TABLE IF NOT EXISTS org_user (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " user_id INTEGER NOT NULL, role TEXT NOT NULL, created DATETIME NOT NULL, updated DATETIME NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_org_user_org_id_user_id ON org_user (org_id, user_id)",
    "CREATE INDEX IF NOT EXISTS IDX_org_user_org_id ON org_user (org_id)",
    "CREATE INDEX IF NOT EXISTS IDX_org_user_user_id ON org_user (user_id)",

    "CREATE TABLE IF NOT EXISTS api_key (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL, name TEXT NOT "
    "NULL,"
    " key TEXT NOT NULL, role TEXT NOT NULL, created DATETIME NOT NULL, updated DATETIME NOT NULL, expires INTEGER,"
    " service_account_id INTEGER)",
    "CREATE INDEX IF NOT EXISTS IDX_api_key_org_id ON api_key (org_id)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_api_key_key ON api_key (key)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_api_key_org_id_name ON api_key (org_id, name)",
    "CREATE INDEX IF NOT EXISTS IDX_api_key_derived ON api_key (id) WHERE LENGTH(key) = 100",
    "CREATE INDEX IF NOT EXISTS IDX_api_key_service_account_id ON api_key (service_account_id)",

    "CREATE TABLE IF NOT EXISTS team (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, org_id INTEGER NOT "
    "NULL,"
    " created DATETIME NOT NULL, updated DATETIME NOT NULL, email TEXT)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_team_org_id_name ON team (org_id, name)",
    "CREATE TABLE IF NOT EXISTS team_member (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " team_id INTEGER NOT NULL, user_id INTEGER NOT NULL, created DATETIME NOT NULL, updated DATETIME NOT NULL,"
    " external INTEGER, permission INTEGER)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_team_member_org_id_team_id_user_id ON team_member (org_id, team_id, "
    "user_id)",
    "CREATE INDEX IF NOT EXISTS IDX_team_member_team_id ON team_member (team_id)",

    "CREATE TABLE IF NOT EXISTS user_auth (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL,"
    " auth_module TEXT NOT NULL, auth_id TEXT NOT NULL, created DATETIME NOT NULL)",
    "CREATE INDEX IF NOT EXISTS IDX_user_auth_user_id ON user_auth (user_id)",

    "CREATE TABLE IF NOT EXISTS user_auth_token (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL,"
    " auth_token TEXT NOT NULL, prev_auth_token TEXT NOT NULL, user_agent TEXT NOT NULL, client_ip TEXT NOT NULL,"
    " auth_token_seen INTEGER NOT NULL, seen_at INTEGER, rotated_at INTEGER NOT NULL, created_at INTEGER NOT NULL,"
    " updated_at INTEGER NOT NULL, revoked_at INTEGER)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_user_auth_token_auth_token ON user_auth_token (auth_token)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_user_auth_token_prev_auth_token ON user_auth_token (prev_auth_token)",
    "CREATE INDEX IF NOT EXISTS IDX_user_auth_token_user_id ON user_auth_token (user_id)",

    "CREATE TABLE IF NOT EXISTS login_attempt (id INTEGER PRIMARY KEY AUTOINCREMENT, username TEXT NOT NULL,"
    " ip_address TEXT NOT NULL, created INTEGER NOT NULL)",
    "CREATE INDEX IF NOT EXISTS IDX_login_attempt_username ON login_attempt (username)",

    "CREATE TABLE IF NOT EXISTS role (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, description TEXT,"
    " version INTEGER NOT NULL, org_id INTEGER NOT NULL, uid TEXT NOT NULL, created DATETIME NOT NULL,"
    " updated DATETIME NOT NULL, display_name TEXT, group_name TEXT, hidden INTEGER NOT NULL DEFAULT 0)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_role_org_id_name ON role (org_id, name)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_role_uid ON role (uid)",
    "CREATE TABLE IF NOT EXISTS permission (id INTEGER PRIMARY KEY AUTOINCREMENT, role_id INTEGER NOT NULL,"
    " action TEXT NOT NULL, scope TEXT NOT NULL, created DATETIME NOT NULL, updated DATETIME NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_permission_role_id_action_scope ON permission (role_id, action, scope)",
    "CREATE TABLE IF NOT EXISTS user_role (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, created DATETIME NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_user_role_org_id_user_id_role_id ON user_role (org_id, user_id, role_id)",
    "CREATE TABLE IF NOT EXISTS team_role (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " team_id INTEGER NOT NULL, role_id INTEGER NOT NULL, created DATETIME NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_team_role_org_id_team_id_role_id ON team_role (org_id, team_id, role_id)",
    "CREATE TABLE IF NOT EXISTS builtin_role (id INTEGER PRIMARY KEY AUTOINCREMENT, role TEXT NOT NULL,"
    " role_id INTEGER NOT NULL, created DATETIME NOT NULL, updated DATETIME NOT NULL, org_id INTEGER NOT NULL DEFAULT "
    "0)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_builtin_role_org_id_role_id_role ON builtin_role (org_id, role_id, role)",

    "CREATE TABLE IF NOT EXISTS preferences (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " user_id INTEGER NOT NULL, version INTEGER NOT NULL, home_dashboard_id INTEGER NOT NULL, timezone TEXT NOT NULL,"
    " theme TEXT NOT NULL, created DATETIME NOT NULL, updated DATETIME NOT NULL, team_id INTEGER, week_start TEXT,"
    " json_data TEXT)",
    "CREATE INDEX IF NOT EXISTS IDX_preferences_org_id ON preferences (org_id)",
    "CREATE INDEX IF NOT EXISTS IDX_preferences_user_id ON preferences (user_id)",

    "CREATE TABLE IF NOT EXISTS quota (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER, user_id INTEGER,"
    " target TEXT NOT NULL, \"limit\" INTEGER NOT NULL, created DATETIME NOT NULL, updated DATETIME NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_quota_org_id_user_id_target ON quota (org_id, user_id, target)",

    "CREATE TABLE IF NOT EXISTS star (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL,"
    " dashboard_id INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_star_user_id_dashboard_id ON star (user_id, dashboard_id)",
});

// Step 2: what became of an org's API keys, as Grafana keeps it.
constexpr auto kNotesOfOrgs = std::to_array<const char*>({
    "CREATE TABLE IF NOT EXISTS kv_store (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, created DATETIME NOT NULL,"
    " updated DATETIME NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_kv_store_org_id_namespace_key ON kv_store (org_id, namespace, key)",
});

// A column that a step adds, unless it is there: files of a later Grafana have it.
struct NewColumn {
  const char* table;
  const char* name;
  const char* type;
};

constexpr auto kLastUse = std::to_array<NewColumn>({{"api_key", "last_used_at", "DATETIME"}});
constexpr auto kTeamUid = std::to_array<NewColumn>({{"team", "uid", "TEXT"}});
constexpr auto kUidsOfPeople = std::to_array<NewColumn>({{"user", "uid", "TEXT"}, {"team_member", "uid", "TEXT"}});
constexpr auto kRevocation = std::to_array<NewColumn>({{"api_key", "is_revoked", "INTEGER DEFAULT 0"}});
constexpr auto kUsersByUid = std::to_array<const char*>({"CREATE INDEX IF NOT EXISTS IDX_user_uid ON user (uid)"});

// Step 6. Folders are dashboards that are marked as such.
constexpr auto kDocuments = std::to_array<const char*>({
    "CREATE TABLE IF NOT EXISTS dashboard (id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL,"
    " slug TEXT NOT NULL, title TEXT NOT NULL, data TEXT NOT NULL, org_id INTEGER NOT NULL, created DATETIME NOT NULL,"
    " updated DATETIME NOT NULL, updated_by INTEGER, created_by INTEGER, gnet_id INTEGER, plugin_id TEXT,"
    " folder_id INTEGER NOT NULL DEFAULT 0, is_folder INTEGER NOT NULL DEFAULT 0, has_acl INTEGER NOT NULL DEFAULT 0,"
    " uid TEXT, is_public INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX IF NOT EXISTS IDX_dashboard_org_id ON dashboard (org_id)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_dashboard_org_id_uid ON dashboard (org_id, uid)",
    "CREATE INDEX IF NOT EXISTS IDX_dashboard_org_id_folder_id_title ON dashboard (org_id, folder_id, title)",
    "CREATE INDEX IF NOT EXISTS IDX_dashboard_org_id_slug ON dashboard (org_id, slug)",
    "CREATE TABLE IF NOT EXISTS dashboard_version (id INTEGER PRIMARY KEY AUTOINCREMENT, dashboard_id INTEGER NOT NULL,"
    " parent_version INTEGER NOT NULL, restored_from INTEGER NOT NULL, version INTEGER NOT NULL,"
    " created DATETIME NOT NULL, created_by INTEGER NOT NULL, message TEXT NOT NULL, data TEXT NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_dashboard_version_dashboard_id_version ON dashboard_version (dashboard_id,"
    " version)",
    "CREATE TABLE IF NOT EXISTS dashboard_tag (id INTEGER PRIMARY KEY AUTOINCREMENT, dashboard_id INTEGER NOT NULL,"
    " term TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS IDX_dashboard_tag_dashboard_id ON dashboard_tag (dashboard_id)",
    "CREATE TABLE IF NOT EXISTS dashboard_acl (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " dashboard_id INTEGER NOT NULL, user_id INTEGER, team_id INTEGER, permission INTEGER NOT NULL DEFAULT 4,"
    " role TEXT, created DATETIME NOT NULL, updated DATETIME NOT NULL)",
    "CREATE INDEX IF NOT EXISTS IDX_dashboard_acl_dashboard_id ON dashboard_acl (dashboard_id)",
    "CREATE TABLE IF NOT EXISTS dashboard_provisioning (id INTEGER PRIMARY KEY AUTOINCREMENT, dashboard_id INTEGER,"
    " name TEXT NOT NULL, external_id TEXT NOT NULL, updated INTEGER NOT NULL DEFAULT 0, check_sum TEXT)",
    "CREATE INDEX IF NOT EXISTS IDX_dashboard_provisioning_dashboard_id ON dashboard_provisioning (dashboard_id)",

    "CREATE TABLE IF NOT EXISTS data_source (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " version INTEGER NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, access TEXT NOT NULL, url TEXT NOT NULL,"
    " password TEXT, user TEXT, database TEXT, basic_auth INTEGER NOT NULL, basic_auth_user TEXT,"
    " basic_auth_password TEXT, is_default INTEGER NOT NULL, json_data TEXT, created DATETIME NOT NULL,"
    " updated DATETIME NOT NULL, with_credentials INTEGER NOT NULL DEFAULT 0, secure_json_data TEXT,"
    " read_only INTEGER, uid TEXT NOT NULL DEFAULT 0)",
    "CREATE INDEX IF NOT EXISTS IDX_data_source_org_id ON data_source (org_id)",
    "CREATE INDEX IF NOT EXISTS IDX_data_source_org_id_is_default ON data_source (org_id, is_default)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_data_source_org_id_name ON data_source (org_id, name)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_data_source_org_id_uid ON data_source (org_id, uid)",

    "CREATE TABLE IF NOT EXISTS playlist (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
    " interval TEXT NOT NULL, org_id INTEGER NOT NULL, uid TEXT NOT NULL DEFAULT 0)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_playlist_org_id_uid ON playlist (org_id, uid)",
    "CREATE TABLE IF NOT EXISTS playlist_item (id INTEGER PRIMARY KEY AUTOINCREMENT, playlist_id INTEGER NOT NULL,"
    " type TEXT NOT NULL, value TEXT NOT NULL, title TEXT NOT NULL, \"order\" INTEGER NOT NULL)",

    "CREATE TABLE IF NOT EXISTS library_element (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " folder_id INTEGER NOT NULL, uid TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, type TEXT NOT NULL,"
    " description TEXT NOT NULL, model TEXT NOT NULL, created DATETIME NOT NULL, created_by INTEGER NOT NULL,"
    " updated DATETIME NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_library_element_org_id_uid ON library_element (org_id, uid)",
    "CREATE INDEX IF NOT EXISTS IDX_library_element_folder_id ON library_element (folder_id)",
    "CREATE TABLE IF NOT EXISTS library_element_connection (id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " element_id INTEGER NOT NULL, kind INTEGER NOT NULL, connection_id INTEGER NOT NULL, created DATETIME NOT NULL,"
    " created_by INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_library_element_connection_element_id_kind_connection_id ON"
    " library_element_connection (element_id, kind, connection_id)",

    "CREATE TABLE IF NOT EXISTS annotation (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " alert_id INTEGER, user_id INTEGER, dashboard_id INTEGER, panel_id INTEGER, category_id INTEGER,"
    " type TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', text TEXT NOT NULL, metric TEXT,"
    " prev_state TEXT NOT NULL DEFAULT '', new_state TEXT NOT NULL DEFAULT '', data TEXT NOT NULL DEFAULT '{}',"
    " epoch INTEGER NOT NULL, region_id INTEGER DEFAULT 0, tags TEXT, created INTEGER DEFAULT 0,"
    " updated INTEGER DEFAULT 0, epoch_end INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX IF NOT EXISTS IDX_annotation_org_id_epoch_epoch_end ON annotation (org_id, epoch, epoch_end)",
    "CREATE INDEX IF NOT EXISTS IDX_annotation_dashboard_id ON annotation (dashboard_id)",

    "CREATE TABLE IF NOT EXISTS dashboard_snapshot (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
    " key TEXT NOT NULL, delete_key TEXT NOT NULL, org_id INTEGER NOT NULL, user_id INTEGER NOT NULL,"
    " external INTEGER NOT NULL, external_url TEXT NOT NULL, dashboard TEXT NOT NULL, expires DATETIME NOT NULL,"
    " created DATETIME NOT NULL, updated DATETIME NOT NULL, external_delete_url TEXT, dashboard_encrypted BLOB)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_dashboard_snapshot_key ON dashboard_snapshot (key)",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_dashboard_snapshot_delete_key ON dashboard_snapshot (delete_key)",
    "CREATE INDEX IF NOT EXISTS IDX_dashboard_snapshot_user_id ON dashboard_snapshot (user_id)",

    "CREATE TABLE IF NOT EXISTS temp_user (id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL,"
    " version INTEGER NOT NULL, email TEXT NOT NULL, name TEXT, role TEXT, code TEXT NOT NULL, status TEXT NOT NULL,"
    " invited_by_user_id INTEGER, email_sent INTEGER NOT NULL, email_sent_on DATETIME, remote_addr TEXT,"
    " created INTEGER NOT NULL DEFAULT 0, updated INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX IF NOT EXISTS IDX_temp_user_email ON temp_user (email)",
    "CREATE INDEX IF NOT EXISTS IDX_temp_user_org_id ON temp_user (org_id)",
    "CREATE INDEX IF NOT EXISTS IDX_temp_user_code ON temp_user (code)",
    "CREATE INDEX IF NOT EXISTS IDX_temp_user_status ON temp_user (status)",
});

// Step 7: a folder and a dashboard may have one uid, and names are nobody's own in releases whose documents are
// resources; which of these may be so the rules say.
constexpr auto kHomeUid = std::to_array<NewColumn>({{"preferences", "home_dashboard_uid", "TEXT"}});
constexpr auto kSharedNames = std::to_array<const char*>({
    "DROP INDEX IF EXISTS UQE_dashboard_org_id_uid",
    "DROP INDEX IF EXISTS UQE_dashboard_org_id_folder_id_title",
    "DROP INDEX IF EXISTS UQE_library_element_org_id_folder_id_name_kind",
    "CREATE UNIQUE INDEX IF NOT EXISTS UQE_dashboard_org_id_uid_is_folder ON dashboard (org_id, uid, is_folder)",
    "CREATE INDEX IF NOT EXISTS IDX_dashboard_folder_id ON dashboard (folder_id)",
});

// The columns are added first.
struct Step {
  std::span<const char* const> statements;
  std::span<const NewColumn> columns = {};
};

// The step to number n is the (n - 1)th.
constexpr auto kSteps = std::to_array<Step>({{kGrafanaTables},
                                             {kNotesOfOrgs, kLastUse},
                                             {{}, kTeamUid},
                                             {kUsersByUid, kUidsOfPeople},
                                             {{}, kRevocation},
                                             {kDocuments},
                                             {kSharedNames, kHomeUid}});
static_assert(kSteps.size() == static_cast<std::size_t>(kSchemaNumber), "each schema number has a step");

void AddColumn(sql::Session& session, const NewColumn& column) {
  if (session.connection().HasColumn(column.table, column.name)) return;
  session.connection().AddColumn(column.table, column.name, column.type);
}

void RunSteps(sql::Session& session, std::int64_t from, std::int64_t to) {
  for (std::int64_t step = from; step < to; ++step) {
    const Step& change = kSteps.at(static_cast<std::size_t>(step));
    for (const NewColumn& column : change.columns) AddColumn(session, column);
    for (const char* statement : change.statements) session.connection().RunSchema(statement);
  }
  session.connection().SetSchemaNumber(to);
}

using Columns = std::map<std::string, std::set<std::string>>;  // by table

Columns ColumnsOf(sql::Session& session) {
  Columns columns;
  for (auto& [table, column] : sql::Select<std::string, std::string>(
           session,
           "SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'"))
    columns[table].insert(std::move(column));
  return columns;
}

}  // namespace

std::int64_t SchemaNumberOf(sql::Session& session) { return session.connection().SchemaNumber(); }

void Migrate(sql::Session& session, const FileTerms& terms) {
  session.connection().Begin();
  const std::string release = ReleaseOfFile(session, terms);
  const std::int64_t number = SchemaNumberOf(session);
  if (number < kSchemaNumber) RunSteps(session, number, kSchemaNumber);
  if (!terms.known.empty()) TakeOver(session, release, terms);
  session.connection().Commit();
}

std::optional<std::string> FindMissing(sql::Session& session) {
  sql::SqliteSession model(":memory:");
  const std::int64_t number = SchemaNumberOf(session);
  RunSteps(model, 0, std::clamp<std::int64_t>(number, 1, kSchemaNumber));
  const Columns found = ColumnsOf(session);
  for (const auto& [table, columns] : ColumnsOf(model)) {
    const auto there = found.find(table);
    if (there == found.end() && number == 0) continue;
    if (there == found.end()) return "no table " + table;
    for (const std::string& column : columns) {
      if (!there->second.contains(column)) return "no column " + table + "." + column;
    }
  }
  return std::nullopt;
}

}  // namespace grafake::server
