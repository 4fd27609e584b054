#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace grafake::conformance {

// What became of one planned check. Each check has exactly one outcome.
enum class Outcome {
  kPass,
  kFail,
  kXfail,         // failed, as the file of expected failures says
  kXpass,         // passed, although it stands in that file
  kUnsupported,   // the target does not have what it is about
  kDisabled,      // not run: the case says why
  kBlocked,       // what it needs beforehand could not be set up
  kHarnessError,  // our fault: neither good nor bad is known
  kNotRun,        // the run was interrupted before its end
};

inline constexpr Outcome kOutcomes[] = {Outcome::kPass,    Outcome::kFail,         Outcome::kXfail,
                                        Outcome::kXpass,   Outcome::kUnsupported,  Outcome::kDisabled,
                                        Outcome::kBlocked, Outcome::kHarnessError, Outcome::kNotRun};

[[nodiscard]] std::string NameOf(Outcome outcome);
[[nodiscard]] std::optional<Outcome> OutcomeNamed(const std::string& name);

// True where a run with such an outcome is not good.
[[nodiscard]] bool IsRed(Outcome outcome);

// One thing that was not as required; no secret is in it.
struct Failure {
  std::string request;  // "GET /api/org as bearer"
  std::string expected;
  std::string got;
  std::string curl;  // a command that shows it; empty where none does
};

// What became of a case or of a replayed scenario.
struct CheckResult {
  std::string id;
  Outcome outcome = Outcome::kHarnessError;
  std::string reason;  // why it is neither PASS nor FAIL, or what an OBSERVED case saw
  std::vector<Failure> failures;
  std::string traffic;     // of a failure: every exchange, in words
  std::string server_log;  // of a failure: the end of what the target wrote, when we started it
  double seconds = 0;
};

void to_json(nlohmann::json& json, const CheckResult& result);
void from_json(const nlohmann::json& json, CheckResult& result);

}  // namespace grafake::conformance
