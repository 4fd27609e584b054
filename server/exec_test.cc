// `grafake exec` as its users run it.
#include <algorithm>
#include <sstream>

#include "server/program_fixture.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

class ExecTest : public ProgramTest {
 protected:
  int Execute(const std::vector<std::string>& flags, const std::vector<std::string>& command) {
    std::vector<std::string> words{"exec"};
    words.insert(words.end(), flags.begin(), flags.end());
    words.emplace_back("--");
    words.insert(words.end(), command.begin(), command.end());
    return Run(words);
  }
  int Shell(const std::string& script, const std::vector<std::string>& flags = {}) {
    return Execute(flags, {"sh", "-c", script});
  }
  // One that has ended may stay in the list until somebody asks for its exit code.
  static bool IsRunning(pid_t process) {
    const std::string status = FileContent("/proc/" + std::to_string(process) + "/stat");
    return !status.empty() && status.find(") Z") == std::string::npos;
  }
  std::string Out() const { return FileContent(directory / "out"); }
  std::string Err() const { return FileContent(directory / "err"); }
};

TEST_F(ExecTest, TheCommandFindsAServerAndAToken) {
  ASSERT_EQ(Shell(R"(curl -fsS -H "Authorization: Bearer $GRAFANA_TOKEN" $GRAFANA_URL/api/org)"), 0) << Err();
  EXPECT_THAT(Out(), HasSubstr(R"("name":"Main Org.")"));
  ASSERT_EQ(Shell(R"(curl -fsS -u "$GRAFANA_AUTH" $GRAFANA_URL/api/user; curl -fsS $GRAFAKE_CONTROL/clock)"), 0);
  EXPECT_THAT(Out(), HasSubstr(R"("login":"admin")"));
  EXPECT_THAT(Out(), HasSubstr(R"("follow":"system")"));
}

TEST_F(ExecTest, TheTokenHasTheRoleThatIsAskedFor) {
  for (const char* release : {"8.5", "9.3", "10.1"}) {
    const std::vector<std::string> flags{"--release", release, "--token-role=Viewer"};
    EXPECT_EQ(
        Shell(
            R"(curl -sS -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $GRAFANA_TOKEN" $GRAFANA_URL/api/org/users)",
            flags),
        0);
    EXPECT_EQ(Out(), "403") << release;
  }
  EXPECT_EQ(Shell("true", {"--token-role", "Emperor"}), 125);
  EXPECT_THAT(Err(), HasSubstr("say Viewer, Editor or Admin"));
  EXPECT_EQ(Shell("true", {"--token-role"}), 125);
}

TEST_F(ExecTest, ItsExitCodeIsTheCommands) {
  EXPECT_EQ(Shell("exit 7"), 7);
  EXPECT_EQ(Shell("kill -9 $$"), 128 + 9);
  EXPECT_EQ(Execute({}, {"no-such-command"}), 127);
  EXPECT_THAT(Err(), HasSubstr("cannot run 'no-such-command'"));
  std::ofstream(directory / "text") << "x";
  EXPECT_EQ(Execute({}, {"./text"}), 126);
}

TEST_F(ExecTest, WhatStandsBehindTheDashesIsTheCommands) {
  EXPECT_EQ(Execute({}, {"false", "--help"}), 1);
  EXPECT_EQ(Shell("echo $0 $1; exit 3", {}), 3);
  EXPECT_EQ(Execute({}, {"sh", "-c", "exit 4", "x", "-h"}), 4);
}

TEST_F(ExecTest, TheCommandHasNoSocketOfTheServers) {
  EXPECT_EQ(Shell("ls -l /proc/self/fd </dev/null | grep -c socket:"), 1) << Out();
  EXPECT_EQ(Out(), "0\n");
}

TEST_F(ExecTest, WhatSettingsTakeAwayIsPlantedAllTheSame) {
  const std::string ask = R"(curl -fsS -H "Authorization: Bearer $GRAFANA_TOKEN" $GRAFANA_URL/api/org)";
  EXPECT_EQ(Shell(ask, {"cfg:auth.basic.enabled=false"}), 0) << Err();
  EXPECT_EQ(Shell(ask + R"( && curl -fsS -u "$GRAFANA_AUTH" $GRAFANA_URL/api/admin/stats)",
                  {"cfg:security.disable_initial_admin_creation=true"}),
            0)
      << Err();
  EXPECT_EQ(Shell(ask, {"cfg:grafake.control=off"}), 0) << Err();
}

