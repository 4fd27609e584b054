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

// All that is known of a run; what every report is made of.
struct RunReport {
  std::string run;      // its id, part of the names it used
  std::string started;  // 2026-01-31T12:00:00Z
  std::string version;  // of the target; empty: it was not found
  std::string url;
  double seconds = 0;
  std::vector<PlannedCheck> planned;
  std::vector<CheckResult> results;   // in the order in which they came
  std::vector<std::string> problems;  // with the list of expected failures
  std::vector<std::string> left;      // what could not be removed from the target

  // The result of a check; one that has none is our fault.
  [[nodiscard]] CheckResult ResultOf(const std::string& id) const;
  // How many of each outcome; adds up to what was planned.
  [[nodiscard]] std::map<Outcome, std::size_t> Counts() const;
  [[nodiscard]] bool IsGood() const;
};

// Reads what JsonLines wrote, also of a run that was killed. The error names the line.
[[nodiscard]] tl::expected<RunReport, std::string> ReadJsonLines(std::istream& in);

}  // namespace grafake::conformance
