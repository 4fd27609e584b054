#pragma once

#include <ostream>

#include "conformance/report/run_report.h"

namespace grafake::conformance {

// One JSON object a line, written as the run goes: {"event": "plan"}, {"event": "target"}, {"event": "result"} for each
// check, {"event": "end"}. ReadJsonLines turns them into a report again.
class JsonLines {
 public:
  explicit JsonLines(std::ostream& out) : out_(out) {}

  void Plan(const RunReport& report);
  void Target(const std::string& version, const std::string& url);
  void Result(const CheckResult& result);
  void End(const RunReport& report);

 private:
  std::ostream& out_;
};

}  // namespace grafake::conformance
