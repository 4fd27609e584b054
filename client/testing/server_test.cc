#include "grafake/testing/server.h"

#include <gmock/gmock.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "grafake/current_user.h"
#include "grafake/server_info.h"
#include "grafake/service_accounts.h"
#include "testing/scratch.h"

namespace grafake::for_tests {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// Why no server starts with these options; empty when one does.
std::string StartFailure(ServerOptions options) try {
  const Server server(std::move(options));
  return "";
} catch (const StartFailed& e) {
  return e.what();
}

// What becomes readable when the process ends, whosever child it is.
int EndOf(int process_id) { return static_cast<int>(syscall(SYS_pidfd_open, process_id, 0)); }

bool EndsWithin(int end, std::chrono::milliseconds time) {
  pollfd waited{.fd = end, .events = POLLIN, .revents = 0};
  return poll(&waited, 1, static_cast<int>(time.count())) > 0;
}

std::set<std::string> TogglesOf(const Server& server) {
  return ServerInfo(server.admin()).FeatureToggles().value_or(std::set<std::string>());
}

TEST(ServerTest, AdministersServiceAccountsOutOfTheBox) {
  const Server server;
  EXPECT_THAT(server.url(), HasSubstr("http://127.0.0.1:"));
  EXPECT_TRUE(ServiceAccounts(server.admin()).Create({.name = "robot", .role = "Viewer"}));
  EXPECT_THAT(server.log(), HasSubstr("Starting Grafana"));
}

TEST(ServerTest, TakesTogglesIniArgumentsAndVariables) {
  const Server server({.feature_toggles = {"serviceAccounts", "dashboardPreviews"},
                       .ini = "[auth.anonymous]\nenabled = true\n",
                       .arguments = {"cfg:auth.anonymous.org_role=Editor"},
                       .variables = {{"GF_AUTH_ANONYMOUS_ORG_NAME", "Main Org."}}});
  EXPECT_THAT(TogglesOf(server), AllOf(Contains("serviceAccounts"), Contains("dashboardPreviews")));
  EXPECT_TRUE(ServerInfo(server.As(NoCredentials())).FeatureToggles()) << "anonymous access is on";
  EXPECT_THAT(server.log(), AllOf(HasSubstr("auth.anonymous.org_role=Editor"), HasSubstr("ANONYMOUS_ORG_NAME")));
}

TEST(ServerTest, WithoutTogglesTheIniDecides) {
  const Server server({.feature_toggles = {}, .ini = "[feature_toggles]\ndashboardPreviews = true\n"});
  EXPECT_THAT(TogglesOf(server), AllOf(Contains("dashboardPreviews"), Not(Contains("serviceAccounts"))));
}

TEST(ServerTest, IsTheReleaseThatTheOptionsName) {
  for (const auto& [asked, version] : std::map<std::string, std::string>{
           {"", "9.0.9"}, {"8.5", "8.5.15"}, {"9.3", "9.3.2"}, {"10.1.2", "10.1.2"}, {"12.4", "12.4.0"}}) {
    const Server server({.release = asked});
    EXPECT_EQ(ServerInfo(server.admin()).GetHealth().value().version, version);
  }
}

TEST(ServerTest, AReleaseThatIsNotServedIsRefusedWithThoseThatAre) {
  EXPECT_THAT(StartFailure({.release = "7.0"}), AllOf(HasSubstr("-release 7.0 is not known"), HasSubstr("8.5, 9.0")));
}

TEST(ServerTest, TheAdminIsWhoTheOptionsSay) {
  const Server server({.admin_user = "root", .admin_password = Secret("a b\"c")});
  const auto me = CurrentUser(server.admin()).Get();
  ASSERT_TRUE(me) << me.error().ToString();
  EXPECT_EQ(me->login, "root");
  EXPECT_FALSE(CurrentUser(server.As(Password{"root", Secret("admin")})).Get());
}

TEST(ServerTest, TheTestsOwnSettingsOfGrafanaDoNotReachTheServer) {
  setenv("GF_SERVER_PROTOCOL", "nonsense", 1);
  const std::string failure = StartFailure({});
  unsetenv("GF_SERVER_PROTOCOL");
  EXPECT_EQ(failure, "");
}

TEST(ServerTest, KeepsItsDataInADirectoryThatIsNamed) {
  const ScratchDirectory data;
  { EXPECT_TRUE(ServiceAccounts(Server({.data = data.path()}).admin()).Create({.name = "robot"})); }
  const auto found = ServiceAccounts(Server({.data = data.path()}).admin()).FindByName("robot");
  ASSERT_TRUE(found) << found.error().ToString();
  EXPECT_TRUE(found->has_value());
}

TEST(ServerTest, ListensOnAUnixSocket) {
  const ScratchDirectory directory;
  const Server server({.ini = "[server]\nprotocol = socket\nsocket = " + (directory.path() / "s").string() + "\n"});
  const auto me = CurrentUser(server.admin()).Get();
  EXPECT_TRUE(me) << me.error().ToString();
}

TEST(ServerTest, ManyLiveSideBySide) {
  constexpr int kThreads = 8, kServers = 5;
  std::array<std::vector<std::unique_ptr<Server>>, kThreads> servers;
  {
    std::vector<std::jthread> threads;
    for (auto& mine : servers) {
      threads.emplace_back([&mine] {
        for (int i = 0; i < kServers; ++i) mine.push_back(std::make_unique<Server>());
      });
    }
  }
  std::set<std::string> urls;
  for (const auto& some : servers) {
    for (const auto& server : some) {
      urls.insert(server->url());
      EXPECT_TRUE(CurrentUser(server->admin()).Get()) << "the thread that started it has ended";
    }
  }
  EXPECT_EQ(urls.size(), std::size_t{kThreads * kServers});
}

TEST(ServerTest, EndsWithTheObject) {
  std::optional<Server> server(std::in_place);
  const int end = EndOf(server->process_id());
  EXPECT_FALSE(EndsWithin(end, 0ms));
  server.reset();
  EXPECT_TRUE(EndsWithin(end, 0ms));
  close(end);
}

// A process that starts a server, tells its id, and waits to be killed.
struct Parent {
  int server = 0;
  pid_t id = 0;

