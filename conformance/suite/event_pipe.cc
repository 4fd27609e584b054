#include "conformance/suite/event_pipe.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace grafake::conformance {
namespace {

int Checked(int value, const std::filesystem::path& path) {
  if (value < 0) throw std::system_error(errno, std::generic_category(), path.string());
  return value;
}

bool IsReadable(int descriptor, std::chrono::milliseconds time) {
  pollfd end{.fd = descriptor, .events = POLLIN, .revents = 0};
  return poll(&end, 1, static_cast<int>(time.count())) > 0;
}

}  // namespace

EventPipe::EventPipe(std::filesystem::path path) : path_(std::move(path)) {
  Checked(mkfifo(path_.c_str(), 0600), path_);
  end_ = Checked(open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC), path_);
}

EventPipe::~EventPipe() {
  close(end_);
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

std::optional<std::string> EventPipe::Line(std::chrono::milliseconds time) {
  while (true) {
    if (const auto end = buffer_.find('\n'); end != std::string::npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return line;
    }
    std::array<char, 65536> bytes{};
    if (!IsReadable(end_, time)) return std::nullopt;
    const auto got = read(end_, bytes.data(), bytes.size());
    ended_ = got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
    if (ended_) return std::nullopt;
    if (got > 0) buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace grafake::conformance
