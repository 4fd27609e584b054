#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "server/storage/database_error.h"
#include "server/storage/wal_index.h"

namespace grafake::server {

// The file of a database, and the two that SQLite keeps beside it, as the file system sees them. Thread-safe once the
// files are remembered.
//
// While SQLite has `grafana.db`, `-wal` and `-shm` open nothing else in this process closes a descriptor of them: a
// lock of POSIX belongs to the process, and goes when the process closes the file, by whatever descriptor. Without its
// lock the next program that looks at the file takes itself for the last user and throws the `-wal` away. So the
// descriptor here is opened before SQLite opens the file and closed after; everything else is done by name alone.
class DatabaseFiles {
 public:
  // Makes the directory and takes the locks that keep a second grafake out, by whatever name it knows the file and
  // whatever was deleted beside it; an empty path is no file at all. Throws DatabaseError. Outlives all connections.
  explicit DatabaseFiles(const std::filesystem::path& file);
  ~DatabaseFiles();
  DatabaseFiles(const DatabaseFiles&) = delete;
  DatabaseFiles& operator=(const DatabaseFiles&) = delete;

  [[nodiscard]] bool in_memory() const { return file_.empty(); }
  // With links resolved, so that one file is locked under one name.
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  // Makes the file, for its owner alone since it holds hashes. One that is there is left as it is.
  void CreateMissing();
  // Whether a database was kept here before, be its file there or not.
  [[nodiscard]] bool KeptData() const;

  // The files are those that stand here now. Call when SQLite has opened them all.
  void Remember(WalIndex index);
  // Throws StorageFailure when one of them is gone, another one, or shorter than it was: what is written then, nobody
  // will find.
  void RequireInPlace() const;
  // The file is in place and its log is gone, without another one in its stead.
  [[nodiscard]] bool LostLogOnly() const;

 private:
  struct Known {
    std::string path;
    dev_t device = 0;
    ino_t inode = 0;
    bool holds_data = false;  // and always will; a log may be empty
  };

  enum class Place { kSame, kGone, kOther, kEmptied };
  [[nodiscard]] static Place PlaceOf(const Known& known);

  [[nodiscard]] bool LogIsCut() const;
  [[nodiscard]] bool FileIsCut() const;

  void RefuseOtherThanFile() const;
  void TakeLock();
  void HoldExisting();
  void Hold(int descriptor);
  [[nodiscard]] DatabaseError UsedByAnother() const;

  std::filesystem::path file_;
  int lock_ = -1;             // of the file beside it, which may be locked before there is a database
  int held_ = -1;             // of the database, with a lock of its own; -1 where the file system has no such locks
  std::vector<Known> known_;  // the file, its log, the log's index
  WalIndex index_;
};

}  // namespace grafake::server
