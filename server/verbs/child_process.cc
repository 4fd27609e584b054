#include "server/verbs/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>

#include "server/verbs/group_witness.h"

namespace grafake::server {
namespace {

constexpr std::array kHandedOn = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH, SIGCONT};

sigset_t HandedOnSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : kHandedOn) sigaddset(&signals, signal);
  sigaddset(&signals, SIGCHLD);
  return signals;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

using Pipe = std::array<int, 2>;

// In the child: becomes the command once it may, or tells why not.
// It ends with this process, however that ends: with the thread that has made it, which is the main one.
[[noreturn]] void Become(std::vector<char*>& argv, std::vector<char*>& envp, int report, const Pipe& may_begin,
                         pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kExitNotFound);  // it has ended before that
  close(may_begin[1]);
  for (char nothing = 0; read(may_begin[0], &nothing, 1) < 0 && errno == EINTR;) continue;
  sigset_t none;
  sigemptyset(&none);
  std::signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  execvpe(argv[0], argv.data(), envp.data());
  const int error = errno;
  (void)!write(report, &error, sizeof error);
  _exit(kExitNotFound);
}

// Why the child could not become the command; 0: it did.
int AwaitStart(int report) {
  int error = 0;
  ssize_t got = 0;
  do got = read(report, &error, sizeof error);
  while (got < 0 && errno == EINTR);
  return got == sizeof error ? error : 0;
}

int ExitCodeOf(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

// Until it ends.
int HandOnSignals(pid_t child, GroupWitness& witness) {
  const sigset_t signals = HandedOnSignals();
  for (;;) {
    siginfo_t info{};
    if (sigwaitinfo(&signals, &info) < 0) continue;
    int status = 0;
    if (info.si_signo == SIGCHLD) {
      if (waitpid(child, &status, WNOHANG) == child) return ExitCodeOf(status);
    } else if (!witness.SawToo(info.si_signo) && info.si_code != SI_KERNEL) {
      kill(child, info.si_signo);
    }
  }
}

int CannotRun(const std::string& name, int error) {
  std::cerr << "grafake exec: cannot run '" << name << "': " << std::strerror(error) << "\n";
  return error == ENOENT ? kExitNotFound : kExitNotExecutable;
}

}  // namespace

void BlockHandedOnSignals() {
  const sigset_t signals = HandedOnSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void AwaitEndSignal() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT}) sigaddset(&signals, signal);
  int signal = 0;
  sigwait(&signals, &signal);
}

int RunChild(const std::vector<std::string>& command, const Environment& environment) {
  std::vector<std::string> words = command;
  std::vector<std::string> variables;
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  auto argv = Pointers(words);
  auto envp = Pointers(variables);
  Pipe report{};
  Pipe may_begin{};
  if (pipe2(report.data(), O_CLOEXEC) != 0 || pipe2(may_begin.data(), O_CLOEXEC) != 0)
    return CannotRun(command[0], errno);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) Become(argv, envp, report[1], may_begin, parent);
  const int not_forked = child < 0 ? errno : 0;
  GroupWitness witness;  // sees what the command will see
  for (const int end : {report[1], may_begin[0], may_begin[1]}) close(end);
  const int error = not_forked != 0 ? not_forked : AwaitStart(report[0]);
  close(report[0]);
  if (not_forked == 0 && error == 0) return HandOnSignals(child, witness);
  if (not_forked == 0) waitpid(child, nullptr, 0);
  return CannotRun(command[0], error);
}

}  // namespace grafake::server
