// The program as a process: what its command line, its streams, its files and its signals promise.
#include <fcntl.h>

#include <array>
#include <set>

#include "server/program_fixture.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST_F(ProgramTest, HelpAndVersionSucceed) {
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(Out(), HasSubstr("-ready-file"));
  EXPECT_EQ(Run({"-v"}), 0);
  EXPECT_THAT(Out(), HasSubstr("Version 9.0.9"));
}

TEST_F(ProgramTest, VerbsThatPrintTakeNothingMore) {
  for (const std::string verb : {"routes", "lies"}) {
    EXPECT_EQ(Run({verb, "nonsense"}), 1);
    EXPECT_THAT(Err(), AllOf(HasSubstr(verb), HasSubstr("nonsense")));
    EXPECT_THAT(Out(), IsEmpty());
    EXPECT_EQ(Run({verb, "--help"}), 0);
    EXPECT_THAT(Out(), HasSubstr("Usage: grafake"));
  }
}

TEST_F(ProgramTest, VerbsThatPrintTakeARelease) {
  for (const std::string verb : {"routes", "lies"}) {
    EXPECT_EQ(Run({verb, "--release=7.0"}), 1);
    EXPECT_THAT(Err(), AllOf(HasSubstr("grafake " + verb + ": '7.0'"), HasSubstr("9.0")));
    EXPECT_EQ(Run({verb, "--relase", "9.0"}), 1);
    EXPECT_THAT(Err(), HasSubstr("not '--relase'"));
    EXPECT_EQ(Run({verb, "-release", "9.1"}), 0);
  }
  EXPECT_THAT(Out(), AllOf(HasSubstr("deleted-token-works"), Not(HasSubstr("toggle-ignored"))));
}

