#include "bench/server_process.h"

#include <Poco/Net/ServerSocket.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "bench/connection.h"
#include "bench/leftovers.h"

namespace grafake::bench {
namespace {

std::uint16_t FreePort() { return Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)).address().port(); }

// Not fork(): to copy what this process holds would count as the server's start.
pid_t Spawn(const std::vector<char*>& argv) {
  setenv("GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts", 1);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);  // this process may have blocked some
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t process = 0;
  const int error = posix_spawn(&process, argv[0], &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error(std::string("cannot start ") + argv[0] + ": " + std::strerror(error));
  return process;
}

// False while nobody listens yet.
bool Answers(const TargetUrl& target, const std::string& request) {
  try {
    return Connection(target).Exchange(request).status == 200;
  } catch (const NotConnected&) {
    return false;
  }
}

}  // namespace

void RequireProgram(const std::string& path) {
  if (access(path.c_str(), X_OK) != 0) throw std::runtime_error(path + " is no program that can be run");
}

ServerProcess::ServerProcess(const std::string& program, const std::string& data, const std::vector<std::string>& more)
    : target_{"127.0.0.1", FreePort(), ""} {
  RequireProgram(program);
  std::vector<std::string> words{program, "--port", std::to_string(target_.port)};
  if (!data.empty()) words.insert(words.end(), {"--data", data});
  words.insert(words.end(), more.begin(), more.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  process_ = Leftovers::Start([&] { return Spawn(argv); });
}

ServerProcess::~ServerProcess() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
  Leftovers::Forget(process_);
}

void ServerProcess::AwaitAnswer() const {
  const std::string request = RequestBytes(target_, {.path = "/api/org", .authorization = "Basic YWRtaW46YWRtaW4="});
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!Answers(target_, request)) {
    siginfo_t ended{};
    waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (ended.si_pid != 0) throw std::runtime_error("the server ended at its start");
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error("the server does not answer");
    usleep(200);
  }
}

double ServerProcess::Status(const std::string& field) const {
  std::ifstream status("/proc/" + std::to_string(process_) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field + ":")) return std::stod(line.substr(field.size() + 1));
  }
  throw std::runtime_error("the server has ended");
}

double ServerProcess::ResidentMegabytes() const { return Status("VmRSS") / 1024; }

int ServerProcess::Threads() const { return static_cast<int>(Status("Threads")); }

double ServerProcess::CpuSeconds() const {
  clockid_t clock{};
  timespec used{};
  if (clock_getcpuclockid(process_, &clock) != 0 || clock_gettime(clock, &used) != 0) {
    throw std::runtime_error("the server has ended");
  }
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

}  // namespace grafake::bench
