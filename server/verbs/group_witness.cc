#include "server/verbs/group_witness.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <string>
#include <thread>

namespace grafake::server {
namespace {

// The kernel reaches all of a group in one go, but this process may be quicker than that.
constexpr std::chrono::milliseconds kAllReached{5};

[[noreturn]] void Witness(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  close_range(0, ~0U, 0);
  for (;;) pause();
}

// The signals that wait for that process, one a bit.
std::uint64_t WaitingFor(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("ShdPnd:")) return std::stoull(line.substr(line.find_last_of(" \t") + 1), nullptr, 16);
  }
  return 0;
}

}  // namespace

void GroupWitness::Begin() {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);  // before it begins: nothing may slip through
  const pid_t parent = getpid();
  witness_ = fork();
  if (witness_ == 0) Witness(parent);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void GroupWitness::End() {
  if (witness_ < 0) return;
  kill(witness_, SIGKILL);
  waitpid(witness_, nullptr, 0);
}

bool GroupWitness::SawToo(int signal) {
  if (witness_ < 0) return false;
  std::this_thread::sleep_for(kAllReached);
  const std::uint64_t bit = std::uint64_t{1} << (static_cast<unsigned>(signal) - 1U);
  seen_ |= WaitingFor(witness_);
  const bool saw = (seen_ & bit) != 0;
  seen_ &= ~bit;
  End();
  Begin();
  return saw;
}

}  // namespace grafake::server
