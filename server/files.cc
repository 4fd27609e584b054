#include "server/files.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "server/ascii.h"
#include "server/start_failed.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

StartFailed Failed(const char* what, const fs::path& path, int reason) {
  return StartFailed(std::string(what) + " " + path.string() + ": " + WithLowerStart(std::strerror(reason)));
}

// Writes all of it and closes the file; 0, or why not.
int WriteAndClose(int file, const std::string& content) {
  const bool written = write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  const int reason = errno;
  close(file);
  return written ? 0 : reason;
}

// A file that is there and that nothing can be put in the place of.
void WriteInto(const fs::path& path, const std::string& content, int flags) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC | flags);
  if (file < 0) throw Failed("open", path, errno);
  if (const int reason = WriteAndClose(file, content)) throw Failed("write", path, reason);
}

struct Draft {
  fs::path path;
  int file = -1;
};

// O_EXCL follows no link and opens nothing that somebody else has put there.
Draft OpenDraft(const fs::path& path) {
  Draft draft{.path = path.string() + "." + std::to_string(getpid()) + ".tmp"};
  unlink(draft.path.c_str());
  draft.file = open(draft.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  return draft;
}

bool IsPipeOrDevice(const fs::path& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

bool IsFileItself(const fs::path& path) {
  struct stat found {};
  return lstat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

}  // namespace

void PutFile(const fs::path& path, const std::string& content) {
  if (IsPipeOrDevice(path)) return WriteInto(path, content, 0);
  std::error_code error;
  if (fs::is_directory(path, error)) throw Failed("open", path, EISDIR);
  const Draft draft = OpenDraft(path);
  if (draft.file < 0) {
    const int reason = errno;
    // In a directory of somebody else a file of one's own can still be written.
    if (IsFileItself(path)) return WriteInto(path, content, O_TRUNC | O_NOFOLLOW);
    throw Failed("open", path, reason);
  }
  const int failed = WriteAndClose(draft.file, content);
  if (failed == 0 && rename(draft.path.c_str(), path.c_str()) == 0) return;
  const int reason = failed != 0 ? failed : errno;
  unlink(draft.path.c_str());
  throw Failed(failed != 0 ? "write" : "rename", path, reason);
}

void MakePidDirectory(const fs::path& pid_file) {
  std::error_code error;
  const fs::path directory = pid_file.parent_path();
  if (!directory.empty() && fs::create_directories(directory, error))
    fs::permissions(directory, fs::perms::owner_all, error);
  if (error) throw StartFailed("mkdir " + directory.string() + ": " + WithLowerStart(error.message()));
}

void WritePidFile(const fs::path& path) { PutFile(path, std::to_string(getpid())); }

void RemoveLeftFile(const fs::path& path) {
  struct stat found {};
  const bool there = lstat(path.c_str(), &found) == 0;
  const bool file_or_link = there && (S_ISREG(found.st_mode) || (S_ISLNK(found.st_mode) && !IsPipeOrDevice(path)));
  if (file_or_link) unlink(path.c_str());
}

void RemoveDeadSocket(const fs::path& path) {
  struct stat found {};
  sockaddr_un address{};
  if (lstat(path.c_str(), &found) != 0 || !S_ISSOCK(found.st_mode)) return;
  if (path.string().size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  path.string().copy(address.sun_path, sizeof address.sun_path - 1);
  const int asking = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const bool dead =
      connect(asking, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 && errno == ECONNREFUSED;
  close(asking);
  if (dead) unlink(path.c_str());
}

ReadyFile::ReadyFile(fs::path path) : path_(std::move(path)) {
  if (!path_.empty()) RemoveLeftFile(path_);
}

void ReadyFile::Put(const std::string& content) {
  if (path_.empty()) return;
  PutFile(path_, content);
  struct stat put {};
  if (lstat(path_.c_str(), &put) != 0 || !S_ISREG(put.st_mode)) return;
  device_ = put.st_dev;
  inode_ = put.st_ino;
}

void ReadyFile::Remove() {
  struct stat found {};
  const bool ours =
      inode_ != 0 && lstat(path_.c_str(), &found) == 0 && found.st_dev == device_ && found.st_ino == inode_;
  if (ours) unlink(path_.c_str());
  inode_ = 0;
}

}  // namespace grafake::server
