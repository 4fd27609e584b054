#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

namespace grafake::server {

// The file of a database, and the two that SQLite keeps beside it, as the file system sees them. Thread-safe once the
// files are remembered.
//
// In this process only SQLite opens `grafana.db`, `-wal` and `-shm`: a lock of POSIX belongs to the process, and goes
// when the process closes the file, by whatever descriptor. Without its lock the next program that looks at the file
// takes itself for the last user and throws the `-wal` away. So everything here is done before SQLite opens the file,
// or by name alone.
class DatabaseFiles {
 public:
  // Makes the directory and takes the lock that keeps a second grafake out; an empty path is no file at all. Throws
  // DatabaseError.
  explicit DatabaseFiles(const std::filesystem::path& file);
  ~DatabaseFiles();
  DatabaseFiles(const DatabaseFiles&) = delete;
  DatabaseFiles& operator=(const DatabaseFiles&) = delete;

  [[nodiscard]] bool in_memory() const { return file_.empty(); }
  // With links resolved, so that one file is locked under one name.
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  // Makes the file, for its owner alone since it holds hashes. One that is there is left as it is.
  void CreateMissing() const;
  // Whether a database was kept here before, be its file there or not.
  [[nodiscard]] bool KeptData() const;

  // The files are those that stand here now. Call when SQLite has opened them all.
  void Remember();
  // Throws StorageFailure when one of them is gone or another one: what is written then, nobody will find.
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

  void TakeLock();

  std::filesystem::path file_;
  int lock_ = -1;             // held with flock() for the life of the process
  std::vector<Known> known_;  // the file, its log, the log's index
};

}  // namespace grafake::server
