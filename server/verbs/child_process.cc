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

#include "server/verbs/command_keeper.h"
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

// What stands between this process and the command.
struct Pipes {
  Pipe report{};     // why there is no command
  Pipe may_begin{};  // at its end: it may
  Pipe orders{};     // signals for the command; at its end: this process has gone

  // False, with errno.
  [[nodiscard]] bool Open() {
    for (Pipe* pipe : {&report, &may_begin, &orders}) {
      if (pipe2(pipe->data(), O_CLOEXEC) != 0) return false;
    }
    return true;
  }
};

[[noreturn]] void TellNotStarted(int report, int error) {
  (void)!write(report, &error, sizeof error);
  _exit(kExitNotFound);
}

// In the child: becomes the command once it may, or tells why not. Who keeps it should not end before it.
[[noreturn]] void Become(std::vector<char*>& argv, std::vector<char*>& envp, const Pipes& pipes, pid_t keeper) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != keeper) _exit(kExitNotFound);
  for (char nothing = 0; read(pipes.may_begin[0], &nothing, 1) < 0 && errno == EINTR;) continue;
  sigset_t none;
  sigemptyset(&none);
  std::signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  execvpe(argv[0], argv.data(), envp.data());
  TellNotStarted(pipes.report[1], errno);
}

// Nothing of this process may stay open in the one that keeps the command, which may outlive it.
void CloseAllBut(int kept) {
  close_range(static_cast<unsigned>(kept) + 1, ~0U, 0);
  if (kept > 0) close_range(0, static_cast<unsigned>(kept) - 1, 0);
}

[[noreturn]] void BeginAndKeep(std::vector<char*>& argv, std::vector<char*>& envp, const Pipes& pipes) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, nullptr);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  for (const int end : {pipes.may_begin[1], pipes.orders[1]}) close(end);
  const pid_t keeper = getpid();
  const pid_t command = fork();
  if (command == 0) Become(argv, envp, pipes, keeper);
  if (command < 0) TellNotStarted(pipes.report[1], errno);
  CloseAllBut(pipes.orders[0]);
  KeepCommand(command, pipes.orders[0]);
}

// Why the child could not become the command; 0: it did.
int AwaitStart(int report) {
  int error = 0;
  ssize_t got = 0;
  do got = read(report, &error, sizeof error);
  while (got < 0 && errno == EINTR);
  return got == sizeof error ? error : 0;
}

// Until the command has ended, and with it who keeps it.
int HandOnSignals(pid_t keeper, int orders, GroupWitness& witness) {
  const sigset_t signals = HandedOnSignals();
  for (;;) {
    siginfo_t info{};
    if (sigwaitinfo(&signals, &info) < 0) continue;
    int status = 0;
    if (info.si_signo == SIGCHLD) {
      if (waitpid(keeper, &status, WNOHANG) == keeper) return ExitCodeOf(status);
    } else if (!witness.SawToo(info.si_signo) && info.si_code != SI_KERNEL) {
      (void)!write(orders, &info.si_signo, sizeof info.si_signo);
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
  Pipes pipes;
  if (!pipes.Open()) return CannotRun(command[0], errno);
  const pid_t keeper = fork();
  if (keeper == 0) BeginAndKeep(argv, envp, pipes);
  const int not_forked = keeper < 0 ? errno : 0;
  GroupWitness witness;  // sees what the command will see
  for (const int end : {pipes.report[1], pipes.may_begin[0], pipes.may_begin[1], pipes.orders[0]}) close(end);
  const int error = not_forked != 0 ? not_forked : AwaitStart(pipes.report[0]);
  close(pipes.report[0]);
  const bool runs = not_forked == 0 && error == 0;
  const int code = runs ? HandOnSignals(keeper, pipes.orders[1], witness) : CannotRun(command[0], error);
  close(pipes.orders[1]);
  if (!runs && not_forked == 0) waitpid(keeper, nullptr, 0);
  return code;
}

}  // namespace grafake::server
