// The program as a user calls it: exit codes, what it prints, what it leaves behind.
#include "conformance/replay_command.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "conformance/program_run.h"

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

namespace fs = std::filesystem;

class ReplayCommandTest : public testing::Test {
 protected:
  ReplayCommandTest() { fs::create_directories(directory_); }
  ~ReplayCommandTest() override {
    fs::remove_all(directory_);
    fs::remove(list_);
  }

  // Runs the program with a directory for temporary files of its own.
  [[nodiscard]] ProgramEnd Run(const std::string& arguments) const {
    return RunProgram(arguments, "TMPDIR='" + directory_.string() + "'");
  }

  // Plays one recording against a server that answers from it, in the given manner.
  [[nodiscard]] ProgramEnd Replay(const std::string& manner, const std::string& more = {}) const {
    return Run("replay toggles/off " + more + " --server '" + GRAFAKE_DOUBLE + " " + GRAFAKE_FIXTURES +
               "/recorded/9.0.9/toggles--off.json {data} {port} " + manner + "'");
  }

  [[nodiscard]] std::string List(const std::string& names) const {
    std::ofstream(list_) << names;
    return "--not-yet-passing " + list_.string();
  }

  [[nodiscard]] bool LeftNothing() const { return fs::is_empty(directory_); }

  fs::path directory_ = testing::TempDir() + "/grafake-replay-test-" + std::to_string(getpid());
  fs::path list_ = directory_.string() + "-list";
};

TEST_F(ReplayCommandTest, AllEqual) {
  const ProgramEnd ended = Replay("");
  EXPECT_EQ(ended.output, "1 passed, 0 failed, 0 skipped\n");
  EXPECT_EQ(ended.code, kEqual);
  EXPECT_TRUE(LeftNothing());
}

TEST_F(ReplayCommandTest, ADifferenceIsShownAndItsFilesAreKept) {
  const ProgramEnd ended = Replay("wrong 1");
  EXPECT_EQ(ended.code, kDifferent);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("step 1: "), HasSubstr("real Grafana: "), HasSubstr("the target: "),
                                  HasSubstr("curl -i "), HasSubstr(directory_.string()),
                                  EndsWith("toggles/off differs\n0 passed, 1 failed, 0 skipped\n")));
  EXPECT_FALSE(LeftNothing());
}

TEST_F(ReplayCommandTest, AListedScenarioMayDiffer) {
  const ProgramEnd ended = Replay("wrong 1", List("toggles/off # not yet\n"));
  EXPECT_EQ(ended.output, "0 passed, 0 failed, 1 skipped\n");
  EXPECT_EQ(ended.code, kEqual);
  EXPECT_TRUE(LeftNothing());
}

TEST_F(ReplayCommandTest, AListedScenarioThatPassesFailsTheRun) {
  const ProgramEnd ended = Replay("", List("toggles/off\n"));
  EXPECT_EQ(ended.code, kDifferent);
  EXPECT_THAT(ended.output, HasSubstr("remove it from the list"));
}

TEST_F(ReplayCommandTest, AListedNameWithoutAScenarioFailsTheRun) {
  const ProgramEnd ended = Replay("", List("toggles/none\n"));
  EXPECT_EQ(ended.code, kDifferent);
  EXPECT_THAT(ended.output, HasSubstr("there is no such scenario"));
}

TEST_F(ReplayCommandTest, NothingSelectedIsAnError) {
  EXPECT_EQ(Run("replay 'nothing/*'").code, kNothingSelected);
  EXPECT_EQ(Run("list 'nothing/*'").code, kNothingSelected);
}

TEST_F(ReplayCommandTest, WrongUseIsNamed) {
  for (const std::string arguments : {"", "play", "replay --no-such-flag", "replay --release 1.2.3", "list --jobs x"})
    EXPECT_EQ(Run(arguments).code, kMisused) << arguments;
}

TEST_F(ReplayCommandTest, ListNamesScenarios) {
  const ProgramEnd ended = Run("list 'toggles/off' 'tokens/*'");
  EXPECT_EQ(ended.code, kEqual);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("toggles/off\n"), HasSubstr("tokens/expiry\n"), Not(HasSubstr("people"))));
}

TEST_F(ReplayCommandTest, HelpSucceeds) {
  EXPECT_EQ(Run("--help").code, kEqual);
  EXPECT_THAT(Run("replay --help").output, HasSubstr("Usage: "));
  for (const char* words : {"version", "--version"}) {
    EXPECT_EQ(Run(words).code, kEqual);
    EXPECT_THAT(Run(words).output, StartsWith("grafake-conformance 0."));
  }
  EXPECT_EQ(Run("version now").code, kMisused);
}

TEST_F(ReplayCommandTest, VerboseAlsoNamesWhatPassesAndShowsListedDifferences) {
  EXPECT_THAT(Replay("", "--verbose").output, HasSubstr("equal   toggles/off"));
  const ProgramEnd ended = Replay("wrong 1", "--verbose " + List("toggles/off\n"));
  EXPECT_THAT(ended.output, AllOf(HasSubstr("step 1: "), HasSubstr("differs toggles/off")));
  EXPECT_EQ(ended.code, kEqual);
}

}  // namespace
}  // namespace grafake::conformance
