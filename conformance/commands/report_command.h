#pragma once

#include <string>

#include "conformance/report/report_files.h"

namespace grafake::conformance {

// Makes reports of the JSON lines of a run, also of one that was killed; returns the exit code that the run had, or
// should have had.
[[nodiscard]] int RunReportCommand(const std::string& json_lines, const ReportPaths& paths, bool verbose);

}  // namespace grafake::conformance
