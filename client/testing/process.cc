#include "testing/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <system_error>

namespace grafake::for_tests {
namespace {

// What the child needs, made before fork(): between fork and exec nothing may allocate.
struct Plan {
  std::vector<char*> words, variables;
  int output;
  int failure;   // a pipe that exec closes, and that gets errno when there is no exec
  pid_t parent;  // this process
};

std::vector<char*> Pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

[[noreturn]] void BecomeProgram(const Plan& plan) {
  setpgid(0, 0);  // a terminal's Ctrl-C is for the test, which takes the server along
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != plan.parent) _exit(0);  // it ended before prctl
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
  dup2(plan.output, STDOUT_FILENO);
  dup2(plan.output, STDERR_FILENO);
  close_range(STDERR_FILENO + 1, UINT_MAX, CLOSE_RANGE_CLOEXEC);  // what other threads have open
  execvpe(plan.words[0], plan.words.data(), plan.variables.data());
  const int error = errno;
  [[maybe_unused]] const auto written = write(plan.failure, &error, sizeof error);
  _exit(127);
}

// The thread that forks runs none of the test program's signal handlers.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

// 0 when the pipe was closed by exec, else errno of what failed in the child.
int FailureOf(int pipe) {
  int error = 0;
  ssize_t count = 0;
  do count = read(pipe, &error, sizeof error);
  while (count < 0 && errno == EINTR);
  return count == sizeof error ? error : 0;
}

[[noreturn]] void Throw(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

}  // namespace

Process::Process(ProcessCommand command) {
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) Throw(errno, "pipe");
  const Plan plan{Pointers(command.words), Pointers(command.variables), command.output, pipe[1], getpid()};
  std::promise<int> forked;
  {
    const SignalsBlocked blocked;
    parent_ = std::thread([this, &plan, &forked, over = over_.get_future()] {
      id_ = fork();
      if (id_ == 0) BecomeProgram(plan);
      forked.set_value(errno);
      over.wait();
    });
  }
  const int fork_error = forked.get_future().get();
  close(pipe[1]);
  const int error = id_ < 0 ? fork_error : FailureOf(pipe[0]);
  close(pipe[0]);
  if (id_ > 0) end_ = static_cast<int>(syscall(SYS_pidfd_open, id_, 0));
  if (error == 0 && end_ >= 0) return;
  const std::string what = id_ < 0 ? "fork" : error != 0 ? command.words[0] : "pidfd_open";
  const int why = error != 0 ? error : errno;
  End();
  Throw(why, what);
}

Process::~Process() { End(); }

void Process::End() {
  if (id_ > 0 && !is_reaped_) {
    kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
  }
  over_.set_value();
  parent_.join();
  if (end_ >= 0) close(end_);
}

void Process::Terminate() const { syscall(SYS_pidfd_send_signal, end_, SIGTERM, nullptr, 0); }

bool Process::EndsWithin(std::chrono::milliseconds time) const {
  pollfd end{.fd = end_, .events = POLLIN, .revents = 0};
  const auto deadline = std::chrono::steady_clock::now() + time;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    const int ready = poll(&end, 1, std::max(0, static_cast<int>(left.count())));
    if (ready >= 0 || errno != EINTR) return ready > 0;
  }
}

std::string Process::AwaitEnd() {
  int status = 0;
  const bool known = waitpid(id_, &status, 0) == id_;  // not where the test program ignores SIGCHLD
  is_reaped_ = true;
  if (!known) return "an unknown status";
  if (WIFEXITED(status)) return "exit status " + std::to_string(WEXITSTATUS(status));
  return "signal " + std::to_string(WTERMSIG(status)) + " (" + strsignal(WTERMSIG(status)) + ")";
}

}  // namespace grafake::for_tests
