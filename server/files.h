#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace grafake::server {

// Puts a new file in place in one step: a reader sees all of it or nothing, and what a symbolic link led to stays as it
// is. A file that holds more than one line of text is somebody else's and stays. A device is written to, and a pipe as
// soon as somebody reads from it, unless SIGTERM or SIGINT comes before, blocked. Throws StartFailed with the path and
// the reason.
void PutFile(const std::filesystem::path& path, const std::string& content);

// The same for what nobody else may read (0600) and has more lines. A file is somebody else's when it does not begin
// so.
void PutSecretFile(const std::filesystem::path& path, const std::string& content, std::string_view beginning);

// Makes the directory of the pid file where it is missing (0700), as Grafana does. Throws StartFailed.
void MakePidDirectory(const std::filesystem::path& pid_file);
// Writes the process id, as Grafana does: the file is never removed. Throws StartFailed.
void WritePidFile(const std::filesystem::path& path);

// Removes a file that an earlier server left, or the link to one; pipes and devices stay. Throws StartFailed when it
// holds more than one line of text.
void RemoveLeftFile(const std::filesystem::path& path);

// Removes a socket that nobody serves any more.
void RemoveDeadSocket(const std::filesystem::path& path);

// The file that tells others that the server answers, and where: there for as long as it does. Not thread-safe.
class ReadyFile {
 public:
  // Removes what an earlier server left; an empty path is no file at all.
  explicit ReadyFile(std::filesystem::path path);
  ~ReadyFile() { Remove(); }
  ReadyFile(const ReadyFile&) = delete;
  ReadyFile& operator=(const ReadyFile&) = delete;

  // Throws StartFailed.
  void Put(const std::string& content);
  // Unless another server has put its own there.
  void Remove();

 private:
  std::filesystem::path path_;
  dev_t device_ = 0;
  ino_t inode_ = 0;  // 0: nothing was put
};

}  // namespace grafake::server