TEST_F(ProgramTest, NoLieIsToldOfWhatTheReleaseDoesNotPromise) {
  EXPECT_EQ(Run({"--release", "9.1", "--lie", "toggle-ignored"}), 1);
  EXPECT_THAT(Err(), AllOf(HasSubstr("toggle-ignored"), HasSubstr("grafake lies --release 9.1")));
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

// Grafana ends without a word; standard output stays as it leaves it.
TEST_F(ProgramTest, ABadArgumentEndsTheStartAndIsNamed) {
  for (const char* argument : {"cfg:server.domain=a=b", "cfg:server.domain"}) {
    EXPECT_EQ(Run({argument}), 1);
    EXPECT_THAT(Out(), IsEmpty());
    EXPECT_THAT(Err(), HasSubstr("the argument cfg:server.domain must have the form cfg:section.key=value"));
  }
}

TEST_F(ProgramTest, UnknownSettingsAreAcceptedAndGrafanasFlagsToo) {
  WriteIni("[no.such]\nkey = 1\n[server]\nno_such_key = 2\n");
  const auto port = Listen({"--config", "custom.ini", "-packaging=docker", "--profile", "-tracing-file", "x"});
  EXPECT_THAT(Get(port, "/api/health"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(ProgramTest, TheFirstLineShowsTheUrlAndWhereThingsAreKept) {
  const auto port = Listen({});
  const std::string url = "http://127.0.0.1:" + std::to_string(port) + "/";
  EXPECT_EQ(FileContent(directory / "url"), url + "\n");
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
    const auto begin = std::chrono::steady_clock::now();
    kill(running.back(), signal);
    EXPECT_EQ(End(running.back()), 0);
    // Far more than what is promised, so that a busy machine does not fail the test; a hang does.
    EXPECT_LT(std::chrono::steady_clock::now() - begin, kPatience);
    for (const int connection : idle) close(connection);
  }
}

TEST_F(ProgramTest, ThePidFileHoldsTheProcess) {
  Listen({"--pidfile", (directory / "run/grafake.pid").string()});
  EXPECT_EQ(FileContent(directory / "run/grafake.pid"), std::to_string(running.back()));
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

// What one release says in its ini file, another says with a toggle.
TEST_F(ProgramTest, TogglesDecideWhereTheReleaseAsksThem) {
  const std::vector<std::string> older{"--release", "8.5", "cfg:rbac.enabled=true"};
  const std::string rights = "/api/access-control/user/permissions";
  EXPECT_THAT(Get(Listen(older), rights), HasSubstr("404 Not Found"));
  EXPECT_THAT(Out(), HasSubstr(" lvl=info msg=\"Starting Grafana\" version=8.5.15 "));
  EXPECT_THAT(Get(Listen(older, {{"GF_FEATURE_TOGGLES_ENABLE", "accesscontrol newlog"}}), rights),
              HasSubstr("\"users.teams:read\":true"));
  EXPECT_THAT(Out(), HasSubstr(" level=info msg=\"Starting Grafana\" version=8.5.15 "));
  EXPECT_THAT(Get(Listen({"cfg:feature_toggles.enable=oldlog"}), rights), HasSubstr("200 OK"));
  EXPECT_THAT(Out(), HasSubstr(" lvl=info msg=\"Starting Grafana\" version=9.0.9 "));
}

// 64 KiB of log fill a pipe; after that everything stood still, SIGTERM too.
TEST_F(ProgramTest, ALogThatNobodyReadsHoldsNothingUp) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  standard_output = ends[1];
  const auto port = Listen({});
  const std::string path = "/api/" + std::string(4000, 'x');
  for (int i = 0; i < 100; ++i) ASSERT_THAT(Get(port, path), StartsWith("HTTP/1.1 404")) << i;
  kill(running.back(), SIGTERM);
  EXPECT_EQ(End(running.back()), 0);
  close(ends[0]);
  close(ends[1]);
}

TEST_F(ProgramTest, ALogWithoutAReaderHoldsNothingUp) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  close(ends[0]);
  standard_output = ends[1];
  const auto port = Listen({});
  EXPECT_THAT(Get(port, "/api/nothing"), StartsWith("HTTP/1.1 404"));
  kill(running.back(), SIGTERM);
  EXPECT_EQ(End(running.back()), 0);
  close(ends[1]);
}

TEST_F(ProgramTest, TheLogSaysWhoWasRefusedAndWhy) {
  const auto port = Listen({}, {{"GF_AUTH_ANONYMOUS_ENABLED", "true"}, {"GF_AUTH_ANONYMOUS_ORG_NAME", "gone"}});
  const auto ask = [&](const std::string& header) {
    Ask(port, "GET /api/org HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n");
  };
  Post(port, "/login", R"({"user":"admin","password":"canary-1"})");
  ask("Authorization: Bearer canary-3");
  ask("Authorization: Basic canary-4");
  ask("Cookie: grafana_session=canary-5");
  for (int i = 0; i < 5; ++i) ask("Authorization: Basic YWRtaW46Y2FuYXJ5LTI=");
  kill(running.back(), SIGTERM);
  End(running.back());
  const std::string refused = "logger=context traceID=[0]+ t=[^ ]+ level=error msg=";
  EXPECT_THAT(Out(),
              testing::ContainsRegex("logger=context traceID=[0]+ userId=1 orgId=1 uname=admin t=[^ ]+ level=error "
                                     "msg=\"Invalid username or password\" error=\"[^\"]+\" remote_addr=127.0.0.1"));
  EXPECT_THAT(Out(), testing::ContainsRegex(refused + "\"invalid username or password\" error="));
  EXPECT_THAT(Out(), testing::ContainsRegex(refused + "\"invalid username or password\" error=\"too many "));
  EXPECT_THAT(Out(), testing::ContainsRegex(refused + "\"invalid API key\" error=\"invalid API key\""));
  EXPECT_THAT(Out(), testing::ContainsRegex(refused + "\"Invalid Basic Auth Header\" error="));
  EXPECT_THAT(Out(), testing::ContainsRegex(refused + "\"Failed to look up user based on cookie\" error="));
  EXPECT_THAT(Out(), testing::ContainsRegex(refused + "\"Anonymous access organization error.\" org_name=gone error="));
  EXPECT_THAT(Out(), testing::ContainsRegex("userId=0 orgId=0 uname= t=[^ ]+ level=info msg=\"Request Completed\" "
                                            "method=GET path=/api/org status=401 remote_addr=127.0.0.1"));
  EXPECT_THAT(Out(), testing::Not(testing::AnyOf(HasSubstr("canary"), HasSubstr("Y2FuYXJ5"))));
}

TEST_F(ProgramTest, ConfigShowNamesWhereValuesComeFrom) {
  WriteIni("[server]\ndomain = from.file\n");
  EXPECT_EQ(Run({"config", "show", "--config", "custom.ini", "cfg:server.http_port=4000"},
                {{"GF_SECURITY_ADMIN_PASSWORD", "geheim"}, {"GF_GRAFAKE_USER_CACHE_SECONDS", "5"}}),
            0);
  EXPECT_THAT(Out(), AllOf(testing::ContainsRegex("domain = from.file +; custom.ini:2\n"),
                           testing::ContainsRegex("http_port = 4000 +; cfg:server.http_port\n"),
                           testing::ContainsRegex("admin_password = [*]{9} +; GF_SECURITY_ADMIN_PASSWORD\n"),
                           testing::ContainsRegex("user_cache_seconds = 5 +; GF_GRAFAKE_USER_CACHE_SECONDS\n"),
                           testing::Not(HasSubstr("geheim"))));
}

TEST_F(ProgramTest, ConfigCheckSaysWhatIsWrong) {
  WriteIni("[server]\nhttp_prot = 1\n");
  EXPECT_EQ(Run({"config", "check", "custom.ini"}), 3);
  EXPECT_THAT(Out(), StartsWith("custom.ini:2: unknown key [server] http_prot; did you mean http_port?\n"));
  WriteIni("[server\n");
  EXPECT_EQ(Run({"config", "check", "custom.ini"}), 1);
  EXPECT_THAT(Err(), StartsWith("custom.ini:1: unclosed section"));
  WriteIni("[feature_toggles]\nserviceAccounts = yes\n");
  EXPECT_EQ(Run({"config", "check", "custom.ini"}), 1);
  EXPECT_THAT(Err(), HasSubstr("the server would not start"));
}

TEST_F(ProgramTest, TenThousandKeysChangeLittle) {
  std::string text;
  for (int i = 0; i < 10'000; ++i)
    text += (i % 100 == 0 ? "[s" + std::to_string(i) + "]\n" : "") + "key" + std::to_string(i) + " = value\n";
  WriteIni(text);
  const std::uint16_t port = Listen({"--config", "custom.ini"});
  EXPECT_THAT(Get(port, "/api/admin/settings"), HasSubstr("\"key9999\":\"value\""));
}

}  // namespace
}  // namespace grafake::server
