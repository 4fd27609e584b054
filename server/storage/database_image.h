#pragma once

#include <filesystem>

#include "server/locks.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {

// A database in memory of which others are made as copies: SQLite copies its pages, whatever is in them. Thread-safe;
// copies are made one after the other. Everything throws SqlError.
class DatabaseImage {
 public:
  // The tables of this program, empty.
  DatabaseImage();
  // What that connection sees now.
  explicit DatabaseImage(sql::Session& original);

  // `fresh` is a connection to a database in memory in which there is nothing.
  void CopyInto(sql::Session& fresh) const;
  // `file` is a database that nobody has open. It holds this instead, or, when that fails, what it held.
  void CopyIntoFile(const std::filesystem::path& file) const;

 private:
  mutable Mutex mutex_;
  mutable sql::SqliteSession session_ GUARDED_BY(mutex_){":memory:"};
};

}  // namespace grafake::server
