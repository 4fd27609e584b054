#pragma once

#include <cstddef>
#include <istream>
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/suite/outcome.h"

namespace grafake::conformance {

// A check as it was planned: a case, or a recorded scenario that is replayed.
struct PlannedCheck {
  std::string id;
  std::string level;
  std::string requirement;
  std::string releases;
  std::string evidence;
};

// A check with what became of it; both are the report's.
struct JudgedCheck {
  const PlannedCheck* check;
  const CheckResult* result;
};

// Of the selected checks so many may be unsupported before a run says too little about its target.
inline constexpr double kUsuallyUnsupported = 0.5;

// All that is known of a run; what every report is made of.
struct RunReport {
  std::string run;      // its id, part of the names it used
  std::string started;  // 2026-01-31T12:00:00Z
  std::string version;  // of the target; empty: it was not found
  std::string url;
  double seconds = 0;
  double may_be_unsupported = kUsuallyUnsupported;  // share of what was planned
  std::vector<PlannedCheck> planned;
  std::vector<CheckResult> results;   // in the order in which they came
  std::vector<std::string> problems;  // with the list of expected failures
  std::vector<std::string> left;      // what could not be removed from the target

  // Every planned check, in the order of the plan; one that has no result is our fault.
  [[nodiscard]] std::vector<JudgedCheck> Judged() const;
  // How many of each outcome; adds up to what was planned.
  [[nodiscard]] std::map<Outcome, std::size_t> Counts() const;
  // False when nothing was checked, or more was unsupported than may be; an interrupted run is not judged so.
  [[nodiscard]] bool IsEnough() const;
  [[nodiscard]] bool IsGood() const;
};

// "Only 141 of 479 checks say something about this target: …", for a run that is not enough.
[[nodiscard]] std::string TooLittle(const RunReport& report);

// What is to be said of a target whose release no claim is about; empty: there are claims about it.
[[nodiscard]] std::string UnknownRelease(const RunReport& report);

// Why checks were not run, in one line for each reason, the most frequent first: "338 unsupported: the target …".
[[nodiscard]] std::vector<std::string> ReasonsNotRun(const RunReport& report);

// Reads what JsonLines wrote, also of a run that was killed. The error names the line.
[[nodiscard]] tl::expected<RunReport, std::string> ReadJsonLines(std::istream& in);

}  // namespace grafake::conformance
