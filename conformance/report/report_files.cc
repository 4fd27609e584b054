#include "conformance/report/report_files.h"

#include <algorithm>
#include <functional>

#include "conformance/report/formats.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;

std::ofstream Opened(const fs::path& path) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  if (!out) throw UnwritableReport(path.string() + ": cannot be written");
  return out;
}

void Write(const std::string& path, const RunReport& report, void (*format)(std::ostream&, const RunReport&)) {
  if (path.empty()) return;
  std::ofstream out = Opened(path);
  format(out, report);
  if (!out.flush()) throw UnwritableReport(path + ": cannot be written");
}

// One folder a check that is not as it should be: what was said, and what the target wrote.
void WriteFolders(const fs::path& directory, const RunReport& report) {
  for (const CheckResult& result : report.results) {
    if (result.traffic.empty() && result.server_log.empty()) continue;
    std::string name = result.id;
    std::ranges::replace(name, '/', '-');
    Opened(directory / "failures" / name / "traffic.txt") << result.traffic;
    if (!result.server_log.empty()) Opened(directory / "failures" / name / "server.log") << result.server_log;
  }
}

ReportPaths Completed(ReportPaths paths) {
  if (paths.directory.empty()) return paths;
  const fs::path directory = paths.directory;
  if (paths.junit.empty()) paths.junit = directory / "junit.xml";
  if (paths.json_lines.empty()) paths.json_lines = directory / "results.jsonl";
  if (paths.html.empty()) paths.html = directory / "report.html";
  if (paths.markdown.empty()) paths.markdown = directory / "summary.md";
  return paths;
}

}  // namespace

ReportFiles::ReportFiles(ReportPaths paths) : paths_(Completed(std::move(paths))) {
  if (paths_.json_lines.empty()) return;
  lines_file_ = Opened(paths_.json_lines);
  lines_.emplace(lines_file_);
}

void ReportFiles::Plan(const RunReport& report) {
  if (lines_) lines_->Plan(report);
}

void ReportFiles::Target(const std::string& version, const std::string& url) {
  if (lines_) lines_->Target(version, url);
}

void ReportFiles::Result(const CheckResult& result) {
  if (lines_) lines_->Result(result);
}

void ReportFiles::End(const RunReport& report) {
  if (lines_) lines_->End(report);
  WriteReports(paths_, report);
}

void WriteReports(const ReportPaths& given, const RunReport& report) {
  const ReportPaths paths = Completed(given);
  Write(paths.junit, report, WriteJUnit);
  Write(paths.html, report, WriteHtml);
  Write(paths.markdown, report, WriteMarkdown);
  if (!paths.directory.empty()) WriteFolders(paths.directory, report);
}

}  // namespace grafake::conformance
