#pragma once

#include <optional>
#include <string>

#include "conformance/new_file.h"
#include "conformance/report/json_lines.h"

namespace grafake::conformance {

// Where reports go; empty: not written. `directory` gets one of each kind and a folder for each failure.
struct ReportPaths {
  std::string directory;
  std::string junit, json_lines, html, markdown;
};

// The reports of a run on disk. JSON lines are written as it goes, all others at its end. The constructor and End()
// throw Unwritable or std::filesystem::filesystem_error when a file cannot be written, also earlier lines.
class ReportFiles {
 public:
  explicit ReportFiles(ReportPaths paths);

  void Plan(const RunReport& report);
  void Target(const std::string& version, const std::string& url);
  void Result(const CheckResult& result);
  void End(const RunReport& report);

 private:
  ReportPaths paths_;
  std::optional<NewFile> lines_file_;
  std::optional<JsonLines> lines_;
};

// Writes every report but the JSON lines; throws what ReportFiles does when a file cannot be written.
void WriteReports(const ReportPaths& paths, const RunReport& report);

}  // namespace grafake::conformance
