#pragma once

#include "conformance/report/run_report.h"

namespace grafake::conformance {

// What a run ends with: 0, 1 or 3, as --help says.
[[nodiscard]] int ExitCodeOf(const RunReport& report);

}  // namespace grafake::conformance
