#include "server/files.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

#include "server/ascii.h"
#include "server/start_failed.h"
#include "server/storage/shortened_files.h"

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

bool IsPipe(const fs::path& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 && S_ISFIFO(found.st_mode);
}

// Told to end, by a signal that this thread has blocked and will take later.
bool IsToldToEnd() {
  sigset_t pending;
  sigemptyset(&pending);
  sigpending(&pending);
  return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1;
}

// A pipe opens when somebody reads from it. Who is told to end meanwhile need not tell anybody anything: -1 then, too.
int OpenPipe(const fs::path& path) {
  int pipe = -1;
  do {
    pipe = open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    if (pipe < 0 && errno == ENXIO) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  } while (pipe < 0 && errno == ENXIO && !IsToldToEnd());
  if (pipe >= 0) fcntl(pipe, F_SETFL, 0);
  return pipe;
}

// A file that is there and that nothing can be put in the place of.
void WriteInto(const fs::path& path, const std::string& content, int flags) {
  const bool pipe = IsPipe(path);
  const int file = pipe ? OpenPipe(path) : open(path.c_str(), O_WRONLY | O_CLOEXEC | flags);
  if (pipe && file < 0 && errno == ENXIO) return;
  if (file < 0) throw Failed("open", path, errno);
  if (const int reason = WriteAndClose(file, content)) throw Failed("write", path, reason);
}

struct Draft {
  fs::path path;
  int file = -1;
};

// O_EXCL follows no link and opens nothing that somebody else has put there.
Draft OpenDraft(const fs::path& path, mode_t mode) {
  Draft draft{.path = path.string() + "." + std::to_string(getpid()) + ".tmp"};
  unlink(draft.path.c_str());
  draft.file = open(draft.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
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

constexpr std::uintmax_t kLongestLine = 1024;

// One line of text, as grafake's own are: a process id, a URL.
bool HoldsOneLine(const fs::path& path) {
  std::error_code error;
  if (fs::file_size(path, error) > kLongestLine) return false;
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return text.find('\0') == std::string::npos && text.find('\n') >= text.size() - std::min<std::size_t>(text.size(), 1);
}

// A path that is named by mistake may hold what somebody needs.
void RequireOwnKind(const fs::path& path) {
  if (!IsFileItself(path) || HoldsOneLine(path)) return;
  throw StartFailed(path.string() +
                    " holds more than the one line that an earlier server left, so it stays as it is; name another"
                    " file, or remove it");
}

// Replaces what is there by the draft with that content.
void PutDraft(const Draft& draft, const fs::path& path, const std::string& content) {
  const int failed = WriteAndClose(draft.file, content);
  if (failed == 0 && rename(draft.path.c_str(), path.c_str()) == 0) return;
  const int reason = failed != 0 ? failed : errno;
  unlink(draft.path.c_str());
  throw Failed(failed != 0 ? "write" : "rename", path, reason);
}

void RequireBeginning(const fs::path& path, std::string_view beginning) {
  std::ifstream file(path, std::ios::binary);
  std::string begins(beginning.size(), '\0');
  file.read(begins.data(), static_cast<std::streamsize>(begins.size()));
  if (!file.is_open() || file.gcount() == 0 || begins == beginning) return;
  throw StartFailed(path.string() + " holds something else; remove it, or name another file");
}

}  // namespace

void PutFile(const fs::path& path, const std::string& content) {
  if (IsPipeOrDevice(path)) return WriteInto(path, content, 0);
  std::error_code error;
  if (fs::is_directory(path, error)) throw Failed("open", path, EISDIR);
  RequireOwnKind(path);
  const Draft draft = OpenDraft(path, 0644);
  if (draft.file < 0) {
    const int reason = errno;
    // In a directory of somebody else a file of one's own can still be written.
    if (IsFileItself(path)) return WriteInto(path, content, O_TRUNC | O_NOFOLLOW);
    throw Failed("open", path, reason);
  }
  PutDraft(draft, path, content);
}

void PutSecretFile(const fs::path& path, const std::string& content, std::string_view beginning) {
  if (IsPipeOrDevice(path)) return WriteInto(path, content, 0);
  RequireBeginning(path, beginning);
  const Draft draft = OpenDraft(path, 0600);
  if (draft.file < 0) throw Failed("open", path, errno);
  PutDraft(draft, path, content);
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
  if (!file_or_link) return;
  RequireOwnKind(path);
  unlink(path.c_str());
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
  RemoveWhenAFileIsShortened(path_, device_, inode_);
}

void ReadyFile::Remove() {
  struct stat found {};
  const bool ours =
      inode_ != 0 && lstat(path_.c_str(), &found) == 0 && found.st_dev == device_ && found.st_ino == inode_;
  if (ours) unlink(path_.c_str());
  if (inode_ != 0) RemoveWhenAFileIsShortened("", 0, 0);
  inode_ = 0;
}

}  // namespace grafake::server
