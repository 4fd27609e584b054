#include "conformance/suite/expected_failures.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace grafake::conformance {
namespace {

bool IsDay(const std::string& text) {
  static const std::regex form("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
  return std::regex_match(text, form);
}

}  // namespace

tl::expected<ExpectedFailures, std::string> ReadExpectedFailures(const std::string& path) {
  std::ifstream file(path);
  if (!file) return tl::unexpected(path + ": cannot be read");
  ExpectedFailures expected;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    std::istringstream words(line.substr(0, line.find('#')));
    std::string id;
    if (!(words >> id)) continue;
    ExpectedFailure entry;
    words >> entry.last_day >> entry.owner >> std::ws;
    std::getline(words, entry.reason);
    const bool whole = IsDay(entry.last_day) && !entry.reason.empty();
    if (!whole || !expected.emplace(id, entry).second)
      return tl::unexpected(path + ":" + std::to_string(number) + ": " +
                            (whole ? id + " stands here twice" : "expected 'ID YYYY-MM-DD OWNER REASON'"));
  }
  return expected;
}

void Apply(const ExpectedFailures& expected, CheckResult& result) {
  const auto entry = expected.find(result.id);
  if (entry == expected.end()) return;
  if (result.outcome == Outcome::kFail) {
    result.outcome = Outcome::kXfail;
    result.reason = entry->second.reason + " (" + entry->second.owner + ", until " + entry->second.last_day + ")";
  } else if (result.outcome == Outcome::kPass) {
    result.outcome = Outcome::kXpass;
    result.reason = "it passes now: take it off the list of expected failures";
  }
}

std::vector<std::string> ProblemsOf(const ExpectedFailures& expected, const std::vector<std::string>& known_ids,
                                    const std::string& today) {
  std::vector<std::string> problems;
  for (const auto& [id, entry] : expected) {
    if (std::ranges::find(known_ids, id) == known_ids.end())
      problems.push_back(id + " stands in the list of expected failures, but there is no such check");
    if (entry.last_day < today)
      problems.push_back(id + " was expected to fail until " + entry.last_day + " only (" + entry.owner + ")");
  }
  return problems;
}

}  // namespace grafake::conformance
