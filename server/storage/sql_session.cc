#include "server/storage/sql_session.h"

#include <Poco/Data/SQLite/SessionImpl.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <sqlite3.h>

namespace grafake::server::sql {

Session::Session(const std::string& file)
    : connection_(std::make_unique<Poco::Data::Session>(new Poco::Data::SQLite::SessionImpl(file))),
      handle_(Poco::Data::SQLite::Utility::dbHandle(*connection_)) {}

Session::~Session() = default;

Statement& Session::Prepared(std::string_view text) {
  const auto known = statements_.find(text);
  if (known != statements_.end()) return known->second;
  return statements_.try_emplace(std::string(text), handle_, text).first->second;
}

void Session::RunOnce(const std::string& text) {
  const int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) Poco::Data::SQLite::Utility::throwException(handle_, code, sqlite3_errmsg(handle_));
}

std::size_t Session::changed_rows() const { return static_cast<std::size_t>(sqlite3_changes(handle_)); }

std::int64_t Session::all_changed_rows() const { return sqlite3_total_changes64(handle_); }

std::int64_t Session::last_id() const { return sqlite3_last_insert_rowid(handle_); }

}  // namespace grafake::server::sql