TEST_F(ExecTest, WithoutAServerThereIsNoCommand) {
  EXPECT_EQ(Shell("echo ran", {"--release", "1.0"}), 125);
  EXPECT_THAT(Err(), HasSubstr("1.0"));
  EXPECT_EQ(Shell("echo ran", {"cfg:grafake.control=maybe"}), 125);
  EXPECT_THAT(Err() + Out(), HasSubstr("say loopback, any or off"));
  EXPECT_THAT(Out(), Not(HasSubstr("ran")));
  EXPECT_EQ(Run({"exec", "--port", "0"}), 125);
  EXPECT_EQ(Run({"exec", "--"}), 125);
}

TEST_F(ExecTest, FlagsAndArgumentsStandInAnyOrder) {
  std::ofstream(directory / "ada.yaml") << "users: [{login: ada, password: x}]\n";
  const std::string ask = "curl -fsS $GRAFANA_URL/api/health; curl -fsS -u ada:x $GRAFANA_URL/api/user";
  const std::string setting = "cfg:users.allow_sign_up=true";
  for (const std::vector<std::string>& flags :
       {std::vector<std::string>{setting, "--release", "12.4", "--strict", "--seed", "ada.yaml"},
        {"--seed=ada.yaml", setting, "--release=12.4", "cfg:auth.anonymous.enabled=true"}}) {
    EXPECT_EQ(Shell(ask, flags), 0) << Err();
    EXPECT_THAT(Out(), AllOf(HasSubstr(R"("version": "12.4.0")"), HasSubstr(R"("login":"ada")")));
  }
  EXPECT_EQ(
      Shell("curl -fsS $GRAFANA_URL/api/org", {"--release", "9.3", "cfg:auth.anonymous.enabled=true", "--strict"}), 0)
      << Err();
}

TEST_F(ExecTest, NoWordIsLost) {
  EXPECT_EQ(Shell("echo ran", {"foo", "--release", "12.4"}), 125);
  EXPECT_THAT(Err(), HasSubstr("grafake exec: 'foo' is neither a flag nor a cfg: argument"));
  EXPECT_EQ(Shell("echo ran", {"cfg:users.allow_sign_up=true", "--relase", "12.4"}), 125);
  EXPECT_THAT(Err(), HasSubstr("did you mean -release?"));
  EXPECT_EQ(Shell("echo ran", {"cfg:users.allow_sign_up=true", "-"}), 125);
  EXPECT_THAT(Err(), HasSubstr("'-' is neither"));
  EXPECT_THAT(Out(), Not(HasSubstr("ran")));
}

TEST_F(ExecTest, ASeedIsThereFromTheStart) {
  std::ofstream(directory / "robots.yaml")
      << "service_accounts:\n  - {name: robot, role: Editor, tokens: [{name: t}]}\n";
  const std::vector<std::string> flags{"--release", "9.3", "--seed", "robots.yaml", "--seed-out", "made.json"};
  ASSERT_EQ(
      Shell(
          R"(curl -fsS -u "$GRAFANA_AUTH" "$GRAFANA_URL/api/serviceaccounts/search?query=robot"; stat -c %a made.json)",
          flags),
      0)
      << Err();
  EXPECT_THAT(Out(), AllOf(HasSubstr(R"("totalCount":1,)"), HasSubstr("600\n")));
  EXPECT_THAT(FileContent(directory / "made.json"), HasSubstr("\"key\":\"glsa_"));
  EXPECT_EQ(Shell("true", flags), 0) << "what an earlier run wrote is replaced";
  std::ofstream(directory / "made.json") << "a document\n";
  EXPECT_EQ(Shell("true", flags), 125);
  std::ofstream(directory / "robots.yaml") << "users:\n  - {login: a}\n  - {login: [b]}\n";
  EXPECT_EQ(Shell("true", flags), 125);
  EXPECT_THAT(Err() + Out(), HasSubstr("robots.yaml:3: users[1].login is a list; expected text"));
}