  Parent() {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) return;
    id = fork();
    if (id == 0) {
      const Server mine;
      const int process_id = mine.process_id();
      if (write(pipe[1], &process_id, sizeof process_id) > 0) pause();
      _exit(1);
    }
    close(pipe[1]);
    if (read(pipe[0], &server, sizeof server) != sizeof server) server = 0;
    close(pipe[0]);
  }
};

TEST(ServerTest, EndsWithTheTestProgramHoweverThatEnds) {
  const Parent parent;
  ASSERT_NE(parent.server, 0);
  const int end = EndOf(parent.server);
  EXPECT_FALSE(EndsWithin(end, 0ms));
  kill(parent.id, SIGKILL);
  waitpid(parent.id, nullptr, 0);
  EXPECT_TRUE(EndsWithin(end, 10s));
  close(end);
}

TEST(ServerTest, LeavesNoFileBehindEvenWhenTheTestIsKilled) {
  const ScratchDirectory temporary;
  setenv("TMPDIR", temporary.path().c_str(), 1);
  const Server server;
  unsetenv("TMPDIR");
  EXPECT_TRUE(fs::is_empty(temporary.path()));
}

TEST(ServerTest, AProgramThatIsNotThereIsNamedWithWhatToDo) {
  EXPECT_THAT(StartFailure({.program = "/no/such/grafake"}),
              AllOf(HasSubstr("/no/such/grafake: No such file or directory"), HasSubstr("GRAFAKE_SERVER=")));
  EXPECT_THAT(StartFailure({.program = "no-such-grafake"}), HasSubstr("no-such-grafake: No such file or directory"));
}

TEST(ServerTest, TheProgramIsTheEnvironmentsUnlessTheOptionsNameOne) {
  setenv("GRAFAKE_SERVER", "/from/the/environment", 1);
  EXPECT_THAT(StartFailure({}), HasSubstr("/from/the/environment"));
  EXPECT_EQ(StartFailure({.program = GRAFAKE_SERVER_PROGRAM}), "");
  unsetenv("GRAFAKE_SERVER");
}

TEST(ServerTest, AProgramThatEndsAtOnceIsReportedWithItsOutput) {
  EXPECT_THAT(StartFailure({.ini = "[server]\nno delimiter\n"}),
              AllOf(HasSubstr("ended with exit status 1"), HasSubstr("key-value delimiter not found: no delimiter")));
  EXPECT_THAT(StartFailure({.program = "/bin/true"}), HasSubstr("ended with exit status 0, without a word"));
}

TEST(ServerTest, AProgramThatNeverListensIsReportedAndKilled) {
  const ScratchDirectory directory;
  const fs::path script = directory.path() / "idle";
  { std::ofstream(script) << "#!/bin/sh\necho idle as $$\nexec sleep 1000\n"; }
  fs::permissions(script, fs::perms::owner_all);
  const std::string failure = StartFailure({.program = script, .start_timeout = 300ms});
  EXPECT_THAT(failure, AllOf(HasSubstr("does not listen after 300 ms"), HasSubstr("idle as ")));
  const int process = std::stoi(failure.substr(failure.rfind(' ')));
  EXPECT_EQ(kill(process, 0), -1) << "it is still there";
}

}  // namespace
}  // namespace grafake::for_tests
