#pragma once

#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/suite/outcome.h"

namespace grafake::conformance {

struct ExpectedFailure {
  std::string last_day;  // 2026-12-31: the last on which it holds
  std::string owner;
  std::string reason;
};

using ExpectedFailures = std::map<std::string, ExpectedFailure>;  // by id

// Reads "ID LAST-DAY OWNER REASON…" a line; '#' begins a comment. The error names file and line.
[[nodiscard]] tl::expected<ExpectedFailures, std::string> ReadExpectedFailures(const std::string& path);

// Turns the FAIL of a listed check into XFAIL, its PASS into XPASS.
void Apply(const ExpectedFailures& expected, CheckResult& result);

// What is wrong with the list itself: ids that do not exist, entries past their day (`today` is 2026-01-31).
[[nodiscard]] std::vector<std::string> ProblemsOf(const ExpectedFailures& expected,
                                                  const std::vector<std::string>& known_ids, const std::string& today);

}  // namespace grafake::conformance
