#include "server/storage/sql_session.h"

#include <sqlite3.h>

namespace grafake::server::sql {
namespace {

// Threads take turns with a connection, so that it needs no lock of its own.
constexpr int kMode = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

}  // namespace

void Session::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Session::Session(const std::string& file) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, kMode, nullptr);
  connection_.reset(opened);
  Check(opened, code);
}

Statement& Session::Prepared(std::string_view text) {
  const auto known = statements_.find(text);
  if (known != statements_.end()) return known->second;
  return statements_.try_emplace(std::string(text), connection_.get(), text).first->second;
}

void Session::RunOnce(const std::string& text) {
  Check(connection_.get(), sqlite3_exec(connection_.get(), text.c_str(), nullptr, nullptr, nullptr));
}

std::size_t Session::changed_rows() const { return static_cast<std::size_t>(sqlite3_changes(connection_.get())); }

std::int64_t Session::all_changed_rows() const { return sqlite3_total_changes64(connection_.get()); }

std::int64_t Session::last_id() const { return sqlite3_last_insert_rowid(connection_.get()); }

}  // namespace grafake::server::sql
