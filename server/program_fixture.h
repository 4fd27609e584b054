// A fixture for tests of the program as a process.
#pragma once

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace grafake::server {

inline std::string FileContent(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One run of the program, with a directory of its own that goes with it.
class ProgramTest : public testing::Test {
 protected:
  static constexpr std::chrono::seconds kPatience{60};  // with a busy machine; then a test fails that would hang

  // The names of parametrized tests have slashes.
  static std::string FolderName() {
    std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    for (char& c : name) c = c == '/' ? '-' : c;
    return name;
  }

  ProgramTest() { std::filesystem::create_directories(directory); }
  ~ProgramTest() override {
    for (const pid_t process : running) {
      kill(process, SIGKILL);
      waitpid(process, nullptr, 0);
    }
    std::filesystem::remove_all(directory);
  }

  pid_t Begin(std::vector<std::string> words, const std::map<std::string, std::string>& variables = {}) {
    words.insert(words.begin(), GRAFAKE_PROGRAM);
    std::vector<std::string> lines{"PATH=/usr/bin:/bin"};
    for (const auto& [name, value] : variables) lines.push_back(name + "=" + value);
    std::vector<char*> argv;
    std::vector<char*> envp;
    for (std::string& word : words) argv.push_back(word.data());
    for (std::string& line : lines) envp.push_back(line.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
    std::fflush(nullptr);
    const pid_t process = fork();
    if (process == 0) {
      if (standard_output >= 0) {
        dup2(standard_output, STDOUT_FILENO);
      } else {
        (void)!freopen((directory / "out").c_str(), "w", stdout);
      }
      (void)!freopen((directory / "err").c_str(), "w", stderr);
      (void)!chdir(directory.c_str());
      if (own_group) setpgid(0, 0);
      if (descriptors != 0) {
        const rlimit limit{descriptors, descriptors};
        setrlimit(RLIMIT_NOFILE, &limit);
      }
      execve(GRAFAKE_PROGRAM, argv.data(), envp.data());
      _exit(127);
    }
    running.push_back(process);
    return process;
  }

  int End(pid_t process) {
    int status = 0;
    waitpid(process, &status, 0);
    std::erase(running, process);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  int Run(std::vector<std::string> words, const std::map<std::string, std::string>& variables = {}) {
    return End(Begin(std::move(words), variables));
  }

  // Starts it and waits for the URL in its ready file; returns the port.
  std::uint16_t Listen(std::vector<std::string> words, const std::map<std::string, std::string>& variables = {}) {
    std::filesystem::remove(directory / "url");
    words.insert(words.begin(), {"--port", "0", "--ready-file", (directory / "url").string()});
    Begin(std::move(words), variables);
    return AwaitReady();
  }

  // Waits for the ready file "url" and returns the port in it; 0 when it never comes.
  [[nodiscard]] std::uint16_t AwaitReady() const {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!std::filesystem::exists(directory / "url") && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const std::string url = FileContent(directory / "url");
    return static_cast<std::uint16_t>(std::strtoul(url.substr(url.rfind(':') + 1).c_str(), nullptr, 10));
  }

  static int Connect(std::uint16_t port) {
    const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    return connection;
  }

  static std::string Ask(std::uint16_t port, const std::string& request) {
    const int connection = Connect(port);
    EXPECT_EQ(write(connection, request.data(), request.size()), static_cast<ssize_t>(request.size()));
    std::string answer;
    char bytes[4096];
    for (ssize_t got = 0; (got = read(connection, bytes, sizeof bytes)) > 0;)
      answer.append(bytes, static_cast<std::size_t>(got));
    close(connection);
    return answer;
  }

  static std::string Get(std::uint16_t port, const std::string& path) {
    return Ask(port, "GET " + path +
                         " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\nConnection: close\r\n\r\n");
  }

  static std::string Post(std::uint16_t port, const std::string& path, const std::string& body) {
    return Ask(port,
               "POST " + path +
                   " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\nConnection: close\r\n" +
                   "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                   body);
  }

  std::string Out() { return FileContent(directory / "out"); }
  std::string Err() { return FileContent(directory / "err"); }

  void WriteIni(const std::string& text) { std::ofstream(directory / "custom.ini") << text; }

  std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("grafake-program-" + std::to_string(getpid()) + "-" + FolderName());
  std::vector<pid_t> running;
  rlim_t descriptors = 0;    // that the program may have; 0: as many as this process
  bool own_group = false;    // the program begins a process group
  int standard_output = -1;  // where the program writes to; -1: to the file "out"
  const std::map<std::string, std::string> accounts_on{{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}};
};

}  // namespace grafake::server
