#include "server/storage/sql_statement.h"

#include <sqlite3.h>

namespace grafake::server::sql {

bool SqlError::not_a_database() const { return code_ == SQLITE_NOTADB; }

bool SqlError::busy() const { return code_ == SQLITE_BUSY; }

void Check(sqlite3* database, int code) {
  if (code != SQLITE_OK) throw SqlError(code, sqlite3_errmsg(database));
}

Statement::Statement(sqlite3* database, std::string_view text) : database_(database) {
  Check(database, sqlite3_prepare_v3(database, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT,
                                     &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::BindInteger(int parameter, std::int64_t value) {
  Check(database_, sqlite3_bind_int64(statement_, parameter, value));
}

void Statement::BindText(int parameter, std::string_view value) {
  const char* bytes = value.data() == nullptr ? "" : value.data();  // a null pointer would be NULL
  Check(database_, sqlite3_bind_text64(statement_, parameter, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::BindCopy(int parameter, std::string_view value) {
  Check(database_,
        sqlite3_bind_text64(statement_, parameter, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::BindNull(int parameter) { Check(database_, sqlite3_bind_null(statement_, parameter)); }

bool Statement::Step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) Check(database_, code);
  return false;
}

void Statement::Reset() noexcept { sqlite3_reset(statement_); }

std::int64_t Statement::Integer(int column) const { return sqlite3_column_int64(statement_, column); }

// As bytes, since Grafana's names may hold a NUL.
std::string Statement::Text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

bool Statement::IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

}  // namespace grafake::server::sql
