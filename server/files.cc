#include "server/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "server/app.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

// Go writes the system's reasons in lower case.
std::string Lower(std::string reason) {
  if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z') reason[0] = static_cast<char>(reason[0] + 32);
  return reason;
}

void WriteAll(const fs::path& path, const std::string& content, mode_t mode) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (file < 0) throw StartFailed("open " + path.string() + ": " + Lower(std::strerror(errno)));
  const bool written = write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  const int reason = errno;
  close(file);
  if (!written) throw StartFailed("write " + path.string() + ": " + Lower(std::strerror(reason)));
}

}  // namespace

void WriteFileAtOnce(const fs::path& path, const std::string& content) {
  const fs::path draft = path.string() + "." + std::to_string(getpid()) + ".tmp";
  WriteAll(draft, content, 0644);
  std::error_code error;
  fs::rename(draft, path, error);
  if (!error) return;
  unlink(draft.c_str());
  throw StartFailed("rename " + path.string() + ": " + Lower(error.message()));
}

void WritePidFile(const fs::path& path) {
  std::error_code error;
  const fs::path directory = path.parent_path();
  if (!directory.empty() && fs::create_directories(directory, error))
    fs::permissions(directory, fs::perms::owner_all, error);
  if (error) throw StartFailed("mkdir " + directory.string() + ": " + Lower(error.message()));
  WriteAll(path, std::to_string(getpid()), 0644);
}

}  // namespace grafake::server
