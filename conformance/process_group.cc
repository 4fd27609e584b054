#include "conformance/process_group.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <system_error>

namespace grafake::conformance {
namespace {

std::vector<char*> Pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

tl::unexpected<std::string> SystemFailure(const std::string& what) {
  return tl::unexpected(what + ": " + std::generic_category().message(errno));
}

// glibc 2.36 declares its own without extern "C".
int OpenPidfd(pid_t process) { return static_cast<int>(syscall(SYS_pidfd_open, process, 0)); }

constexpr rlim_t kLargestFile = rlim_t{1} << 30U;  // that a program may write: its output, a database of a test

// A program that writes without an end shall not fill the disk.
void LimitFiles() {
  rlimit limit{};
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur <= kLargestFile) return;
  limit.rlim_cur = kLargestFile;
  setrlimit(RLIMIT_FSIZE, &limit);
}

// In the child, between fork and exec: nothing here may allocate.
[[noreturn]] void BecomeProgram(const std::vector<char*>& words, const std::vector<char*>& variables, int output) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_DFL);
  LimitFiles();
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  close_range(STDERR_FILENO + 1, UINT_MAX, CLOSE_RANGE_CLOEXEC);  // connections and pipes of other threads
  execvpe(words[0], words.data(), variables.data());
  for (const char* text : {"it cannot be executed: ", static_cast<const char*>(words[0]), "\n"})
    (void)!write(STDERR_FILENO, text, strlen(text));
  _exit(127);
}

// In the guardian, which never returns: nothing here may allocate.
[[noreturn]] void GuardGroup(pid_t group, int pipe) {
  setpgid(0, group);
  signal(SIGTERM, SIG_IGN);
  dup2(pipe, STDIN_FILENO);
  close_range(STDIN_FILENO + 1, UINT_MAX, 0);
  char byte = 0;
  while (read(STDIN_FILENO, &byte, 1) < 0 && errno == EINTR) continue;
  kill(-group, SIGKILL);
  _exit(0);
}

}  // namespace

tl::expected<std::unique_ptr<ProcessGroup>, std::string> ProcessGroup::Start(ProcessCommand command) {
  if (command.words.empty()) return tl::unexpected(std::string("the command is empty"));
  const auto words = Pointers(command.words);
  const auto variables = Pointers(command.variables);
  const int output = open(command.output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (output < 0) return SystemFailure(command.output.string());
  const pid_t leader = fork();
  if (leader == 0) BecomeProgram(words, variables, output);
  const int error = errno;
  close(output);
  errno = error;
  if (leader < 0) return SystemFailure("fork");
  setpgid(leader, leader);  // The child does so too; whoever is first.
  std::unique_ptr<ProcessGroup> group(new ProcessGroup(leader, OpenPidfd(leader)));
  if (group->leader_end_ < 0) return SystemFailure("pidfd_open");
  if (!group->StartGuardian()) return SystemFailure("guardian");
  return group;
}

bool ProcessGroup::StartGuardian() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  guard_pipe_ = ends[1];
  guardian_ = fork();
  if (guardian_ == 0) GuardGroup(leader_, ends[0]);
  close(ends[0]);
  return guardian_ > 0;
}

ProcessGroup::~ProcessGroup() {
  kill(-leader_, SIGKILL);
  waitpid(leader_, nullptr, 0);
  if (guardian_ > 0) {
    kill(guardian_, SIGKILL);
    waitpid(guardian_, nullptr, 0);
  }
  for (const int descriptor : {leader_end_, guard_pipe_}) {
    if (descriptor >= 0) close(descriptor);
  }
}

void ProcessGroup::Terminate() const { kill(-leader_, SIGTERM); }

bool ProcessGroup::EndsWithin(std::chrono::milliseconds time) const {
  pollfd end{.fd = leader_end_, .events = POLLIN, .revents = 0};
  return poll(&end, 1, static_cast<int>(time.count())) > 0;
}

std::optional<int> ProcessGroup::ExitCode() const {
  siginfo_t end{};
  if (waitid(P_PID, static_cast<id_t>(leader_), &end, WEXITED | WNOHANG | WNOWAIT) != 0) return std::nullopt;
  return end.si_pid == leader_ && end.si_code == CLD_EXITED ? std::optional(end.si_status) : std::nullopt;
}

}  // namespace grafake::conformance
