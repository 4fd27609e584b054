#include "conformance/commands/exit_code.h"

#include "conformance/report/run_report.h"

namespace grafake::conformance {

int ExitCodeOf(const RunReport& report) {
  const auto counts = report.Counts();
  const bool failed = counts.contains(Outcome::kFail) || counts.contains(Outcome::kXpass) ||
                      counts.contains(Outcome::kBlocked) || !report.problems.empty();
  if (failed) return kDifferent;
  if (counts.contains(Outcome::kNotRun)) return kInterruption;
  if (counts.contains(Outcome::kHarnessError)) return kHarnessFault;
  if (!report.IsEnough()) return kNoTarget;
  return report.left.empty() ? kEqual : kHarnessFault;
}

}  // namespace grafake::conformance
