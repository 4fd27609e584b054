#include "server/storage/sql/sqlite_session.h"

#include <Poco/Data/DataException.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <sqlite3.h>

#include <initializer_list>
#include <optional>

namespace grafake::server::sql {
namespace {

using Poco::Data::SQLite::Utility;

// In a URI only these have a meaning.
std::string EscapedForUri(const std::string& file) {
  std::string escaped;
  for (const char c : file) {
    if (c == '%')
      escaped += "%25";
    else if (c == '?')
      escaped += "%3f";
    else if (c == '#')
      escaped += "%23";
    else
      escaped += c;
  }
  return escaped;
}

// POCO would make a missing file, but for the mode.
std::string UriOf(const std::string& file, Open how) {
  if (file == ":memory:") return "file::memory:";
  const std::string uri = "file:" + EscapedForUri(file);
  switch (how) {
    case Open::kReadWrite:
      return uri + "?mode=rw";
    case Open::kReadLog:
      return uri + "?mode=ro";
    case Open::kReadIndexed:
      return uri + "?mode=ro&readonly_shm=1";
    case Open::kReadFile:
      return uri + "?mode=ro&immutable=1";
  }
  return uri;
}

SqlError::Kind KindOf(int code) {
  if (code == SQLITE_NOTADB) return SqlError::Kind::kNotADatabase;
  return code == SQLITE_BUSY ? SqlError::Kind::kBusy : SqlError::Kind::kOther;
}

void Check(sqlite3* database, int code) {
  if (code != SQLITE_OK) throw SqlError(KindOf(code), sqlite3_errmsg(database));
}

bool RegisterConnector() {
  Poco::Data::SQLite::Connector::registerConnector();
  return true;
}

// Without a time-out: POCO would try again for a minute. SQLite has one reason not to open a file, and POCO keeps it.
Poco::Data::Session OpenedByPoco(const std::string& uri) {
  [[maybe_unused]] static const bool registered = RegisterConnector();
  try {
    return {Poco::Data::SQLite::Connector::KEY, uri, 0};
  } catch (const Poco::Data::ConnectionFailedException&) {
    throw SqlError(SqlError::Kind::kOther, sqlite3_errstr(SQLITE_CANTOPEN));
  }
}

constexpr int kIndexBlock = 32 * 1024;  // SQLite's file format: the wal-index comes in such blocks

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(sqlite3* database, std::string_view text) : database_(database) {
    Check(database, sqlite3_prepare_v3(database, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT,
                                       &statement_, nullptr));
  }
  ~SqliteStatement() override { sqlite3_finalize(statement_); }

  void BindInteger(int parameter, std::int64_t value) override {
    Check(database_, sqlite3_bind_int64(statement_, parameter, value));
  }
  void BindText(int parameter, std::string_view value) override { BindBytes(parameter, value, SQLITE_STATIC); }
  void BindCopy(int parameter, std::string_view value) override { BindBytes(parameter, value, SQLITE_TRANSIENT); }
  void BindNull(int parameter) override { Check(database_, sqlite3_bind_null(statement_, parameter)); }

  bool Step() override {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) Check(database_, code);
    return false;
  }
  void Reset() noexcept override { sqlite3_reset(statement_); }

  [[nodiscard]] std::int64_t Integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  // As bytes, since Grafana's names may hold a NUL.
  [[nodiscard]] std::string Text(int column) const override {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
  }
  [[nodiscard]] bool IsNull(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }

 private:
  void BindBytes(int parameter, std::string_view value, sqlite3_destructor_type lasting) {
    const char* bytes = value.data() == nullptr ? "" : value.data();  // a null pointer would be NULL
    Check(database_, sqlite3_bind_text64(statement_, parameter, bytes, value.size(), lasting, SQLITE_UTF8));
  }

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(const std::string& uri) : session_(OpenedByPoco(uri)) {}

  [[nodiscard]] sqlite3* handle() const { return database_; }

  [[nodiscard]] std::unique_ptr<Statement> Prepare(std::string_view text) override {
    return std::make_unique<SqliteStatement>(database_, text);
  }
  void RunOnce(const std::string& text) override {
    Check(database_, sqlite3_exec(database_, text.c_str(), nullptr, nullptr, nullptr));
  }

