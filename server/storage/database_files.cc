#include "server/storage/database_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "server/ascii.h"
#include "server/storage/database_error.h"
#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kPrivate = 0600;
constexpr std::string_view kMark = "A lock of grafake, which keeps data in the database beside this file.\n";

void MakeDirectory(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (!error) return;
  throw DatabaseError("failed to connect to database: mkdir " + directory.string() + ": " +
                      WithLowerStart(error.message()));
}

fs::path WithoutLinks(const fs::path& file) {
  std::error_code error;
  const fs::path resolved = fs::weakly_canonical(file, error);
  return error ? file : resolved;
}

DatabaseError CannotCreate(const fs::path& file, const std::string& path) {
  return DatabaseError("failed to connect to database: failed to create SQLite database file \"" + file.string() +
                       "\": open " + path + ": " + std::strerror(errno));
}

}  // namespace

DatabaseFiles::DatabaseFiles(const fs::path& file) : file_(file.empty() ? file : WithoutLinks(file)) {
  if (!in_memory()) TakeLock();
}

DatabaseFiles::~DatabaseFiles() {
  if (lock_ >= 0) close(lock_);
}

// The lock is a file of its own, since SQLite's locks come and go with transactions.
void DatabaseFiles::TakeLock() {
  MakeDirectory(file_.parent_path());
  const std::string path = file_.string() + ".lock";
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivate);
  if (descriptor < 0) throw CannotCreate(file_, path);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
    lock_ = descriptor;
    return;
  }
  close(descriptor);
  throw DatabaseError("failed to connect to database: another process uses " + file_.string() +
                      "; stop it or name another directory with --data");
}

void DatabaseFiles::CreateMissing() const {
  if (in_memory()) return;
  const int descriptor = open(file_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kPrivate);
  if (descriptor < 0 && errno != EEXIST) throw CannotCreate(file_, file_.string());
  if (descriptor >= 0) close(descriptor);
}

bool DatabaseFiles::KeptData() const {
  struct stat lock {};
  return fstat(lock_, &lock) == 0 && lock.st_size > 0;
}

void DatabaseFiles::Remember() {
  if (in_memory()) return;
  // Without the mark an empty file is taken for a new one; that is all that is lost.
  if (!KeptData()) (void)!pwrite(lock_, kMark.data(), kMark.size(), 0);
  for (const char* ending : {"", "-wal", "-shm"}) {
    Known known{.path = file_.string() + ending};
    struct stat found {};
    // Where SQLite cannot share memory there is neither log nor index.
    if (stat(known.path.c_str(), &found) != 0) continue;
    known.device = found.st_dev;
    known.inode = found.st_ino;
    known.holds_data = known_.empty();
    known_.push_back(std::move(known));
  }
}

DatabaseFiles::Place DatabaseFiles::PlaceOf(const Known& known) {
  struct stat found {};
  if (stat(known.path.c_str(), &found) != 0) return Place::kGone;
  if (found.st_dev != known.device || found.st_ino != known.inode) return Place::kOther;
  return known.holds_data && found.st_size == 0 ? Place::kEmptied : Place::kSame;
}

void DatabaseFiles::RequireInPlace() const {
  for (const Known& known : known_) {
    const Place place = PlaceOf(known);
    if (place == Place::kGone) throw StorageFailure(known.path + " is gone; put it back, or restart");
    if (place == Place::kOther) throw StorageFailure(known.path + " was replaced by another file; restart");
    if (place == Place::kEmptied)
      throw StorageFailure(known.path + " was emptied; put it back from a copy, and restart");
  }
}

bool DatabaseFiles::LostLogOnly() const {
  return known_.size() > 1 && PlaceOf(known_[0]) == Place::kSame && PlaceOf(known_[1]) == Place::kGone;
}

}  // namespace grafake::server
