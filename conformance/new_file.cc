#include "conformance/new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <system_error>

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;

// /dev/stdout, a pipe: nothing that could be replaced by a rename.
bool IsStream(const fs::path& path) {
  std::error_code none;
  const fs::file_type type = fs::status(path, none).type();
  const std::string text = path.string();
  return type == fs::file_type::character || type == fs::file_type::fifo || type == fs::file_type::socket ||
         text.starts_with("/dev/") || text.starts_with("/proc/");
}

[[noreturn]] void FailWriting(const fs::path& path) {
  const std::string why = errno == 0 ? "no room is left, or it is gone" : std::generic_category().message(errno);
  throw Unwritable(path.string() + ": cannot be written: " + why);
}

}  // namespace

NewFile::NewFile(fs::path path) : path_(std::move(path)) {
  if (path_.has_parent_path()) fs::create_directories(path_.parent_path());
  if (!IsStream(path_)) {
    if (fs::is_directory(path_)) throw Unwritable(path_.string() + ": is a directory");
    static std::atomic<unsigned> count = 0;
    beside_ = path_;
    beside_ += "." + std::to_string(getpid()) + "-" + std::to_string(++count) + ".new";
    const int made = open(beside_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (made < 0) FailWriting(path_);
    close(made);
  }
  out_.open(beside_.empty() ? path_ : beside_, std::ios::binary);
  if (!out_) FailWriting(path_);
}

NewFile::~NewFile() {
  std::error_code ignored;
  if (!beside_.empty()) fs::remove(beside_, ignored);
}

void NewFile::Place() {
  if (beside_.empty()) return;
  fs::rename(beside_, path_);
  beside_.clear();
}

void NewFile::Check() {
  errno = 0;
  if (!out_.flush()) FailWriting(path_);
}

bool IsPlainName(const std::string& name) {
  const auto plain = [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '+' || c == '-';
  };
  return !name.empty() && name.size() <= 100 && name[0] != '.' && name[0] != '-' && std::ranges::all_of(name, plain);
}

}  // namespace grafake::conformance
