#include "server/storage/database_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "server/ascii.h"
#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kPrivate = 0600;

// Behind the bytes at 1 GiB that SQLite locks, in the page where it keeps nothing
// (https://www.sqlite.org/fileformat.html, "the lock-byte page").
constexpr off_t kHeldByte = (off_t{1} << 30) + 1024;

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

// Of the open file, not of the process: SQLite's closing of its descriptors does not drop it.
bool LockForGood(int descriptor) {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = kHeldByte;
  lock.l_len = 1;
  return fcntl(descriptor, F_OFD_SETLK, &lock) == 0;
}

std::uint64_t BigEndian(const unsigned char* bytes, int count) {
  std::uint64_t number = 0;
  for (int i = 0; i < count; ++i) number = number * 256 + bytes[i];
  return number;
}

// How long the file is by what its first page says (https://www.sqlite.org/fileformat.html, "The Database Header"): at
// least that page's beginning. A number of pages that an old SQLite has left behind does not count.
std::uint64_t LengthByHead(int descriptor) {
  std::array<unsigned char, 100> head{};
  if (pread(descriptor, head.data(), head.size(), 0) != static_cast<ssize_t>(head.size())) return head.size();
  if (BigEndian(&head[24], 4) != BigEndian(&head[92], 4)) return head.size();
  const std::uint64_t size = BigEndian(&head[16], 2);  // 65536 does not fit and is written as 1
  return BigEndian(&head[28], 4) * (size == 1 ? 65536 : size);
}

}  // namespace

DatabaseFiles::DatabaseFiles(const fs::path& file) : file_(file.empty() ? file : WithoutLinks(file)) {
  if (in_memory()) return;
  RefuseOtherThanFile();
  TakeLock();
  HoldExisting();
}

DatabaseFiles::~DatabaseFiles() {
  if (held_ >= 0) close(held_);
  if (lock_ >= 0) close(lock_);
}

DatabaseError DatabaseFiles::UsedByAnother() const {
  return DatabaseError("failed to connect to database: another process uses " + file_.string() +
                       "; stop it or name another directory with --data");
}

// SQLite would put its journal beside a device, and take a pipe for an empty file. For a directory it has words.
void DatabaseFiles::RefuseOtherThanFile() const {
  struct stat found {};
  if (stat(file_.c_str(), &found) != 0 || S_ISREG(found.st_mode) || S_ISDIR(found.st_mode)) return;
  throw DatabaseError("failed to connect to database: " + file_.string() +
                      " is a device, a pipe or a socket; name another directory with --data");
}

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
  throw UsedByAnother();
}

// What is no file, or may not be written, SQLite has its words for.
void DatabaseFiles::HoldExisting() {
  struct stat found {};
  if (stat(file_.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return;
  const int descriptor = open(file_.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor >= 0) Hold(descriptor);
}

// The file beside it may be gone, and a database may have several names: then this lock tells.
void DatabaseFiles::Hold(int descriptor) {
  if (LockForGood(descriptor)) {
    held_ = descriptor;
    return;
  }
  // Left open: the other one may be of this process, whose locks would go with this descriptor.
  if (errno == EAGAIN || errno == EACCES) throw UsedByAnother();
  close(descriptor);
}

void DatabaseFiles::CreateMissing() {
  if (in_memory()) return;
  const int descriptor = open(file_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kPrivate);
  if (descriptor < 0 && errno != EEXIST) throw CannotCreate(file_, file_.string());
  if (descriptor >= 0) Hold(descriptor);
}

bool DatabaseFiles::KeptData() const {
  struct stat lock {};
  return fstat(lock_, &lock) == 0 && lock.st_size > 0;
}

void DatabaseFiles::Remember(WalIndex index) {
  if (in_memory()) return;
  index_ = index;
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

// Another program may empty the log by a checkpoint: first it says in the index that there are no frames. So the index
// is asked before and after.
bool DatabaseFiles::LogIsCut() const {
  const std::uint32_t changes = index_.changes();
  const std::uint32_t frames = index_.frames();
  struct stat found {};
  if (frames == 0 || stat(known_[1].path.c_str(), &found) != 0) return false;
  if (static_cast<std::uint64_t>(found.st_size) >= index_.LengthOf(frames)) return false;
  return index_.changes() == changes && index_.frames() == frames;
}

// Only checkpoints change the file of a database that has a log, and its first page says how many there are. While one
// copies, and when it had to stop on the way, the file may still be shorter.
bool DatabaseFiles::FileIsCut() const {
  const std::uint32_t copied = index_.copied();
  const std::uint32_t frames = index_.frames();
  if (held_ < 0 || !index_.exists() || index_.to_be_copied() != copied || (copied != 0 && copied != frames))
    return false;
  struct stat found {};
  const auto least = LengthByHead(held_);
  if (fstat(held_, &found) != 0 || static_cast<std::uint64_t>(found.st_size) >= least) return false;
  return index_.to_be_copied() == copied && index_.copied() == copied && index_.frames() == frames;
}

void DatabaseFiles::RequireInPlace() const {
  for (const Known& known : known_) {
    const Place place = PlaceOf(known);
    if (place == Place::kGone) throw StorageFailure(known.path + " is gone; put it back, or restart");
    if (place == Place::kOther) throw StorageFailure(known.path + " was replaced by another file; restart");
    if (place == Place::kEmptied)
      throw StorageFailure(known.path + " was emptied; put it back from a copy, and restart");
  }
  if (FileIsCut())
    throw StorageFailure(known_[0].path + " was shortened by somebody; put it back from a copy, and restart");
  if (known_.size() > 1 && LogIsCut())
    throw StorageFailure(known_[1].path + " was shortened by somebody, and what it held may be lost; restart");
}

bool DatabaseFiles::LostLogOnly() const {
  return known_.size() > 1 && PlaceOf(known_[0]) == Place::kSame && PlaceOf(known_[1]) == Place::kGone;
}

}  // namespace grafake::server
