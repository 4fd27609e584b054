#include "server/log_output.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <string_view>
#include <utility>

namespace grafake::server {
namespace {

constexpr int kPollMilliseconds = 50;  // how soon the end of the program is noticed while nobody reads

}  // namespace

// A descriptor that can be written to without waiting.
class LogOutput::Target {
 public:
  explicit Target(int descriptor) : descriptor_(descriptor) {
    struct stat status {};
    if (fstat(descriptor, &status) != 0) return;
    socket_ = S_ISSOCK(status.st_mode);
    if (!S_ISFIFO(status.st_mode) && !S_ISCHR(status.st_mode)) return;
    const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
    own_ = open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    polled_ = own_ < 0;
  }
  ~Target() {
    if (own_ >= 0) close(own_);
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  // The bytes that were taken; less than 0 with errno EAGAIN: there is no room now.
  ssize_t Write(std::string_view text) const {
    if (socket_) return send(descriptor_, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (own_ >= 0) return write(own_, text.data(), text.size());
    if (!polled_) return write(descriptor_, text.data(), text.size());
    if (HasRoom(0)) return write(descriptor_, text.data(), std::min<std::size_t>(text.size(), PIPE_BUF));
    errno = EAGAIN;
    return -1;
  }

  // Waits so many milliseconds for room. What is broken has room: writing will say what is wrong.
  [[nodiscard]] bool HasRoom(int milliseconds) const {
    pollfd waiting{.fd = own_ >= 0 ? own_ : descriptor_, .events = POLLOUT, .revents = 0};
    return poll(&waiting, 1, milliseconds) != 0;
  }

 private:
  int descriptor_;
  int own_ = -1;         // the same pipe or terminal, non-blocking
  bool socket_ = false;  // send() can be told not to wait
  bool polled_ = false;  // asked before each write, which is then short enough
};

LogOutput::LogOutput(int descriptor, LossLine loss_line, std::size_t most_waiting)
    : loss_line_(std::move(loss_line)), most_waiting_(most_waiting), target_(std::make_unique<Target>(descriptor)) {}

LogOutput::~LogOutput() {
  const auto deadline = std::chrono::steady_clock::now() + kLastWait;
  Lock lock(mutex_);
  ending_ = true;
  while (Flush() == Outcome::kNoRoom && std::chrono::steady_clock::now() < deadline)
    (void)target_->HasRoom(kPollMilliseconds / 5);
  lock.Release();
  changed_.NotifyAll();
  if (writer_.joinable()) writer_.join();
}

void LogOutput::Write(const std::string& line) {
  const Lock lock(mutex_);
  Append(line);
  if (Flush() != Outcome::kNoRoom || ending_) return;
  if (!writer_.joinable()) writer_ = std::thread([this] { WriteWhenThereIsRoom(); });
  changed_.NotifyAll();
}

std::uint64_t LogOutput::lost() const {
  const Lock lock(mutex_);
  return lost_;
}

// After a loss half of the room must be free, so that one line says many losses.
void LogOutput::Append(const std::string& line) {
  std::string text = lost_ > 0 ? loss_line_(lost_) + line : line;
  if (waiting_.size() + text.size() > (lost_ > 0 ? most_waiting_ / 2 : most_waiting_)) {
    ++lost_;
    return;
  }
  if (waiting_.empty() && torn_) waiting_ = '\n';
  waiting_ += text;
  said_ += std::exchange(lost_, 0);
}

// Writes what waits, as far as it goes.
LogOutput::Outcome LogOutput::Flush() {
  std::size_t written = 0;
  Outcome outcome = Outcome::kWritten;
  while (written < waiting_.size() && outcome == Outcome::kWritten) {
    const ssize_t more = target_->Write(std::string_view(waiting_).substr(written));
    if (more > 0) {
      written += static_cast<std::size_t>(more);
    } else if (more == 0 || errno != EINTR) {
      outcome = errno == EAGAIN || errno == EWOULDBLOCK ? Outcome::kNoRoom : Outcome::kBroken;
    }
  }
  if (written > 0) torn_ = waiting_[written - 1] != '\n';
  waiting_.erase(0, written);
  if (outcome == Outcome::kBroken) GiveUp();
  if (waiting_.empty() && outcome == Outcome::kWritten) said_ = 0;
  return outcome;
}

// Nothing can be written, and waiting does not help.
void LogOutput::GiveUp() {
  const auto lines =
      static_cast<std::uint64_t>(std::ranges::count(waiting_, '\n')) - (waiting_.starts_with('\n') ? 1 : 0);
  lost_ += lines + said_ - (said_ > 0 && lines > 0 ? 1 : 0);
  said_ = 0;
  waiting_.clear();
}

void LogOutput::WriteWhenThereIsRoom() {
  Lock lock(mutex_);
  while (!ending_) {
    changed_.Wait(lock, [this]() REQUIRES(mutex_) { return ending_ || !waiting_.empty(); });
    lock.Release();
    const bool room = target_->HasRoom(kPollMilliseconds);
    lock.TakeAgain();
    if (!room) continue;
    if (Flush() != Outcome::kWritten || lost_ == 0) continue;
    Append("");
    (void)Flush();
  }
}

}  // namespace grafake::server
