#include "conformance/commands/replay_checks.h"

namespace grafake::conformance {

CheckResult CheckOf(const PlayResult& played, const std::string& log) {
  CheckResult result{.id = played.name, .outcome = Outcome::kPass, .seconds = played.seconds};
  for (const Mismatch& mismatch : played.mismatches)
    result.failures.push_back({"step " + std::to_string(mismatch.step) + ": " + mismatch.request,
                               mismatch.what + ": " + mismatch.recorded, mismatch.got, mismatch.curl});
  for (const std::string& late : played.late) result.reason += (result.reason.empty() ? "" : "; ") + late;
  if (!played.mismatches.empty()) result.outcome = Outcome::kFail;
  if (played.broken && played.mismatches.empty()) {
    // A target that answered nothing has failed; one that could not be started never had the chance.
    result.outcome = played.exchanges > 0 ? Outcome::kFail : Outcome::kBlocked;
    result.reason = *played.broken;
  }
  if (result.outcome != Outcome::kPass) result.server_log = log;
  return result;
}

}  // namespace grafake::conformance
