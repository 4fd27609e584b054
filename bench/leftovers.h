#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>

namespace grafake::bench {

// What this program has to tidy when it ends before its time. Thread-safe.
class Leftovers {
 public:
  // Calls `start`, which makes a process, and remembers it.
  static pid_t Start(const std::function<pid_t()>& start);
  // The caller has ended it.
  static void Forget(pid_t process);

  // Ends the processes and removes the directories. Nothing is started afterwards, and nothing forgotten: those who try
  // wait for the end of the program.
  static void Tidy();

 private:
  friend class ScratchDirectory;
  static void Add(const std::filesystem::path& directory);
  static void Forget(const std::filesystem::path& directory);
};

// The name of a directory below the system's one for temporary files, which goes with the object or with Tidy().
// Whoever needs it makes it.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace grafake::bench
