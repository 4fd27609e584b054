#pragma once

#include <functional>

#include "conformance/suite/case.h"
#include "conformance/suite/outcome.h"
#include "conformance/suite/session.h"

namespace grafake::conformance {

struct CaseRun {
  CheckResult result;
  std::vector<std::string> left;  // what could not be removed
  bool unanswered = false;        // the target gave no answer to a request
  std::string crowded;            // a write that was answered 500, of a case that failed
};

// Runs one case, inside a GoogleTest test, and says what became of it. `server_log` is asked after a failure.
[[nodiscard]] CaseRun RunCase(const Case& test, const Setting& setting, const std::function<std::string()>& server_log);

}  // namespace grafake::conformance
