#include "conformance/commands/exit_code.h"

#include "conformance/commands/run_command.h"
#include "conformance/replay_command.h"

namespace grafake::conformance {

int ExitCodeOf(const RunReport& report) {
  if (report.IsGood()) return report.left.empty() ? kEqual : kHarnessFault;
  const auto counts = report.Counts();
  const bool failed = counts.contains(Outcome::kFail) || counts.contains(Outcome::kXpass) ||
                      counts.contains(Outcome::kBlocked) || !report.problems.empty();
  return failed ? kDifferent : kHarnessFault;
}

}  // namespace grafake::conformance
