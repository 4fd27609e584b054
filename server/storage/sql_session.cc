#include "server/storage/sql_session.h"

#include <sqlite3.h>

namespace grafake::server::sql {
namespace {

// Threads take turns with a connection, so that it needs no lock of its own.
constexpr int kShared = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;

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

std::string UriOf(const std::string& file, Session::Open how) {
  if (file == ":memory:") return "file::memory:";
  const std::string uri = "file:" + EscapedForUri(file);
  if (how == Session::Open::kReadIndexed) return uri + "?readonly_shm=1";
  return how == Session::Open::kReadFile ? uri + "?immutable=1" : uri;
}

constexpr int kIndexBlock = 32 * 1024;  // SQLite's file format: the wal-index comes in such blocks

}  // namespace

void Session::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Session::Session(const std::string& file, Open how) {
  sqlite3* opened = nullptr;
  const int mode = kShared | (how == Open::kReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
  const int code = sqlite3_open_v2(UriOf(file, how).c_str(), &opened, mode, nullptr);
  connection_.reset(opened);
  Check(opened, code);
}

Statement& Session::Prepared(std::string_view text) {
  const auto known = statements_.find(text);
  if (known != statements_.end()) return known->second;
  return statements_.try_emplace(std::string(text), connection_.get(), text).first->second;
}

void Session::set_patience(std::chrono::milliseconds patience) {
  sqlite3_busy_timeout(connection_.get(), static_cast<int>(patience.count()));
}

const std::uint32_t* Session::log_index() const {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return nullptr;
  if (file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2) return nullptr;
  volatile void* block = nullptr;
  if (file->pMethods->xShmMap(file, 0, kIndexBlock, 0, &block) != SQLITE_OK || block == nullptr) return nullptr;
  return const_cast<const std::uint32_t*>(static_cast<volatile std::uint32_t*>(block));
}

void Session::CopyFrom(const Session& other) {
  sqlite3_backup* const backup = sqlite3_backup_init(connection_.get(), "main", other.connection_.get(), "main");
  if (backup == nullptr) throw SqlError(sqlite3_errcode(connection_.get()), sqlite3_errmsg(connection_.get()));
  sqlite3_backup_step(backup, -1);
  Check(connection_.get(), sqlite3_backup_finish(backup));
}

void Session::RunOnce(const std::string& text) {
  Check(connection_.get(), sqlite3_exec(connection_.get(), text.c_str(), nullptr, nullptr, nullptr));
}

std::size_t Session::changed_rows() const { return static_cast<std::size_t>(sqlite3_changes(connection_.get())); }

std::int64_t Session::all_changed_rows() const { return sqlite3_total_changes64(connection_.get()); }

std::int64_t Session::last_id() const { return sqlite3_last_insert_rowid(connection_.get()); }

}  // namespace grafake::server::sql
