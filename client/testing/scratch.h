#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace grafake::for_tests {

// A file in memory that a process writes to and this one reads. Thread-safe.
class OutputFile {
 public:
  // Throws std::system_error.
  OutputFile();
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  // All that was written so far.
  [[nodiscard]] std::string Text() const;

 private:
  int descriptor_;
};

// A directory of one's own, removed with the object.
class ScratchDirectory {
 public:
  // Throws std::filesystem::filesystem_error or std::system_error.
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Waits for files to appear in a directory. Watches from the constructor on.
class Appearance {
 public:
  // Throws std::system_error.
  explicit Appearance(const std::filesystem::path& directory);
  ~Appearance();
  Appearance(const Appearance&) = delete;
  Appearance& operator=(const Appearance&) = delete;

  // True when the file is there; false at the deadline, or when the descriptor `end` becomes readable first.
  [[nodiscard]] bool Await(const std::filesystem::path& file, int end,
                           std::chrono::steady_clock::time_point deadline) const;

 private:
  int events_;
};

}  // namespace grafake::for_tests
