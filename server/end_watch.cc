#include "server/end_watch.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <thread>

namespace grafake::server {

// Shared with the thread, which is never joined: a read of an input that others read as well may take for ever.
struct EndWatch::Seen {
  std::atomic<const char*> gone{nullptr};
};

namespace {

constexpr const char* kParentEnded = "The parent process has ended";
constexpr const char* kInputEnded = "Standard input has ended";

// False: it has gone. What it says is nothing to us.
bool InputGoesOn() {
  std::array<char, 4096> bytes{};
  const ssize_t got = read(STDIN_FILENO, bytes.data(), bytes.size());
  return got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
}

// Returns what has gone; negative descriptors are not watched.
const char* AwaitGone(int parent, int input) {
  std::array<pollfd, 2> watched{pollfd{parent, POLLIN, 0}, pollfd{input, POLLIN, 0}};
  for (;;) {
    if (poll(watched.data(), watched.size(), -1) < 0) continue;
    if (watched[0].revents != 0) return kParentEnded;
    if (watched[1].revents != 0 && !InputGoesOn()) return kInputEnded;
  }
}

// A descriptor that becomes readable when the parent ends; -1: the kernel will send the signal itself (older than 5.3,
// or a parent outside this container), when the thread ends that started this process.
int WatchParent() {
  const pid_t parent = getppid();
  const int descriptor = static_cast<int>(syscall(SYS_pidfd_open, parent, 0));
  if (descriptor < 0) prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) kill(getpid(), SIGTERM);  // it ended before it was watched
  return descriptor;
}

}  // namespace

EndWatch::EndWatch(const EndWish& wish) : seen_(std::make_shared<Seen>()) {
  const int parent = wish.with_parent ? WatchParent() : -1;
  const int input = wish.with_input ? STDIN_FILENO : -1;
  if (parent < 0 && input < 0) return;
  std::thread([parent, input, seen = seen_] {
    seen->gone = AwaitGone(parent, input);
    kill(getpid(), SIGTERM);
  }).detach();
}

std::string_view EndWatch::reason() const {
  const char* gone = seen_->gone;
  return gone == nullptr ? "" : gone;
}

}  // namespace grafake::server
