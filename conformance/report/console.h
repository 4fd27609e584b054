#pragma once

#include <ostream>

#include "conformance/report/run_report.h"

namespace grafake::conformance {

// What a person reads at the end: only what is not as it should be, each with request, expected, got and a curl line;
// then the counts. `verbose`: one line for every check first.
void PrintRun(std::ostream& out, const RunReport& report, bool verbose);

// "180 passed, 1 failed, 2 unsupported of 183", only what there is.
[[nodiscard]] std::string InWords(const RunReport& report);

}  // namespace grafake::conformance
