#include "server/storage/sql/postgres/postgres_connection.h"

#include <Poco/Data/PostgreSQL/Connector.h>
#include <Poco/Data/PostgreSQL/PostgreSQLException.h>
#include <Poco/Data/PostgreSQL/Utility.h>

#include <cstdlib>

#include "server/storage/sql/postgres/postgres_statement.h"
#include "server/storage/sql/postgres_text.h"

namespace grafake::server::sql {
namespace {

constexpr std::size_t kLoginSeconds = 10;
// The number of the lock that who writes holds to the end of the transaction: "grafake" as bytes.
constexpr const char* kWriterLock = "29104508263164773";
// The one that a server holds as long as it works with the database.
constexpr const char* kOwnerLock = "29104508263164774";

// Waiting for a lock, an idle transaction and a dead peer all have an end.
constexpr const char* kSettings =
    "SET TIME ZONE 'UTC'; SET DateStyle = 'ISO'; SET client_min_messages = 'warning'; SET lock_timeout = '10s';"
    " SET idle_in_transaction_session_timeout = '10s'; SET standard_conforming_strings = 'on'";
constexpr const char* kPeers = " tcp_user_timeout=10000 keepalives_idle=5 keepalives_interval=2 keepalives_count=2";

// POCO takes the options apart at blanks, of which no value here may have one; libpq understands quotes after "\".
void AddOption(std::string& options, const char* name, const std::string& value) {
  if (value.empty()) return;
  if (value.find_first_of(" \t\n\r\v\f") != std::string::npos)
    throw SqlError(SqlError::Kind::kOther, std::string("a blank in the connection's ") + name);
  if (!options.empty()) options += ' ';
  options += name;
  options += '=';
  for (const char c : value) {
    if (c == '\'' || c == '\\') options += '\\';
    options += c;
  }
}

std::string OptionsOf(const PostgresSettings& settings) {
  std::string options;
  AddOption(options, "host", settings.host);
  AddOption(options, "port", settings.port);
  AddOption(options, "dbname", settings.name);
  AddOption(options, "user", settings.user);
  AddOption(options, "password", settings.password);
  AddOption(options, "sslmode", settings.ssl_mode);
  AddOption(options, "sslrootcert", settings.ca_cert_path);
  AddOption(options, "sslcert", settings.client_cert_path);
  AddOption(options, "sslkey", settings.client_key_path);
  AddOption(options, "application_name", "grafake");
  return options + kPeers;
}

std::string OneLine(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  for (char& c : text) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return text;
}

bool RegisterPostgres() {
  Poco::Data::PostgreSQL::Connector::registerConnector();
  return true;
}

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

// POCO 1.11 keeps the descriptor of each connection that failed; so another one is tried first.
void RequireReachable(const std::string& options) {
  const std::string with_patience = options + " connect_timeout=" + std::to_string(kLoginSeconds);
  const std::unique_ptr<PGconn, FinishConnection> tried(PQconnectdb(with_patience.c_str()));
  if (PQstatus(tried.get()) != CONNECTION_OK)
    throw SqlError(SqlError::Kind::kLost, OneLine(PQerrorMessage(tried.get())));
}

Poco::Data::Session Opened(const PostgresSettings& settings) {
  [[maybe_unused]] static const bool registered = RegisterPostgres();
  const std::string options = OptionsOf(settings);
  RequireReachable(options);
  try {
    return {Poco::Data::PostgreSQL::Connector::KEY, options, kLoginSeconds};
  } catch (const Poco::Exception& e) {
    throw SqlError(SqlError::Kind::kLost, OneLine(e.message()));
  }
}

SqlError::Kind KindOfState(const char* state) {
  const std::string_view code = state == nullptr ? "" : state;
  if (code.starts_with("08") || code.starts_with("57P")) return SqlError::Kind::kLost;
  const bool waited = code == "55P03" || code == "40001" || code == "40P01";
  return waited ? SqlError::Kind::kBusy : SqlError::Kind::kOther;
}

std::string Quoted(const std::string& name) { return '"' + name + '"'; }

}  // namespace

PostgresConnection::PostgresConnection(const PostgresSettings& settings)
    : session_(Opened(settings)), handle_(*Poco::Data::PostgreSQL::Utility::handle(session_)) {
  RunOnce(kSettings);
}

PostgresResult PostgresConnection::Checked(PGresult* result) {
  PostgresResult owned(result);
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return owned;
  if (!alive()) throw SqlError(SqlError::Kind::kLost, OneLine(PQerrorMessage(handle_)));
  const char* const message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  throw SqlError(KindOfState(PQresultErrorField(result, PG_DIAG_SQLSTATE)),
                 message != nullptr ? message : OneLine(PQerrorMessage(handle_)));
}

void PostgresConnection::Count(const PGresult* result) {
  const std::string_view command = PQcmdStatus(const_cast<PGresult*>(result));
  if (!command.starts_with("INSERT") && !command.starts_with("UPDATE") && !command.starts_with("DELETE")) return;
  changed_rows_ = std::strtoull(PQcmdTuples(const_cast<PGresult*>(result)), nullptr, 10);
  all_changed_rows_ += static_cast<std::int64_t>(changed_rows_);
}

std::unique_ptr<Statement> PostgresConnection::Prepare(std::string_view text) {
  return std::make_unique<PostgresStatement>(*this, text);
}

void PostgresConnection::PrepareNamed(const std::string& name, const std::string& text) {
  (void)Checked(PQprepare(handle_, name.c_str(), text.c_str(), 0, nullptr));
}

PostgresResult PostgresConnection::RunNamed(const std::string& name, const Values& values) {
  std::vector<const char*> texts;
  texts.reserve(values.size());
  for (const auto& value : values) texts.push_back(value ? value->c_str() : nullptr);
  auto result =
      Checked(PQexecPrepared(handle_, name.c_str(), static_cast<int>(texts.size()), texts.data(), nullptr, nullptr, 0));
  Count(result.get());
  return result;
}

void PostgresConnection::RunOnce(const std::string& text) { (void)Checked(PQexec(handle_, text.c_str())); }

std::optional<std::string> PostgresConnection::Ask(const std::string& text, const Values& values) {
  PostgresStatement question(*this, text);
  int at = 0;
  for (const auto& value : values) question.BindText(++at, value.value_or(""));
  return question.Step() ? std::optional(question.Text(0)) : std::nullopt;
}

bool PostgresConnection::Claim() {
  return Ask(std::string("SELECT pg_try_advisory_lock(") + kOwnerLock + ")", {}) == "t";
}

void PostgresConnection::RunSchema(std::string_view text) { RunOnce(PrintSchemaForPostgres(text)); }

void PostgresConnection::AddColumn(const std::string& table, const std::string& name, const std::string& type) {
  RunOnce("ALTER TABLE " + Quoted(table) + " ADD COLUMN " + Quoted(name) + " " + PrintColumnForPostgres(name, type));
}

bool PostgresConnection::HasTable(const std::string& table) {
  return Ask("SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = ?",
             {table})
      .has_value();
}

bool PostgresConnection::HasColumn(const std::string& table, const std::string& column) {
  return Ask("SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ?"
             " AND column_name = ?",
             {table, column})
      .has_value();
}

std::int64_t PostgresConnection::SchemaNumber() {
  if (!HasTable("grafake_schema")) return 0;
  const auto number = Ask("SELECT version FROM grafake_schema", {});
  return number ? std::strtoll(number->c_str(), nullptr, 10) : 0;
}

void PostgresConnection::SetSchemaNumber(std::int64_t number) {
  RunOnce(
      "CREATE TABLE IF NOT EXISTS grafake_schema (version BIGINT NOT NULL); DELETE FROM grafake_schema;"
      " INSERT INTO grafake_schema (version) VALUES (" +
      std::to_string(number) + ");");
  RunOnce(std::string(FunctionsForPostgres()));
}

void PostgresConnection::ForgetIds(const std::string& table) {
  RunOnce("ALTER TABLE " + Quoted(table) + " ALTER COLUMN id RESTART WITH 1");
}

void PostgresConnection::TakeId(const std::string& table, std::int64_t id) {
  const std::string sequence = "pg_get_serial_sequence('" + Quoted(table) + "', 'id')";
  RunOnce("SELECT setval(" + sequence + ", " + std::to_string(id) + ") WHERE " + std::to_string(id) +
          " > COALESCE(pg_sequence_last_value(" + sequence + "::regclass), 0)");
}

void PostgresConnection::Begin() {
  RunOnce("BEGIN");
  try {
    RunOnce(std::string("SELECT pg_advisory_xact_lock(") + kWriterLock + ")");
  } catch (...) {
    Rollback();
    throw;
  }
}

// What has failed in between makes it a ROLLBACK, which is no error to PostgreSQL.
void PostgresConnection::Commit() {
  const auto result = Checked(PQexec(handle_, "COMMIT"));
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw SqlError(SqlError::Kind::kOther, "the transaction was rolled back");
}

void PostgresConnection::Rollback() noexcept { PQclear(PQexec(handle_, "ROLLBACK")); }

void PostgresConnection::SetDurability(Durability durability) {
  RunOnce(durability == Durability::kOnDisk ? "SET synchronous_commit = 'on'" : "SET synchronous_commit = 'off'");
}

}  // namespace grafake::server::sql
