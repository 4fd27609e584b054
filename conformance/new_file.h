#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace grafake::conformance {

struct Unwritable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A file that is written beside its place and put there by a rename: whoever reads sees the old one or the new one,
// and a symbolic link that stands there is replaced, never followed. Devices and pipes are written to. Throws
// Unwritable, which names the file, or std::filesystem::filesystem_error. Not thread-safe.
class NewFile {
 public:
  // Makes the directories that are missing.
  explicit NewFile(std::filesystem::path path);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  [[nodiscard]] std::ostream& out() { return out_; }

  // Puts it in its place; it can still be written to.
  void Place();

  // Throws when not all of it has reached the disk.
  void Check();

 private:
  std::filesystem::path path_;
  std::filesystem::path beside_;  // where it is until it is placed; empty: in its place
  std::ofstream out_;
};

// True for a name that can be a file's anywhere: letters, digits, "._+-", and neither a dot nor a dash first.
[[nodiscard]] bool IsPlainName(const std::string& name);

}  // namespace grafake::conformance
