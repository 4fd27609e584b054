#include "conformance/suite/case_run.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>

namespace grafake::conformance {
namespace {

using Clock = std::chrono::steady_clock;

// Why a case is not run at all.
std::optional<CheckResult> NotRun(const Case& test, const ReleaseLine& release) {
  if (!test.disabled.empty()) return CheckResult{test.id, Outcome::kDisabled, test.disabled};
  if (Releases(test.releases).Holds(release)) return std::nullopt;
  const std::string line = std::to_string(release.major) + "." + std::to_string(release.minor);
  return CheckResult{test.id, Outcome::kUnsupported, "it holds for " + test.releases + ", the target is " + line};
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

void End(CaseRun& run, Outcome outcome, const std::string& reason) {
  run.result.outcome = outcome;
  run.result.reason = reason;
}

void Perform(const Case& test, Session& session, CaseRun& run) try {
  test.body(session);
  run.result.outcome = Outcome::kPass;
} catch (const Unsupported& e) {
  End(run, Outcome::kUnsupported, e.what());
} catch (const Blocked& e) {
  End(run, Outcome::kBlocked, session.conversation().Masked(e.what()));
} catch (const NoAnswer&) {
  run.unanswered = true;
} catch (const std::exception& e) {
  End(run, Outcome::kHarnessError, session.conversation().Masked(e.what()));
}

void Stay(const Case& test, const Setting& setting, const std::function<std::string()>& server_log, CaseRun& run) {
  Session session(test, setting);
  Perform(test, session, run);
  run.result.failures = session.conversation().failures();
  Judge(test, run.result);
  if (run.result.outcome != Outcome::kPass && run.result.outcome != Outcome::kUnsupported) {
    run.result.traffic = session.conversation().Traffic();
    const std::string own = session.ServerLog();
    run.result.server_log = session.conversation().Masked(own.empty() ? server_log() : own);
  }
  run.left = session.Clean();
}

}  // namespace

CaseRun RunCase(const Case& test, const Setting& setting, const std::function<std::string()>& server_log) {
  const auto begin = Clock::now();
  CaseRun run{.result = {.id = test.id}};
  if (auto result = NotRun(test, setting.release)) return {.result = *std::move(result)};
  try {
    Stay(test, setting, server_log, run);
  } catch (const Unsupported& e) {
    End(run, Outcome::kUnsupported, e.what());
  } catch (const Blocked& e) {
    End(run, Outcome::kBlocked, e.what());
  } catch (const std::exception& e) {
    End(run, Outcome::kHarnessError, e.what());
  }
  run.result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return run;
}

}  // namespace grafake::conformance