TEST_F(ExecTest, SeedsAreAppliedAllOrNone) {
  std::ofstream(directory / "one.yaml") << "clock: 2026-03-01T09:00:00Z\nusers: [{login: ada, password: x}]\n";
  std::ofstream(directory / "two.yaml") << "service_accounts:\n  - {name: r, tokens: [{name: t, expires: 1h}]}\n";
  const std::vector<std::string> flags{"--release", "9.3", "--seed", "one.yaml", "--seed", "two.yaml"};
  ASSERT_EQ(Shell(R"(curl -fsS -u ada:x $GRAFANA_URL/api/user; curl -fsS $GRAFAKE_CONTROL/clock)", flags), 0) << Err();
  EXPECT_THAT(Out(), HasSubstr("2026-03-01T09:0"));
  ASSERT_EQ(Shell(R"(curl -fsS -X POST $GRAFAKE_CONTROL/reset; curl -fsS $GRAFAKE_CONTROL/clock)", flags), 0) << Err();
  EXPECT_THAT(Out(), HasSubstr("2026-03-01T09:0")) << "a reset brings back the clock of the first";
  std::ofstream(directory / "two.yaml") << "teams:\n  - {name: r, org: Main org}\n";
  std::vector<std::string> kept = flags;
  kept.insert(kept.end(), {"--data", (directory / "data").string()});
  EXPECT_EQ(Shell("true", kept), 125);
  EXPECT_THAT(Err() + Out(),
              HasSubstr("two.yaml:2: teams[0]: there is no org named \"Main org\"; did you mean \"Main Org.\"?"));
  kept.erase(kept.begin() + 4, kept.begin() + 6);
  EXPECT_EQ(Shell("true", kept), 0) << "nothing of the first is in the file: " << Err();
}

TEST_F(ExecTest, ADatabaseMayBeUsedAgain) {
  const std::vector<std::string> flags{"--release", "9.3", "--data", (directory / "data").string()};
  for (const char* count : {"1", "2"}) {
    ASSERT_EQ(
        Shell(R"(curl -fsS -H "Authorization: Bearer $GRAFANA_TOKEN" $GRAFANA_URL/api/serviceaccounts/search)", flags),
        0)
        << Err();
    EXPECT_THAT(Out(), HasSubstr(R"("totalCount":1,)"));
    EXPECT_THAT(Out(), HasSubstr(std::string(R"("tokens":)") + count));
  }
}

TEST_F(ExecTest, SignalsReachTheCommand) {
  const pid_t process =
      Begin({"exec", "--", "sh", "-c", "trap 'echo got it; exit 3' TERM; touch started; while :; do sleep 0.05; done"});
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!std::filesystem::exists(directory / "started") && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  kill(process, SIGTERM);
  EXPECT_EQ(End(process), 3);
  EXPECT_EQ(Out(), "got it\n");
}

// One who sends a signal to all of a process group means each once, the command included.
TEST_F(ExecTest, ASignalToTheWholeGroupReachesTheCommandOnce) {
  own_group = true;
  const pid_t process =
      Begin({"exec", "--", "sh", "-c",
             "trap 'echo got it' USR1; trap 'exit 0' TERM; touch started; while :; do sleep 0.02; done"});
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!std::filesystem::exists(directory / "started") && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  for (int i = 1; i <= 3; ++i) {
    kill(-process, SIGUSR1);
    std::string once;
    for (int n = 0; n != i; ++n) once += "got it\n";
    while (Out().size() < once.size() && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));  // for a second one, which must not come
    EXPECT_EQ(Out(), once);
  }
  kill(process, SIGTERM);
  EXPECT_EQ(End(process), 0);
}

TEST_F(ExecTest, AControlTokenIsToldToTheCommand) {
  const std::vector<std::string> flags{"cfg:grafake.control_token=s3cret"};
  EXPECT_EQ(Shell(R"(curl -fsS -H "Authorization: Bearer $GRAFAKE_CONTROL_TOKEN" $GRAFAKE_CONTROL/clock)", flags), 0);
  EXPECT_THAT(Out(), HasSubstr(R"("follow":"system")"));
  EXPECT_EQ(Run({"exec", "--", "sh", "-c", "echo \"<$GRAFAKE_CONTROL_TOKEN>\""}, {{"GRAFAKE_CONTROL_TOKEN", "old"}}),
            0);
  EXPECT_EQ(Out(), "<>\n");
}

TEST_F(ExecTest, StrictFailsARunThatAskedForWhatIsNoRoute) {
  const std::string known = "curl -sS -u admin:admin $GRAFANA_URL/api/org";
  const std::string unknown = "curl -sS -u admin:admin $GRAFANA_URL/api/organisation";
  EXPECT_EQ(Shell(known, {"--strict"}), 0) << Err();
  EXPECT_EQ(Shell(unknown), 0);
  EXPECT_EQ(Shell(unknown + "; " + unknown, {"--strict"}), 3);
  EXPECT_THAT(Err(), HasSubstr("  GET /api/organisation 404 Not found, 2 times\n"));
  EXPECT_EQ(Shell(unknown + "; exit 7", {"--strict"}), 7);
}

