// `run` and its neighbours as a user calls them, against the reference server's program.
#include "conformance/commands/run_command.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "conformance/exchange.h"
#include "conformance/program_run.h"
#include "conformance/replay_command.h"
#include "conformance/target.h"

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

// The reference server as of 9.0, started by a command of one's own, which is held to the claims about another release.
std::string HeldTo(const std::string& release) {
  return " --release " + release + " --server '" + GRAFAKE_SERVER +
         " --config {ini} --homepath {home} cfg:default.paths.data={data} cfg:default.server.http_addr=127.0.0.1 "
         "cfg:default.server.http_port={port}' ";
}

class RunCommandTest : public testing::Test {
 protected:
  RunCommandTest() { fs::create_directories(directory_); }
  ~RunCommandTest() override { fs::remove_all(directory_); }

  [[nodiscard]] ProgramEnd Run(const std::string& arguments) const {
    return RunProgram("run --server-binary '" + std::string(GRAFAKE_SERVER) + "' " + arguments);
  }

  [[nodiscard]] std::string File(const std::string& name, const std::string& text) const {
    std::ofstream(directory_ / name) << text;
    return (directory_ / name).string();
  }

  [[nodiscard]] std::string AllReports() const {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(directory_)) {
      std::ifstream in(entry.path(), std::ios::binary);
      if (entry.is_regular_file()) all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }

  fs::path directory_ = testing::TempDir() + "/grafake-run-test-" + std::to_string(getpid());
};

TEST_F(RunCommandTest, OneCasePasses) {
  const ProgramEnd ended = Run("SA-ACC-001");
  EXPECT_EQ(ended.output, "1 passed of 1\n");
  EXPECT_EQ(ended.code, kEqual);
}

TEST_F(RunCommandTest, CasesAndReplaysAreSelectedAlike) {
  EXPECT_EQ(Run("toggles/off ORG-001").output, "2 passed of 2\n");
}

TEST_F(RunCommandTest, AFailureIsShownWithACurlLine) {
  const ProgramEnd ended = Run("SA-ACC-006" + HeldTo("9.1"));
  EXPECT_EQ(ended.code, kDifferent);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("FAIL SA-ACC-006"), HasSubstr("expected: "), HasSubstr("curl -i ")));
}

TEST_F(RunCommandTest, AnExpectedFailureIsNoFailure) {
  const std::string flags = HeldTo("9.1") + "--expected-failures ";
  EXPECT_EQ(Run("SA-ACC-006" + flags + File("one", "SA-ACC-006 2999-12-31 ada the server is older\n")).code, kEqual);
  EXPECT_EQ(Run("SA-ACC-006" + flags + File("past", "SA-ACC-006 2001-12-31 ada the server is older\n")).code,
            kDifferent);
  EXPECT_EQ(Run("SA-ACC-001" + flags + File("passes", "SA-ACC-001 2999-12-31 ada it did not work\n")).code, kDifferent);
  EXPECT_EQ(Run("SA-ACC-001" + flags + File("unknown", "SA-ACC-999 2999-12-31 ada no such case\n")).code, kDifferent);
  EXPECT_EQ(Run("SA-ACC-001" + flags + "/no/such/file").code, kMisused);
}

TEST_F(RunCommandTest, ExitCodesAreKeptApart) {
  EXPECT_EQ(Run("NO-SUCH-001").code, kNothingSelected);
  EXPECT_EQ(Run("--no-such-flag").code, kMisused);
  EXPECT_THAT(Run("SA-ACC-001 SA-AC-002").output, HasSubstr("no check 'SA-AC-002'"));
  EXPECT_EQ(Run("SA-ACC-001 SA-AC-002").code, kMisused);
  EXPECT_EQ(Run("--release nine SA-ACC-001").code, kMisused);
  EXPECT_EQ(Run("--user admin --url http://127.0.0.1:1 SA-ACC-001").code, kMisused);
  EXPECT_EQ(Run("--server '' SA-ACC-001").code, kMisused);
  EXPECT_EQ(Run("--junit /proc/no/such SA-ACC-001").code, kMisused);
  EXPECT_EQ(Run("--url nonsense SA-ACC-001").code, kMisused);
  EXPECT_EQ(Run("--url http://127.0.0.1:1 --user a:b SA-ACC-001").code, kNoTarget);
  EXPECT_EQ(Run("--time-limit soon SA-ACC-001").code, kMisused);
  EXPECT_EQ(Run("--server 'sh -c false' SA-ACC-001").code, kNoTarget);
}

