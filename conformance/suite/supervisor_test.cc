// The workers are shell scripts here: whatever they do, each case has one result.
#include "conformance/suite/supervisor.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

namespace fs = std::filesystem;

auto Is(const std::string& id, Outcome outcome, const std::string& reason = "") {
  return AllOf(Field(&CheckResult::id, id), Field(&CheckResult::outcome, outcome),
               Field(&CheckResult::reason, HasSubstr(reason)));
}

std::string Passes(const std::string& id) {
  return R"(echo '{"event":"begin","id":")" + id + R"("}'; echo '{"event":"end","left":[],"result":{"id":")" + id +
         R"(","outcome":"PASS","reason":"","failures":[]}}'; )";
}

class SupervisorTest : public testing::Test {
 protected:
  SupervisorTest() { fs::create_directories(directory_); }
  ~SupervisorTest() override { fs::remove_all(directory_); }

  std::vector<CheckResult> Run(const std::string& script, unsigned jobs = 1) {
    const fs::path program = directory_ / "worker";
    std::ofstream(program) << "#!/bin/sh\n" << script << "\n";
    fs::permissions(program, fs::perms::owner_all);
    std::vector<CheckResult> results;
    const auto found =
        Supervise({.ledger = (directory_ / "ledger").string(), .directory = directory_.string(), .ids = {"A-1", "A-2"}},
                  program.string(), jobs,
                  {.target = [](const auto&, const auto&) {},
                   .result = [&](const CheckResult& result) { results.push_back(result); },
                   .left = [](const auto&) {}});
    why_not_ = found ? "" : found.error();
    return results;
  }

  fs::path directory_ = testing::TempDir() + "/grafake-supervisor-" + std::to_string(getpid());
  std::string why_not_;
};

TEST_F(SupervisorTest, AWorkerThatDoesItsWork) {
  EXPECT_THAT(Run(Passes("A-1") + Passes("A-2")),
              UnorderedElementsAre(Is("A-1", Outcome::kPass), Is("A-2", Outcome::kPass)));
  EXPECT_EQ(why_not_, "");
}

TEST_F(SupervisorTest, AWorkerThatDiesIsFollowedByAnother) {
  const std::string once = "test -e " + (directory_ / "died").string();
  const std::string dies =
      R"(echo '{"event":"begin","id":"A-1"}'; touch )" + (directory_ / "died").string() + "; kill -9 $$";
  EXPECT_THAT(Run("if ! " + once + "; then " + dies + "; fi; " + Passes("A-2")),
              UnorderedElementsAre(Is("A-1", Outcome::kHarnessError, "ended while it ran"), Is("A-2", Outcome::kPass)));
}

TEST_F(SupervisorTest, AWorkerThatDiesBetweenTwoCasesCostsNone) {
  const std::string died = (directory_ / "died").string();
  EXPECT_THAT(
      Run("if ! test -e " + died + "; then touch " + died + "; " + Passes("A-1") + "kill -9 $$; fi; " + Passes("A-2")),
      UnorderedElementsAre(Is("A-1", Outcome::kPass), Is("A-2", Outcome::kPass)));
}

TEST_F(SupervisorTest, AWorkerThatNeverBegins) {
  EXPECT_THAT(Run("echo 'no such library'; exit 3"),
              UnorderedElementsAre(Is("A-1", Outcome::kHarnessError, "no such library"),
                                   Is("A-2", Outcome::kHarnessError, "no such library")));
}

TEST_F(SupervisorTest, AWorkerWithoutATarget) {
  EXPECT_THAT(Run(R"(echo '{"event":"fatal","why":"nobody is there"}')"),
              UnorderedElementsAre(Is("A-1", Outcome::kBlocked, "nobody"), Is("A-2", Outcome::kBlocked, "nobody")));
  EXPECT_EQ(why_not_, "nobody is there");
}

TEST_F(SupervisorTest, AnUnknownEventIsNamedAndRefused) {
  EXPECT_THAT(Run(R"(echo '{"event":"dance"}'; sleep 60)"),
              UnorderedElementsAre(Is("A-1", Outcome::kHarnessError, "'dance'"), Is("A-2", Outcome::kHarnessError)));
  EXPECT_EQ(why_not_, "");
}

TEST_F(SupervisorTest, AResultOfNobodysCaseIsRefused) {
  EXPECT_THAT(Run(Passes("A-7")), UnorderedElementsAre(Is("A-1", Outcome::kHarnessError, "'A-7'"),
                                                       Is("A-2", Outcome::kHarnessError, "'A-7'")));
}

// A failure of A-1 while another worker writes; alone it passes.
TEST_F(SupervisorTest, ACrowdedCaseIsRunAgainAlone) {
  const std::string crowded = R"(echo '{"event":"end","left":[],"crowded":"POST /api/orgs as admin","result":)"
                              R"({"id":"A-1","outcome":"FAIL","reason":"","failures":[]}}'; )";
  const std::string once = (directory_ / "once").string();
  const std::string by_share = "case $" + std::string(kAssignmentVariable) + " in *'\"ids\":[\"A-1\"]'*) if test -e " +
                               once + "; then " + Passes("A-1") + "else touch " + once + "; " + crowded + "fi;; *) " +
                               Passes("A-2") + ";; esac";
  EXPECT_THAT(Run(by_share, 2),
              UnorderedElementsAre(Is("A-1", Outcome::kPass, "tried again alone"), Is("A-2", Outcome::kPass)));
}

// With one worker there is no crowd: it is judged as it is.
TEST_F(SupervisorTest, AFailureWithoutOthersStays) {
  const std::string fails = R"(echo '{"event":"end","left":[],"crowded":"POST /a","result":)"
                            R"({"id":"A-1","outcome":"FAIL","reason":"","failures":[]}}'; )";
  EXPECT_THAT(Run(fails + Passes("A-2")), UnorderedElementsAre(Is("A-1", Outcome::kFail), Is("A-2", Outcome::kPass)));
}

TEST_F(SupervisorTest, SharesAddUp) {
  const std::string by_share = "case $" + std::string(kAssignmentVariable) + " in *'\"ids\":[\"A-1\"]'*) " +
                               Passes("A-1") + ";; *) " + Passes("A-2") + ";; esac";
  EXPECT_THAT(Run(by_share, 2), UnorderedElementsAre(Is("A-1", Outcome::kPass), Is("A-2", Outcome::kPass)));
}

}  // namespace
}  // namespace grafake::conformance
