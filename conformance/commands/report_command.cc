#include "conformance/commands/report_command.h"

#include <fstream>
#include <iostream>

#include "conformance/commands/exit_code.h"
#include "conformance/replay_command.h"
#include "conformance/report/console.h"
#include "conformance/shown.h"

namespace grafake::conformance {

int RunReportCommand(const std::string& json_lines, const ReportPaths& paths, bool verbose) {
  std::ifstream file(json_lines);
  const auto report = file ? ReadJsonLines(file) : tl::unexpected(std::string("cannot be read"));
  if (!report) {
    std::cerr << "grafake-conformance: " << json_lines << ": " << Shown(report.error()) << "\n";
    return kMisused;
  }
  WriteReports(paths, *report);
  PrintRun(std::cout, *report, verbose);
  return ExitCodeOf(*report);
}

}  // namespace grafake::conformance
