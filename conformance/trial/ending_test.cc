// However a run ends, no process is left, its outcomes add up, and what it left on a target can be swept.
#include <gmock/gmock.h>
#include <signal.h>

#include <fstream>

#include "conformance/trial/hostile_server.h"
#include "conformance/trial/suite_run.h"
#include "conformance/trial/target_of_others.h"

namespace grafake::conformance {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class EndingTest : public testing::Test {
 protected:
  [[nodiscard]] std::vector<std::string> AttachedTo(const TargetOfOthers& target) const {
    return {"run", "--url", target.Url(), "--user", target.admin(), "--jobs", "3", "SA-*"};
  }

  // Processes of the run, without the target that the test has started.
  [[nodiscard]] std::vector<RunningProcess> OfTheRun() const {
    auto processes = run_.Processes();
    std::erase_if(processes, [&](const RunningProcess& process) {
      return process.command.find((run_.directory() / "target").string()) != std::string::npos;
    });
    return processes;
  }

  void ExpectNobodyLeft() const {
    std::vector<std::string> commands;
    (void)Eventually([&] {
      commands.clear();
      for (const RunningProcess& process : OfTheRun()) commands.push_back(process.command);
      return commands.empty();
    });
    EXPECT_THAT(commands, IsEmpty());
  }

  void ExpectSum() {
    const RunReport report = run_.Report();
    std::size_t sum = 0;
    for (const auto& [outcome, count] : report.Counts()) sum += count;
    EXPECT_EQ(sum, report.planned.size());
    EXPECT_GE(sum, 100U);
  }

  TargetOfOthers NewTarget() const {
    return {run_.directory() / "target", {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}}, ""};
  }

  SuiteRun run_;
};

TEST_F(EndingTest, KilledWhileAttached) {
  const TargetOfOthers target = NewTarget();
  const std::string before = target.Listing();
  run_.Begin(AttachedTo(target));
  ASSERT_TRUE(Eventually([&] { return run_.ThingsInLedgers() >= 3 && run_.Report().results.size() > 20; }));
  run_.Signal(SIGKILL);
  EXPECT_EQ(run_.End(), 128 + SIGKILL);
  ExpectNobodyLeft();
  ExpectSum();
  SuiteRun report;
  EXPECT_EQ(report.Run({"report", run_.out() / "results.jsonl"}), 3) << report.Output();
  EXPECT_THAT(report.Output(), HasSubstr("harness errors"));
  const std::size_t left = run_.ThingsInLedgers();
  SuiteRun sweep;
  EXPECT_EQ(sweep.Run({"sweep", "--url", target.Url(), "--user", target.admin(), "--ledger", run_.ledgers()}), 0)
      << sweep.Output();
  EXPECT_THAT(sweep.Output(), HasSubstr(std::to_string(left) + " removed, 0 left"));
  EXPECT_EQ(target.Listing(), before);
  EXPECT_EQ(run_.ThingsInLedgers(), 0U);
}

TEST_F(EndingTest, KilledWithServersOfItsOwn) {
  run_.Begin({"run", "--no-replays", "--jobs", "3"});
  ASSERT_TRUE(Eventually([&] { return run_.Report().results.size() > 20; }));
  EXPECT_GE(run_.Processes().size(), 4U);
  run_.Signal(SIGKILL);
  EXPECT_EQ(run_.End(), 128 + SIGKILL);
  ExpectNobodyLeft();
  ExpectSum();
}

// The next worker removes what the dead one has made.
TEST_F(EndingTest, AWorkerIsKilled) {
  const TargetOfOthers target = NewTarget();
  const std::string before = target.Listing();
  run_.Begin(AttachedTo(target));
  ASSERT_TRUE(Eventually([&] { return run_.ThingsInLedgers() >= 3 && run_.Report().results.size() > 20; }));
  for (const RunningProcess& process : OfTheRun()) {
    if (process.command.ends_with(std::string("work") + '\0')) kill(process.id, SIGKILL);
  }
  const int code = run_.End();
  EXPECT_TRUE(code == 3 || code == 0) << code << run_.Output();  // 0: each was between two cases
  ExpectNobodyLeft();
  ExpectSum();
  EXPECT_LE(run_.Report().Counts()[Outcome::kHarnessError], 3U);
  EXPECT_EQ(target.Listing(), before);
}