TEST_F(RunCommandTest, AReleaseThatNobodyKnowsIsAnError) {
  const ProgramEnd ended = Run("--release 7.0 SA-ACC-001");
  EXPECT_EQ(ended.code, kMisused);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("'7.0'"), HasSubstr(" 8.5 9.0 9.1 "), HasSubstr(" 12.4")));
}

// A target of others is never tried with a password that was not given.
TEST_F(RunCommandTest, TheAdministratorOfATargetOfOthersHasToBeTold) {
  for (const char* verb : {"run --url http://127.0.0.1:1 ORG-001", "sweep --url http://127.0.0.1:1"}) {
    const ProgramEnd ended = RunProgram(verb);
    EXPECT_EQ(ended.code, kMisused) << verb;
    EXPECT_THAT(ended.output, HasSubstr("who is the administrator")) << verb;
  }
  EXPECT_EQ(Run("--url http://127.0.0.1:1 --user a:b --token c ORG-001").code, kMisused);
  EXPECT_EQ(Run("--url http://127.0.0.1:1 --user-file /no/such/file ORG-001").code, kMisused);
  EXPECT_EQ(Run("--url http://127.0.0.1:1 --user a:b --insecure ORG-001").code, kMisused);
  EXPECT_EQ(Run("--url https://127.0.0.1:1 --user a:b --ca /no/such/file ORG-001").code, kMisused);
}

TEST_F(RunCommandTest, AFullDiskIsToldAtTheEnd) {
  for (const char* flag : {"--json-lines", "--junit", "--html", "--markdown"}) {
    const ProgramEnd ended = Run(std::string("ORG-001 ") + flag + " /dev/full");
    EXPECT_EQ(ended.code, kMisused) << flag;
    EXPECT_THAT(ended.output, AllOf(HasSubstr("1 passed of 1"), HasSubstr("/dev/full: cannot be written"))) << flag;
    EXPECT_THAT(ended.output, Not(HasSubstr("Success"))) << flag;
  }
  EXPECT_EQ(Run("ORG-001 >/dev/full").code, kMisused);
  for (const char* words : {"list >/dev/full", "show ORG-001 >/dev/full", "--help >/dev/full"})
    EXPECT_EQ(RunProgram(words).code, kMisused) << words;
}

TEST_F(RunCommandTest, TheTimeOfARunHasAnEnd) { EXPECT_EQ(Run("ORG-001 --time-limit 1").code, kEqual); }

TEST_F(RunCommandTest, AProgramThatIsNotThereIsNamed) {
  EXPECT_THAT(Run("--server /no/such/program SA-ACC-001").output, HasSubstr("it cannot be executed: /no/such/program"));
}

TEST_F(RunCommandTest, ATargetThatCannotBeStartedBlocksEveryCase) {
  EXPECT_THAT(Run("--server 'sh -c false' SA-ACC --no-replays").output, HasSubstr("blocked of"));
}

// Failures are forced, so that traffic and logs are in the reports too.
TEST_F(RunCommandTest, NoReportHoldsASecret) {
  const ProgramEnd ended = Run("--no-replays" + HeldTo("9.3") + "--out " + directory_.string() +
                               " SA-ACC SA-UPD SA-SEARCH SA-LIFE-007 USER LOGIN KEY AUTH-030 SET-013");
  EXPECT_EQ(ended.code, kDifferent);
  const std::string all = ended.output + AllReports();
  ASSERT_THAT(all, HasSubstr("***"));
  for (const char* form : {"glsa_[0-9A-Za-z]{32}_", "eyJrIjoi[0-9A-Za-z]", "cf-Secret-", "grafana_session=[0-9a-f]{8}",
                           "Basic [A-Za-z0-9+/=]{8}", "Bearer [^'* ]{8}", "root:never-guessed"})
    EXPECT_FALSE(std::regex_search(all, std::regex(form))) << form;
}

TEST_F(RunCommandTest, AReportCanBeMadeAgainOfTheLines) {
  (void)Run("SA-ACC-006" + HeldTo("9.1") + "--json-lines " + (directory_ / "run.jsonl").string());
  const ProgramEnd ended =
      RunProgram("report " + (directory_ / "run.jsonl").string() + " --html " + (directory_ / "again.html").string());
  EXPECT_EQ(ended.code, kDifferent);
  EXPECT_THAT(ended.output, HasSubstr("FAIL SA-ACC-006"));
  EXPECT_TRUE(fs::exists(directory_ / "again.html"));
  EXPECT_EQ(RunProgram("report /no/such/file").code, kMisused);
}

