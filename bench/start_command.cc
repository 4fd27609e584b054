#include "bench/start_command.h"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "bench/connection.h"

namespace grafake::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Sample {
  double milliseconds = 0;
  double resident_megabytes = 0;
};

// A server process for the life of the object.
class Server {
 public:
  Server(const StartCommand& command, std::uint16_t port) {
    std::vector<std::string> words{command.server, "--port", std::to_string(port)};
    if (!command.data.empty()) words.insert(words.end(), {"--data", command.data});
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    process_ = fork();
    if (process_ != 0) return;
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
  }

  [[nodiscard]] double ResidentMegabytes() const {
    std::ifstream status("/proc/" + std::to_string(process_) + "/status");
    for (std::string line; std::getline(status, line);) {
      if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
  }

 private:
  pid_t process_;
};

// False while nobody listens yet.
bool Answers(const TargetUrl& target, const std::string& request) {
  try {
    return Connection(target).Exchange(request).status == 200;
  } catch (const Poco::Exception&) {
    return false;
  }
}

Sample Measure(const StartCommand& command) {
  const std::uint16_t port = Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)).address().port();
  const TargetUrl target{"127.0.0.1", port, ""};
  const std::string request = RequestBytes(target, {.path = "/api/org", .authorization = "Basic YWRtaW46YWRtaW4="});
  const auto begin = Clock::now();
  const Server server(command, port);
  while (!Answers(target, request)) {
    if (Clock::now() - begin > std::chrono::seconds(30)) throw std::runtime_error(command.server + " does not answer");
    usleep(200);
  }
  return {std::chrono::duration<double, std::milli>(Clock::now() - begin).count(), server.ResidentMegabytes()};
}

double Median(std::vector<Sample> samples, double Sample::*field) {
  std::ranges::sort(samples, {}, field);
  return samples[samples.size() / 2].*field;
}

}  // namespace

void RunStartCommand(const StartCommand& command) {
  std::vector<Sample> samples;
  for (int i = 0; i < command.runs; ++i) samples.push_back(Measure(command));
  const double milliseconds = Median(samples, &Sample::milliseconds);
  const double megabytes = Median(samples, &Sample::resident_megabytes);
  if (command.json) {
    std::cout << nlohmann::json{{"runs", command.runs}, {"median_ms", milliseconds}, {"median_resident_mb", megabytes}}
                     .dump(2)
              << "\n";
  } else {
    std::printf("start to first authenticated answer, median of %d: %.1f ms; resident then: %.1f MB\n", command.runs,
                milliseconds, megabytes);
  }
}

}  // namespace grafake::bench