TEST_F(ExecTest, StrictSeesWorldsThatHaveEnded) {
  const char* const script =
      "url=$(curl -sS -X POST $GRAFAKE_CONTROL/worlds -d '{\"name\":\"one\",\"release\":\"10.1\"}' |"
      " sed 's/.*\"url\":\"\\([^\"]*\\)\".*/\\1/'); curl -sS -u admin:admin $url/api/lost;"
      " curl -sS -X DELETE $GRAFAKE_CONTROL/worlds/one";
  EXPECT_EQ(Shell(script, {"--strict"}), 3) << Out();
  EXPECT_THAT(Err(), HasSubstr("GET /api/lost 404"));
}

TEST_F(ExecTest, AFidelityThatIsAskedForIsHeld) {
  EXPECT_EQ(Shell("curl -sS -u admin:admin $GRAFANA_URL/api/org", {"--min-fidelity", "recorded"}), 0) << Err();
  EXPECT_EQ(Shell("curl -sS -u admin:admin $GRAFANA_URL/api/no-recording-has-this", {"--min-fidelity=recorded"}), 3);
  EXPECT_THAT(Err(), HasSubstr("no recording of real Grafana has these answers"));
  EXPECT_THAT(Err(), HasSubstr("GET /api/no-recording-has-this 404 Not found"));
  EXPECT_EQ(Shell("true", {"--min-fidelity", "perfect"}), 125);
  EXPECT_EQ(Shell("true", {"--min-fidelity", "recorded", "cfg:grafake.control=off"}), 125);
}

TEST_F(ExecTest, WritesTheCoverage) {
  const std::string ask = "curl -sS -u admin:admin $GRAFANA_URL/api/org";
  EXPECT_EQ(Shell(ask, {"--coverage", "coverage.json"}), 0);
  EXPECT_THAT(FileContent(directory / "coverage.json"), HasSubstr(R"([{"release":"9.0.9","missed":["expired token",)"));
  EXPECT_EQ(Shell(ask + "; exit 2", {"--coverage=coverage.md"}), 2);
  EXPECT_THAT(FileContent(directory / "coverage.md"), HasSubstr("| `GET /api/org` | 1 | 200 × 1 |"));
  EXPECT_EQ(Shell(ask, {"--coverage", "nowhere/coverage.md"}), 1);
  EXPECT_THAT(Err(), HasSubstr("cannot write --coverage nowhere/coverage.md"));
}

TEST_F(ExecTest, AfterAFailedCommandWhatWasRefusedIsTold) {
  const std::string refused = R"(curl -sS -H "Authorization: Bearer $GRAFANA_TOKEN" $GRAFANA_URL/api/org/users)";
  EXPECT_EQ(Shell(refused + "; exit 5", {"--token-role", "Viewer"}), 5);
  EXPECT_THAT(Err(),
              HasSubstr("ended with exit code 5; refused were:\n  GET /api/org/users 403: needs org.users:read"));
  EXPECT_EQ(Shell(refused, {"--token-role", "Viewer"}), 0);
  EXPECT_EQ(Err(), "");
}

TEST_F(ExecTest, AServerStaysForADebugger) {
  const pid_t process = Begin({"exec", "--keep-alive-on-failure", "--", "sh", "-c", "echo $GRAFANA_URL; exit 6"});
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (Err().find("is told to end") == std::string::npos && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  const std::string url = Out().substr(0, Out().find('\n'));
  EXPECT_THAT(Err(), HasSubstr("exit code 6; the server stays at " + url + "/ (control: " + url + "/_grafake/)"));
  EXPECT_THAT(Get(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))), "/api/org"),
              HasSubstr("Main Org."));
  kill(process, SIGTERM);
  EXPECT_EQ(End(process), 6);
  EXPECT_EQ(Shell("exit 0", {"--keep-alive-on-failure"}), 0);
}

TEST_F(ExecTest, StrictSeesFaultsThatNobodyHasMet) {
  const std::string add =
      R"(curl -fsS $GRAFAKE_CONTROL/faults -d '{"name": "lost", "when": {"route": "/api/org"}, "times": 1, "do": {"apply": "once", "then": "drop"}}')";
  EXPECT_EQ(Shell(add, {"--strict"}), 3) << Out();
  EXPECT_THAT(Err(), HasSubstr("left faults unused:\n  lost: met 0 times, 1 left\n"));
  EXPECT_EQ(Shell(add + "; curl -sS -u admin:admin $GRAFANA_URL/api/org; true", {"--strict", "--coverage", "c.md"}), 0)
      << Err();
  EXPECT_THAT(FileContent(directory / "c.md"), HasSubstr("- **lost answer**: the server has done it, but its answer "
                                                         "never came, 1 ×"));
}