TEST_F(RunCommandTest, ListAndShowNameCases) {
  EXPECT_THAT(RunProgram("list SA-TOKEN-001 toggles/off").output,
              AllOf(HasSubstr("SA-TOKEN-001  MUST"), HasSubstr("toggles/off\n")));
  EXPECT_THAT(RunProgram("show SA-TOKEN-001").output,
              AllOf(HasSubstr("requirement: "), HasSubstr("tokens/lifecycle 3")));
  EXPECT_EQ(RunProgram("show NO-SUCH-001").code, kNothingSelected);
  EXPECT_EQ(RunProgram("show").code, kMisused);
}

TEST_F(RunCommandTest, ListTellsWhatHoldsForARelease) {
  EXPECT_THAT(RunProgram("list --release 12.4").output,
              AllOf(HasSubstr("SA-ACC-001 "), Not(HasSubstr("SA-ACC-002 ")), Not(HasSubstr("toggles/args"))));
  EXPECT_THAT(RunProgram("list --release 9.0.9").output, AllOf(HasSubstr("SA-ACC-002 "), HasSubstr("toggles/args\n")));
  EXPECT_EQ(RunProgram("show SA-ACC-002 --release 12.4").code, kNothingSelected);
}

// It ran as the newest one without a word.
TEST_F(RunCommandTest, AReleaseThatDoesNotExistIsRefusedByEveryVerb) {
  for (const std::string verb : {"run", "list", "show SA-ACC-001"}) {
    for (const std::string release : {"99.1", "7.0", "9", "9.0.", "9.0nonsense", "9.0.9.9", "..", ""}) {
      const ProgramEnd ended = RunProgram(verb + " --release '" + release + "'");
      EXPECT_EQ(ended.code, kMisused) << verb << release;
      EXPECT_THAT(ended.output, HasSubstr("known are 8.5 9.0 ")) << verb << release;
    }
  }
  for (const std::string verb : {"replay", "record --out /nowhere"}) {
    EXPECT_THAT(RunProgram(verb + " --release 12.3").output, AllOf(HasSubstr("there are: "), HasSubstr("9.0.9")))
        << verb;
    EXPECT_EQ(RunProgram(verb + " --release 12.3").code, kMisused) << verb;
    EXPECT_EQ(RunProgram(verb + " --release ../9.0.9").code, kMisused) << verb;
  }
}

// A target that runs already, with things of others on it.
class AttachedTest : public RunCommandTest {
 protected:
  AttachedTest()
      : server_({{GRAFAKE_SERVER, "--config", "{ini}", "--homepath", "{home}", "cfg:default.paths.data={data}",
                  "cfg:default.server.http_port={port}"},
                 ""},
                directory_ / "server") {
    EXPECT_TRUE(server_.Start({{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}}, "", {}));
    (void)Send(server_.port(), {.method = "POST",
                                .target = "/api/serviceaccounts",
                                .who = "admin:admin",
                                .body = R"({"name":"of someone else"})"});
  }

  [[nodiscard]] std::string Flags() const {
    return "--url http://127.0.0.1:" + std::to_string(server_.port()) + " --user admin:admin --ledger " +
           ledger_.string();
  }

  [[nodiscard]] std::string Answer(const std::string& target) const {
    return Send(server_.port(), {.method = "GET", .target = target, .who = "admin:admin"})
        .value_or(RecordedAnswer{})
        .body;
  }

  Target server_;
  fs::path ledger_ = directory_ / "ledger";
};

TEST_F(AttachedTest, LeavesNothingBehind) {
  const ProgramEnd ended = Run(Flags() + " SA-ACC ORG USER TEAM KEY-003");
  EXPECT_EQ(ended.code, kEqual) << ended.output;
  EXPECT_THAT(Answer("/api/serviceaccounts/search"),
              AllOf(HasSubstr("of someone else"), HasSubstr("\"totalCount\":1,")));
  EXPECT_EQ(Answer("/api/orgs"), R"([{"id":1,"name":"Main Org."}])");
  EXPECT_THAT(Answer("/api/users/search"), HasSubstr("\"totalCount\":1,"));
  EXPECT_THAT(Answer("/api/teams/search"), HasSubstr("\"totalCount\":0,"));
  EXPECT_TRUE(fs::is_empty(ledger_));
}

TEST_F(AttachedTest, WhatNeedsAServerOfItsOwnIsUnsupported) {
  const ProgramEnd ended = Run(Flags() + " TOGGLE-001");
  EXPECT_THAT(ended.output, HasSubstr("1 unsupported: it needs a server of its own"));
  EXPECT_EQ(ended.code, kNoTarget);  // nothing was checked
  EXPECT_EQ(Run(Flags() + " TOGGLE-001 --allow-unsupported").code, kNoTarget);
  EXPECT_EQ(Run(Flags() + " TOGGLE-001 TOGGLE-002 ORG-001").code, kNoTarget);
  EXPECT_EQ(Run(Flags() + " TOGGLE-001 TOGGLE-002 ORG-001 --allow-unsupported").code, kEqual);
  EXPECT_EQ(Run(Flags() + " TOGGLE-001 TOGGLE-002 ORG-001 --allow-unsupported=60").code, kNoTarget);
  EXPECT_EQ(Run(Flags() + " TOGGLE-001 --allow-unsupported=much").code, kMisused);
}

