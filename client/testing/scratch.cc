#include "testing/scratch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace grafake::for_tests {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

int Checked(int descriptor, const char* what) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), what);
  return descriptor;
}

}  // namespace

OutputFile::OutputFile() : descriptor_(Checked(memfd_create("grafake output", MFD_CLOEXEC), "memfd_create")) {}

OutputFile::~OutputFile() { close(descriptor_); }

std::string OutputFile::Text() const {
  std::string text;
  std::array<char, 4096> piece{};
  for (;;) {
    const auto count = pread(descriptor_, piece.data(), piece.size(), static_cast<off_t>(text.size()));
    if (count <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(count));
  }
}

ScratchDirectory::ScratchDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "grafake-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Appearance::Appearance(const std::filesystem::path& directory)
    : events_(Checked(inotify_init1(IN_CLOEXEC | IN_NONBLOCK), "inotify_init (see fs.inotify.max_user_instances)")) {
  if (inotify_add_watch(events_, directory.c_str(), IN_MOVED_TO | IN_CLOSE_WRITE) >= 0) return;
  const int error = errno;
  close(events_);
  throw std::system_error(error, std::generic_category(), "inotify_add_watch " + directory.string());
}

Appearance::~Appearance() { close(events_); }

bool Appearance::Await(const std::filesystem::path& file, int end, steady_clock::time_point deadline) const {
  std::array<char, 4096> unread{};
  for (;;) {
    if (std::filesystem::exists(file)) return true;
    std::array<pollfd, 2> either{
        {{.fd = events_, .events = POLLIN, .revents = 0}, {.fd = end, .events = POLLIN, .revents = 0}}};
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    const int ready = poll(either.data(), either.size(), static_cast<int>(std::max(left, milliseconds(0)).count()));
    if (ready == 0 || (ready < 0 && errno != EINTR) || either[1].revents != 0) return std::filesystem::exists(file);
    while (read(events_, unread.data(), unread.size()) > 0) continue;
  }
}

}  // namespace grafake::for_tests
