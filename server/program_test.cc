// The program as a process: what its command line, its streams, its files and its signals promise.
#include <gmock/gmock.h>
#include <netinet/in.h>
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
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace grafake::server {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using Clock = std::chrono::steady_clock;

std::string Content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One run of the program, with a directory of its own that goes with it.
class ProgramTest : public testing::Test {
 protected:
  ProgramTest() { fs::create_directories(directory); }
  ~ProgramTest() override {
    for (const pid_t process : running) {
      kill(process, SIGKILL);
      waitpid(process, nullptr, 0);
    }
    fs::remove_all(directory);
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
    const pid_t process = fork();
    if (process == 0) {
      (void)!freopen((directory / "out").c_str(), "w", stdout);
      (void)!freopen((directory / "err").c_str(), "w", stderr);
      (void)!chdir(directory.c_str());
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
    fs::remove(directory / "url");
    words.insert(words.begin(), {"--port", "0", "--ready-file", (directory / "url").string()});
    Begin(std::move(words), variables);
    const auto end = Clock::now() + 20s;
    while (!fs::exists(directory / "url") && Clock::now() < end) std::this_thread::sleep_for(1ms);
    const std::string url = Content(directory / "url");
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
    return Ask(port, "POST " + path +
                         " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\nConnection: close\r\n" +
                         "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                         "\r\n\r\n" + body);
  }

  std::string Out() { return Content(directory / "out"); }
  std::string Err() { return Content(directory / "err"); }

  void WriteIni(const std::string& text) { std::ofstream(directory / "custom.ini") << text; }

  fs::path directory = fs::temp_directory_path() / ("grafake-program-" + std::to_string(getpid()) + "-" +
                                                    testing::UnitTest::GetInstance()->current_test_info()->name());
  std::vector<pid_t> running;
  const std::map<std::string, std::string> accounts_on{{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}};
};

TEST_F(ProgramTest, HelpAndVersionSucceed) {
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(Out(), HasSubstr("-ready-file"));
  EXPECT_EQ(Run({"-v"}), 0);
  EXPECT_THAT(Out(), HasSubstr("Version 9.0.9"));
}

TEST_F(ProgramTest, AWrongFlagIsNamed) {
  EXPECT_EQ(Run({"--no-such-flag"}), 1);
  EXPECT_THAT(Err(), AllOf(StartsWith("flag provided but not defined: -no-such-flag\n"), EndsWith("-no-such-flag\n")));
  EXPECT_THAT(Out(), IsEmpty());
}

TEST_F(ProgramTest, AnUnknownReleaseIsNamed) {
  EXPECT_EQ(Run({"--release", "7.0"}), 1);
  EXPECT_THAT(Err(), AllOf(HasSubstr("7.0"), HasSubstr("9.0")));
}

TEST_F(ProgramTest, AMissingIniEndsTheStartWithALogLine) {
  EXPECT_EQ(Run({"--config=/none.ini"}), 1);
  EXPECT_THAT(
      Out(),
      HasSubstr(R"(level=error msg="failed to parse \"/none.ini\": open /none.ini: no such file or directory")"));
  EXPECT_THAT(Err(), IsEmpty());
}

TEST_F(ProgramTest, AMalformedIniIsNamedWithItsLine) {
  WriteIni("[server]\nno delimiter\n");
  EXPECT_EQ(Run({"--config", "custom.ini"}), 1);
  EXPECT_THAT(Out(), HasSubstr(R"(failed to parse \"custom.ini\": key-value delimiter not found: no delimiter\n)"));
}

TEST_F(ProgramTest, ABadToggleEndsTheStart) {
  WriteIni("[feature_toggles]\nserviceAccounts = yes\n");
  EXPECT_EQ(Run({"--config", "custom.ini"}), 1);
  EXPECT_THAT(Err(), EndsWith("strconv.ParseBool: parsing \"yes\": invalid syntax\n"));
}

TEST_F(ProgramTest, ABadArgumentEndsTheStartWithoutAWord) {
  EXPECT_EQ(Run({"cfg:server.domain=a=b"}), 1);
  EXPECT_THAT(Out() + Err(), IsEmpty());
}

TEST_F(ProgramTest, UnknownSettingsAreAcceptedAndGrafanasFlagsToo) {
  WriteIni("[no.such]\nkey = 1\n[server]\nno_such_key = 2\n");
  const auto port = Listen({"--config", "custom.ini", "-packaging=docker", "--profile", "-tracing-file", "x"});
  EXPECT_THAT(Get(port, "/api/health"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(ProgramTest, TheFirstLineShowsTheUrlAndWhereThingsAreKept) {
  const auto port = Listen({});
  const std::string url = "http://127.0.0.1:" + std::to_string(port) + "/";
  EXPECT_EQ(Content(directory / "url"), url + "\n");
  EXPECT_THAT(Out(), AllOf(HasSubstr(url), HasSubstr("in memory")));
}

TEST_F(ProgramTest, InMemoryLeavesNothingBehind) {
  const auto port = Listen({}, accounts_on);
  Post(port, "/api/serviceaccounts", R"({"name":"bot"})");
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) names.insert(entry.path().filename());
  EXPECT_THAT(names, testing::ElementsAre("err", "out", "url"));
}

TEST_F(ProgramTest, ADataDirectoryKeepsEverythingOverARestart) {
  const auto data = (directory / "data").string();
  auto port = Listen({"--data", data}, accounts_on);
  EXPECT_THAT(Post(port, "/api/serviceaccounts", R"({"name":"bot"})"), HasSubstr("201 Created"));
  kill(running.back(), SIGTERM);
  EXPECT_EQ(End(running.back()), 0);
  EXPECT_TRUE(fs::exists(directory / "data/grafana.db"));
  port = Listen({"cfg:paths.data=" + data}, accounts_on);
  EXPECT_THAT(Get(port, "/api/serviceaccounts/2"), HasSubstr("\"name\":\"bot\""));
}

TEST_F(ProgramTest, AcknowledgedWritesSurviveAKill) {
  const auto data = (directory / "data").string();
  for (int round = 0; round < 5; ++round) {
    const auto port = Listen({"--data", data}, accounts_on);
    const std::string name = "bot" + std::to_string(round);
    EXPECT_THAT(Post(port, "/api/serviceaccounts", "{\"name\":\"" + name + "\"}"), HasSubstr("201 Created"));
    kill(running.back(), SIGKILL);
    End(running.back());
  }
  EXPECT_THAT(Get(Listen({"--data", data}, accounts_on), "/api/serviceaccounts/search"), HasSubstr("\"totalCount\":5"));
}

TEST_F(ProgramTest, ASecondProcessOnTheSameFileIsRefused) {
  const auto data = (directory / "data").string();
  Listen({"--data", data});
  EXPECT_EQ(Run({"--port", "0", "--data", data}), 1);
  EXPECT_THAT(Err(), AllOf(HasSubstr("another process uses"), HasSubstr("grafana.db")));
}

TEST_F(ProgramTest, ATakenPortIsNamed) {
  const auto port = Listen({});
  EXPECT_EQ(Run({"--port", std::to_string(port)}), 1);
  EXPECT_THAT(Err(), HasSubstr(std::to_string(port)));
}

TEST_F(ProgramTest, SignalsEndItInTimeWithIdleConnections) {
  for (const int signal : {SIGTERM, SIGINT}) {
    const auto port = Listen({});
    std::vector<int> idle;
    for (int i = 0; i < 64; ++i) {
      idle.push_back(Connect(port));
      const std::string request = "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n";
      ASSERT_EQ(write(idle.back(), request.data(), request.size()), static_cast<ssize_t>(request.size()));
      char bytes[1024];
      ASSERT_GT(read(idle.back(), bytes, sizeof bytes), 0);
    }
    const auto begin = Clock::now();
    kill(running.back(), signal);
    EXPECT_EQ(End(running.back()), 0);
    // Ten times what is promised, so that a busy machine does not fail the test; a hang does.
    EXPECT_LT(Clock::now() - begin, 5s);
    for (const int connection : idle) close(connection);
  }
}

TEST_F(ProgramTest, ThePidFileHoldsTheProcess) {
  Listen({"--pidfile", (directory / "run/grafake.pid").string()});
  EXPECT_EQ(Content(directory / "run/grafake.pid"), std::to_string(running.back()));
}

TEST_F(ProgramTest, RequestsAreLoggedWithoutSecrets) {
  const auto port = Listen({}, accounts_on);
  Get(port, "/api/nothing");
  Ask(port,
      "GET /api/org HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
      "glsa_00000000000000000000000000000000_162149fe\r\nConnection: close\r\n\r\n");
  kill(running.back(), SIGTERM);
  End(running.back());
  EXPECT_THAT(Out(), AllOf(HasSubstr("msg=\"Request Completed\" method=GET path=/api/nothing status=404"),
                           HasSubstr("level=error msg=\"Request Completed\" method=GET path=/api/org status=500")));
  EXPECT_THAT(Out(), testing::Not(testing::AnyOf(HasSubstr("YWRtaW46YWRtaW4"), HasSubstr("glsa_"))));
}

}  // namespace
}  // namespace grafake::server