TEST_F(EndingTest, Interrupted) {
  const TargetOfOthers target = NewTarget();
  const std::string before = target.Listing();
  run_.Begin(AttachedTo(target));
  ASSERT_TRUE(Eventually([&] { return run_.Report().results.size() > 20; }));
  run_.Signal(SIGINT);
  EXPECT_EQ(run_.End(), 130) << run_.Output();
  ExpectNobodyLeft();
  ExpectSum();
  EXPECT_THAT(run_.Output(), HasSubstr("interrupted"));
  EXPECT_EQ(target.Listing(), before);
  EXPECT_EQ(run_.ThingsInLedgers(), 0U);
  EXPECT_TRUE(std::filesystem::exists(run_.out() / "report.html"));
}

class OtherVerbsTest : public EndingTest {
 protected:
  // Nothing of it runs any more, and its temporary files are gone.
  void ExpectTidy() {
    ExpectNobodyLeft();
    for (const auto& entry : std::filesystem::directory_iterator(run_.directory()))
      EXPECT_FALSE(entry.path().filename().string().starts_with("grafake-replay-")) << entry.path();
  }

  void InterruptWhenServersRun(std::vector<std::string> words) {
    words.insert(words.end(), {"consistency/*", "--server-binary", GRAFAKE_SERVER, "--jobs", "2"});
    run_.Begin(words);
    ASSERT_TRUE(Eventually([&] { return run_.Processes().size() >= 3; }));
    run_.Signal(SIGINT);
    EXPECT_EQ(run_.End(), 130) << run_.Output();
    ExpectTidy();
  }
};

TEST_F(OtherVerbsTest, AReplayIsInterrupted) {
  InterruptWhenServersRun({"replay"});
  EXPECT_THAT(run_.Output(), HasSubstr("interrupted; "));
}

TEST_F(OtherVerbsTest, ARecordingIsInterrupted) {
  InterruptWhenServersRun({"record", "--out", run_.out()});
  EXPECT_THAT(run_.Output(), HasSubstr("scenarios were recorded"));
}

// Whether the target is silent from the first answer on, or when things are to be removed.
TEST_F(OtherVerbsTest, ASweepIsInterrupted) {
  for (const bool plays_along : {false, true}) {
    const HostileServer server({"", ""}, plays_along);
    const std::string url = "http://127.0.0.1:" + std::to_string(server.port());
    std::filesystem::create_directories(run_.ledgers());
    std::ofstream(run_.ledgers() / "a.jsonl")
        << R"({"event":"run","url":")" << url << "\"}\n"
        << R"({"event":"exists","kind":"account","name":"cf-0123abcd-left","org":1,"id":7})"
        << "\n";
    run_.Begin({"sweep", "--url", url, "--user", "admin:admin", "--ledger", run_.ledgers()});
    ASSERT_TRUE(Eventually([&] { return server.taken() >= (plays_along ? 3 : 1); }));
    run_.Signal(SIGINT);
    EXPECT_EQ(run_.End(), 130) << run_.Output();
    EXPECT_EQ(run_.ThingsInLedgers(), 1U);
  }
}

TEST_F(EndingTest, TheTargetDies) {
  TargetOfOthers target = NewTarget();
  run_.Begin(AttachedTo(target));
  ASSERT_TRUE(Eventually([&] { return run_.Report().results.size() > 20; }));
  ASSERT_TRUE(target.Stop());
  EXPECT_EQ(run_.End(), 1) << run_.Output();
  ExpectNobodyLeft();
  ExpectSum();
  EXPECT_GE(run_.Report().Counts()[Outcome::kBlocked], 50U);
}

}  // namespace
}  // namespace grafake::conformance