TEST_F(ExecTest, StrictSeesWhatSomebodyHadForgotten) {
  const std::string unknown = "curl -sS -u admin:admin $GRAFANA_URL/api/organisation";
  const std::string forget = "curl -fsS -X DELETE $GRAFAKE_CONTROL/coverage";
  EXPECT_EQ(Shell(unknown + "; " + forget, {"--strict", "--coverage", "coverage.json"}), 3);
  EXPECT_THAT(Err(), HasSubstr("  GET /api/organisation 404 Not found\n"));
  EXPECT_THAT(FileContent(directory / "coverage.json"), testing::Not(HasSubstr("organisation")));
  EXPECT_EQ(Shell(unknown + "; " + forget, {"--min-fidelity", "recorded"}), 3);
  EXPECT_EQ(Shell(forget, {"--strict"}), 0) << Err();
}

// Nothing is left of it, neither the server nor what the command has started: a child that it waits for, one that it
// does not, one that it has forgotten, one in a session of its own. Each is asked first, and may leave things tidy.
TEST_F(ExecTest, AKillTakesTheCommandAlong) {
  const std::string script =
      "trap 'echo tidy > tidy; exit' TERM; sleep 1000 & echo $!; (sleep 1000 & echo $!); "
      "setsid sh -c 'echo $$; exec sleep 1000' & sleep 1000 & echo $!; echo $$; echo all; wait";
  const pid_t process = Begin({"exec", "--", "sh", "-c", script});
  const auto end = std::chrono::steady_clock::now() + kPatience;
  const auto await = [&](const auto& happened) {
    while (!happened() && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
  };
  await([&] { return std::ranges::count(Out(), '\n') == 6; });
  std::vector<pid_t> started;
  std::istringstream lines(Out());
  for (std::string line; std::getline(lines, line);) {
    if (line != "all") started.push_back(std::stoi(line));
  }
  ASSERT_EQ(started.size(), 5U) << Out() << Err();
  kill(process, SIGKILL);
  EXPECT_EQ(End(process), -SIGKILL);
  for (const pid_t each : started) {
    await([&] { return !IsRunning(each); });
    EXPECT_FALSE(IsRunning(each));
  }
  EXPECT_EQ(FileContent(directory / "tidy"), "tidy\n");
}

TEST_F(ExecTest, StrictSeesUnusedFaultsThatAreGone) {
  const std::string fault = R"(-d '{"name": "lost", "times": 1, "do": {"then": "drop"}}')";
  EXPECT_EQ(
      Shell("curl -fsS $GRAFAKE_CONTROL/faults " + fault + "; curl -fsS -X POST $GRAFAKE_CONTROL/reset", {"--strict"}),
      3)
      << Out();
  EXPECT_THAT(Err(), HasSubstr("left faults unused:\n  lost: met 0 times, 1 left\n"));
  EXPECT_EQ(Shell("curl -fsS $GRAFAKE_CONTROL/worlds -d '{\"name\": \"one\"}' && curl -fsS "
                  "$GRAFAKE_CONTROL/worlds/one/faults " +
                      fault + " && curl -fsS -X DELETE $GRAFAKE_CONTROL/worlds/one",
                  {"--strict"}),
            3)
      << Out();
  EXPECT_THAT(Err(), HasSubstr("  one: lost: met 0 times, 1 left\n"));
}

TEST_F(ExecTest, WritesAnArchiveWithoutSecrets) {
  EXPECT_EQ(
      Shell(R"(curl -sS -H "Authorization: Bearer $GRAFANA_TOKEN" $GRAFANA_URL/api/org; echo; echo $GRAFANA_TOKEN)",
            {"--har", "run.har"}),
      0);
  const std::string archive = FileContent(directory / "run.har");
  EXPECT_THAT(archive, HasSubstr("/api/org"));
  const std::string token = Out().substr(Out().find('\n') + 1);
  EXPECT_THAT(archive, Not(HasSubstr(token.substr(0, token.size() - 1))));
}

}  // namespace
}  // namespace grafake::server