TEST_F(AttachedTest, CredentialsComeFromAFileOrTheEnvironment) {
  const std::string url = "--url http://127.0.0.1:" + std::to_string(server_.port()) + " --ledger " + ledger_.string();
  EXPECT_EQ(Run(url + " ORG-001 --user-file " + File("user", "admin:admin\n")).code, kEqual);
  EXPECT_EQ(RunProgram("run ORG-001 " + url, "GRAFAKE_CONFORMANCE_USER=admin:admin").code, kEqual);
  EXPECT_EQ(RunProgram("run ORG-001 " + url, "GRAFAKE_CONFORMANCE_USER=nobody:wrong").code, kNoTarget);
}

// It is an Admin of an org; what needs a person or the whole server is unsupported, and nothing fails.
TEST_F(AttachedTest, ATokenMayBeTheAdministrator) {
  const auto post = [&](const std::string& target, const std::string& body) {
    return Send(server_.port(), {.method = "POST", .target = target, .who = "admin:admin", .body = body})
        .value_or(RecordedAnswer{})
        .body;
  };
  (void)Send(
      server_.port(),
      {.method = "PATCH", .target = "/api/serviceaccounts/2", .who = "admin:admin", .body = R"({"role":"Admin"})"});
  const std::string made = post("/api/serviceaccounts/2/tokens", R"({"name":"admin"})");
  const auto at = made.find("glsa_");
  ASSERT_NE(at, std::string::npos) << made;
  const std::string url = "--url http://127.0.0.1:" + std::to_string(server_.port()) + " --ledger " + ledger_.string();
  const ProgramEnd ended = Run(url + " SA-ACC SA-LIFE-007 USER-001 --allow-unsupported --token-file " +
                               File("token", made.substr(at, made.find('"', at) - at)));
  EXPECT_EQ(ended.code, kEqual) << ended.output;
}

TEST_F(AttachedTest, AnAdministratorWhoIsNotLetInIsNamed) {
  const ProgramEnd ended = Run(Flags() + " --user nobody:wrong SA-ACC-001");
  EXPECT_EQ(ended.code, kNoTarget);
  EXPECT_THAT(ended.output, HasSubstr("does not let the administrator in"));
}

TEST_F(AttachedTest, SweepRemovesWhatALedgerNames) {
  const auto made = Send(server_.port(), {.method = "POST",
                                          .target = "/api/serviceaccounts",
                                          .who = "admin:admin",
                                          .body = R"({"name":"cf-0123abcd-left"})"});
  ASSERT_TRUE(made && made->status == 201);
  fs::create_directories(ledger_);
  std::ofstream(ledger_ / "0123abcd-1.jsonl")
      << R"({"event":"run","url":"http://127.0.0.1:)" << server_.port() << "\"}\n"
      << R"({"event":"asked","kind":"account","name":"cf-0123abcd-left","org":1,"id":0})"
      << "\n";
  const ProgramEnd ended = RunProgram("sweep " + Flags());
  EXPECT_EQ(ended.output, "removed account cf-0123abcd-left\n1 removed, 0 left\n");
  EXPECT_THAT(Answer("/api/serviceaccounts/search"), HasSubstr("\"totalCount\":1,"));
  EXPECT_TRUE(fs::is_empty(ledger_));
}

TEST_F(AttachedTest, SweepByNameReachesOtherOrgs) {
  const auto post = [&](const std::string& target, const std::string& body, const HeaderMap& headers) {
    return Send(server_.port(),
                {.method = "POST", .target = target, .who = "admin:admin", .headers = headers, .body = body});
  };
  ASSERT_TRUE(post("/api/orgs", R"({"name":"cf-0123abcd-org"})", {}));
  ASSERT_TRUE(post("/api/serviceaccounts", R"({"name":"cf-0123abcd-bot"})", {{"X-Grafana-Org-Id", "2"}}));
  const ProgramEnd ended = RunProgram("sweep " + Flags() + " --run 0123abcd");
  EXPECT_THAT(ended.output, HasSubstr("2 removed, 0 left"));
  EXPECT_EQ(Answer("/api/orgs"), R"([{"id":1,"name":"Main Org."}])");
}

}  // namespace
}  // namespace grafake::conformance
