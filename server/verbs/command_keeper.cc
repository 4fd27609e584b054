#include "server/verbs/command_keeper.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <vector>

#include "server/verbs/descendants.h"

namespace grafake::server {
namespace {

using std::chrono::steady_clock;

// For what a command wants to leave tidy.
constexpr std::chrono::seconds kToCleanUp{5};
constexpr std::chrono::milliseconds kBetweenKills{20};  // whoever is forked meanwhile is met the next time

// Becomes readable when a child has ended.
int ChildrenSignal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

void Await(int children, std::chrono::milliseconds most) {
  pollfd waited{.fd = children, .events = POLLIN, .revents = 0};
  (void)poll(&waited, 1, static_cast<int>(most.count()));
  signalfd_siginfo info{};
  (void)!read(children, &info, sizeof info);
}

// True: there is none left.
bool ReapAll() {
  for (;;) {
    const pid_t ended = waitpid(-1, nullptr, WNOHANG);
    if (ended < 0 && errno == ECHILD) return true;
    if (ended <= 0) return false;
  }
}

void KillAll() {
  for (const pid_t process : Descendants()) kill(process, SIGKILL);
}

// Those that have not been told before. One that is stopped must go on to hear it.
void TellAll(std::vector<pid_t>& told) {
  for (const pid_t process : Descendants()) {
    if (std::ranges::find(told, process) != told.end()) continue;
    told.push_back(process);
    kill(process, SIGTERM);
    kill(process, SIGCONT);
  }
}

[[noreturn]] void EndAll(int children) {
  std::vector<pid_t> told;
  const auto end = steady_clock::now() + kToCleanUp;
  while (!ReapAll()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - steady_clock::now());
    if (left.count() > 0) {
      TellAll(told);
      Await(children, left);
    } else {
      KillAll();
      Await(children, kBetweenKills);
    }
  }
  _exit(0);
}

// Ends with the command; other children are what it has forgotten.
void Reap(pid_t command) {
  int status = 0;
  for (pid_t ended = 0; (ended = waitpid(-1, &status, WNOHANG)) > 0;) {
    if (ended == command) _exit(ExitCodeOf(status));
  }
}

}  // namespace

int ExitCodeOf(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

void KeepCommand(pid_t command, int orders) {
  const int children = ChildrenSignal();
  for (;;) {
    Reap(command);
    std::array<pollfd, 2> waited{{{orders, POLLIN, 0}, {children, POLLIN, 0}}};
    (void)poll(waited.data(), waited.size(), -1);
    if (waited[1].revents != 0) Await(children, std::chrono::milliseconds(0));
    if (waited[0].revents == 0) continue;
    int signal = 0;
    if (read(orders, &signal, sizeof signal) != sizeof signal) EndAll(children);
    kill(command, signal);
  }
}

}  // namespace grafake::server
