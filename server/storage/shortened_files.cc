#include "server/storage/shortened_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <climits>
#include <csignal>
#include <cstdint>
#include <string_view>

namespace grafake::server {
namespace {

std::atomic<int> code_for_shortened = 1;

// What goes, too; not before it is named.
struct FileThatGoes {
  std::array<char, PATH_MAX> path{};
  dev_t device = 0;
  ino_t inode = 0;
  std::atomic<bool> named = false;
};
FileThatGoes file_that_goes;

// Everything below runs in a signal's handler: no memory is taken and no lock.

// The mappings of this process, a line at a time; the end of a line that is too long is left out.
class MappingLines {
 public:
  MappingLines() : file_(open("/proc/self/maps", O_RDONLY | O_CLOEXEC)) {}
  ~MappingLines() { close(file_); }
  MappingLines(const MappingLines&) = delete;
  MappingLines& operator=(const MappingLines&) = delete;

  // Empty at the end.
  std::string_view Next() {
    std::size_t length = 0;
    for (char c = 0; read(file_, &c, 1) == 1 && c != '\n';) {
      if (length < line_.size()) line_[length++] = c;
    }
    return {line_.data(), length};
  }

 private:
  int file_;
  std::array<char, 4096> line_{};
};

// "7f00-7f80 rw-s 00000000 08:01 4711   /data/grafana.db-shm"
bool Holds(std::string_view line, std::uintptr_t address) {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  const char* const last = line.data() + line.size();
  const auto first = std::from_chars(line.data(), last, begin, 16);
  if (first.ptr == last || *first.ptr != '-') return false;
  std::from_chars(first.ptr + 1, last, end, 16);
  return address >= begin && address < end;
}

void Say(std::string_view text) { (void)!write(STDERR_FILENO, text.data(), text.size()); }

void SayWhatWasShortened(std::uintptr_t address) {
  MappingLines lines;
  std::string_view line = lines.Next();
  while (!line.empty() && !Holds(line, address)) line = lines.Next();
  const auto name = line.find('/');
  Say("grafake: ");
  Say(name == std::string_view::npos ? "a file in use" : line.substr(name));
  Say(" was shortened by somebody while it was in use, so the server ends; what it has acknowledged is kept. Start it"
      " again\n");
}

void RemoveTheFile() {
  const char* const path = file_that_goes.path.data();
  struct stat found {};
  if (!file_that_goes.named || lstat(path, &found) != 0) return;
  if (found.st_dev == file_that_goes.device && found.st_ino == file_that_goes.inode) unlink(path);
}

void EndForShortenedFile(int signal, siginfo_t* info, void* /*context*/) {
  if (info->si_code != BUS_ADRERR) {  // sent by somebody, or broken memory
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  SayWhatWasShortened(reinterpret_cast<std::uintptr_t>(info->si_addr));
  RemoveTheFile();
  _exit(code_for_shortened);
}

}  // namespace

void EndWithWordsWhenAFileIsShortened(int exit_code) {
  code_for_shortened = exit_code;
  struct sigaction action {};
  action.sa_sigaction = EndForShortenedFile;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, nullptr);
}

void RemoveWhenAFileIsShortened(const std::string& path, dev_t device, ino_t inode) {
  file_that_goes.named = false;
  if (path.empty() || path.size() >= file_that_goes.path.size()) return;
  std::ranges::copy(path, file_that_goes.path.begin());
  file_that_goes.path.at(path.size()) = '\0';
  file_that_goes.device = device;
  file_that_goes.inode = inode;
  file_that_goes.named = true;
}

}  // namespace grafake::server