  // Its file is locked by DatabaseFiles.
  [[nodiscard]] bool Claim() override { return true; }
  void RunSchema(std::string_view text) override { RunOnce(std::string(text)); }
  void AddColumn(const std::string& table, const std::string& name, const std::string& type) override {
    RunOnce("ALTER TABLE \"" + table + "\" ADD COLUMN " + name + " " + type);
  }
  [[nodiscard]] bool HasTable(const std::string& table) override {
    return Ask("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", {table}).has_value();
  }
  [[nodiscard]] bool HasColumn(const std::string& table, const std::string& column) override {
    return Ask("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", {table, column}).has_value();
  }
  [[nodiscard]] std::int64_t SchemaNumber() override { return Ask("PRAGMA user_version", {}).value_or(0); }
  void SetSchemaNumber(std::int64_t number) override { RunOnce("PRAGMA user_version = " + std::to_string(number)); }
  void ForgetIds(const std::string& table) override {
    (void)Ask("DELETE FROM sqlite_sequence WHERE name = ?", {table});
  }
  void TakeId(const std::string& table, std::int64_t id) override {
    (void)Ask(
        "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE NOT EXISTS"
        " (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
        {table});
    const std::string number = std::to_string(id);
    (void)Ask("UPDATE sqlite_sequence SET seq = " + number + " WHERE name = ? AND seq < " + number, {table});
  }

  void Begin() override { Run(begin_, "BEGIN IMMEDIATE"); }
  void Commit() override { Run(commit_, "COMMIT"); }
  void Rollback() noexcept override try { Run(rollback_, "ROLLBACK"); } catch (const SqlError&) {
    // SQLite has undone the transaction by itself.
  }
  // FULL is the only setting with which a commit survives the loss of power.
  void SetDurability(Durability durability) override {
    if (durability == Durability::kOnDisk)
      Run(full_, "PRAGMA synchronous = FULL");
    else
      Run(normal_, "PRAGMA synchronous = NORMAL");
  }
  void SetPatience(std::chrono::milliseconds patience) override {
    sqlite3_busy_timeout(database_, static_cast<int>(patience.count()));
  }

  [[nodiscard]] bool alive() const override { return true; }
  [[nodiscard]] std::size_t changed_rows() const override {
    return static_cast<std::size_t>(sqlite3_changes(database_));
  }
  [[nodiscard]] std::int64_t all_changed_rows() const override { return sqlite3_total_changes64(database_); }

 private:
  using Kept = std::unique_ptr<SqliteStatement>;

  void Run(Kept& kept, const char* text) {
    if (!kept) kept = std::make_unique<SqliteStatement>(database_, text);
    struct AtTheEnd {
      SqliteStatement& statement;
      ~AtTheEnd() { statement.Reset(); }
    } const reset{*kept};
    while (kept->Step()) continue;
  }

  // Runs what is not kept; the first column of the first row, if there is one.
  std::optional<std::int64_t> Ask(const std::string& text, std::initializer_list<std::string_view> values) {
    SqliteStatement statement(database_, text);
    int at = 0;
    for (const std::string_view value : values) statement.BindText(++at, value);
    return statement.Step() ? std::optional(statement.Integer(0)) : std::nullopt;
  }

  Poco::Data::Session session_;
  sqlite3* database_ = Utility::dbHandle(session_);
  Kept begin_, commit_, rollback_, full_, normal_;  // gone before the session
};

sqlite3* HandleOf(const Session& session) { return dynamic_cast<SqliteConnection&>(session.connection()).handle(); }

}  // namespace

SqliteSession::SqliteSession(const std::string& file, Open how)
    : Session(std::make_unique<SqliteConnection>(UriOf(file, how))) {}

const std::uint32_t* LogIndexOf(const Session& session) {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(HandleOf(session), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return nullptr;
  if (file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2) return nullptr;
  volatile void* block = nullptr;
  if (file->pMethods->xShmMap(file, 0, kIndexBlock, 0, &block) != SQLITE_OK || block == nullptr) return nullptr;
  return const_cast<const std::uint32_t*>(static_cast<volatile std::uint32_t*>(block));
}

void CopyPages(const Session& copy, const Session& original) {
  sqlite3* const to = HandleOf(copy);
  sqlite3_backup* const backup = sqlite3_backup_init(to, "main", HandleOf(original), "main");
  if (backup == nullptr) throw SqlError(KindOf(sqlite3_errcode(to)), sqlite3_errmsg(to));
  sqlite3_backup_step(backup, -1);
  Check(to, sqlite3_backup_finish(backup));
}

}  // namespace grafake::server::sql
