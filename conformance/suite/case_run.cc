#include "conformance/suite/case_run.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>

#include "conformance/interruption.h"
#include "conformance/suite/told.h"

namespace grafake::conformance {
namespace {

using Clock = std::chrono::steady_clock;

// A busy target gets so many tries, with so much time before the next one, times the number of those before it.
constexpr int kTries = 4;
constexpr auto kPause = std::chrono::milliseconds(200);

// Why a case is not run at all.
std::optional<CheckResult> NotRun(const Case& test, const Setting& setting) {
  const Release& release = setting.release;
  if (!test.disabled.empty()) return CheckResult{test.id, Outcome::kDisabled, test.disabled};
  const bool exact = test.level == Level::kShould && !test.server.Given();
  if (exact && setting.missing.contains(Feature::kPlainAnswers))
    return CheckResult{test.id, Outcome::kUnsupported,
                       "exact answers are those of production, and the target adds to them (app_mode, tracing)"};
  if (Releases(test.releases).Holds(release)) return std::nullopt;
  return CheckResult{test.id, Outcome::kUnsupported,
                     "it holds for " + test.releases + ", the target is " + std::to_string(release.major) + "." +
                         std::to_string(release.minor) + "." + std::to_string(release.patch)};
}

// Failures that the case noted by GoogleTest's own means.
void AddPlainFailures(CheckResult& result) {
  const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
  if (!result.failures.empty() || info == nullptr) return;
  for (int i = 0; i < info->result()->total_part_count(); ++i) {
    const testing::TestPartResult& part = info->result()->GetTestPartResult(i);
    if (part.failed()) result.failures.push_back({"", "", part.message(), ""});
  }
}

// What has failed has failed, whatever happened after it.
void Judge(const Case& test, CheckResult& result) {
  if (result.outcome == Outcome::kNotRun) return result.failures.clear();
  AddPlainFailures(result);
  if (result.failures.empty()) return;
  if (test.level == Level::kObserved) {
    result.outcome = Outcome::kPass;
    result.reason = "the target does it differently";
  } else {
    result.outcome = Outcome::kFail;
    result.reason.clear();
  }
}

void Conclude(CaseRun& run, Outcome outcome, const std::string& reason) {
  run.result.outcome = outcome;
  run.result.reason = reason;
}

// True when the target was busy: nothing is known of the case, and it may be tried again.
bool Perform(const Case& test, Session& session, CaseRun& run) try {
  test.body(session);
  run.result.outcome = Outcome::kPass;
  return false;
} catch (const Unsupported& e) {
  Conclude(run, Outcome::kUnsupported, e.what());
  return false;
} catch (const Busy& e) {
  Conclude(run, Outcome::kBlocked, session.conversation().Masked(e.what()));
  return session.conversation().failures().empty();
} catch (const Blocked& e) {
  Conclude(run, Outcome::kBlocked, session.conversation().Masked(e.what()));
  return false;
} catch (const Interrupted& e) {
  Conclude(run, Outcome::kNotRun, e.what());
  return false;
} catch (const NoAnswer&) {
  run.unanswered = true;
  return false;
} catch (const WrongType& e) {
  Conclude(run, Outcome::kBlocked, session.conversation().Masked(e.what()));
  return false;
} catch (const Json::exception& e) {
  if (session.conversation().empty()) {
    Conclude(run, Outcome::kHarnessError, e.what());
  } else {
    session.NoteNonsense();
  }
  return false;
} catch (const std::exception& e) {
  Conclude(run, Outcome::kHarnessError, session.conversation().Masked(e.what()));
  return false;
}

// One stay at the target; true when it was busy.
bool Stay(const Case& test, const Setting& setting, const std::function<std::string()>& server_log, CaseRun& run) {
  Session session(test, setting);
  const bool busy = Perform(test, session, run);
  run.result.failures = session.conversation().failures();
  Judge(test, run.result);
  const bool plain = run.result.outcome == Outcome::kPass || run.result.outcome == Outcome::kUnsupported ||
                     run.result.outcome == Outcome::kNotRun;
  if (!plain) {
    run.result.traffic = session.conversation().Traffic();
    const std::string own = session.ServerLog();
    run.result.server_log = session.conversation().Masked(own.empty() ? server_log() : own);
  }
  if (run.result.outcome == Outcome::kFail) run.crowded = session.conversation().FailedWrite();
  run.left = session.Clean();
  return busy;
}

void StayUntilDone(const Case& test, const Setting& setting, const std::function<std::string()>& server_log,
                   CaseRun& run) {
  for (int tries = 1; Stay(test, setting, server_log, run) && tries < kTries; ++tries) {
    RestUntil(Clock::now() + tries * kPause);
    run = {.result = {.id = test.id}};
  }
}

}  // namespace

CaseRun RunCase(const Case& test, const Setting& setting, const std::function<std::string()>& server_log) {
  const auto begin = Clock::now();
  CaseRun run{.result = {.id = test.id}};
  if (auto result = NotRun(test, setting)) return {.result = *std::move(result)};
  try {
    StayUntilDone(test, setting, server_log, run);
  } catch (const Unsupported& e) {
    Conclude(run, Outcome::kUnsupported, e.what());
  } catch (const Blocked& e) {
    Conclude(run, Outcome::kBlocked, e.what());
  } catch (const std::exception& e) {
    Conclude(run, Outcome::kHarnessError, e.what());
  }
  run.result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return run;
}

}  // namespace grafake::conformance
