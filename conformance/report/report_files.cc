#include "conformance/report/report_files.h"

#include <algorithm>
#include <functional>

#include "conformance/report/formats.h"
#include "conformance/shown.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;

void WriteReport(const fs::path& path, const RunReport& report, void (*format)(std::ostream&, const RunReport&)) {
  if (path.empty()) return;
  NewFile file(path);
  format(file.out(), report);
  file.Check();
  file.Place();
}

void WriteText(const fs::path& path, const std::string& text) {
  NewFile file(path);
  file.out() << text;
  file.Check();
  file.Place();
}

// A folder of our own below the one that was named.
fs::path Inside(const fs::path& directory, const std::string& name) {
  const fs::path inside = directory / name;
  if (fs::is_symlink(inside)) throw Unwritable(inside.string() + ": is a symbolic link; remove it");
  return inside;
}

// An id may come from a file of anybody.
std::string FolderOf(const std::string& id) {
  std::string name = id;
  std::ranges::replace(name, '/', '-');
  return IsPlainName(name) ? name : "check-" + std::to_string(std::hash<std::string>()(id));
}

// One folder a check that is not as it should be: what was said, and what the target wrote.
void WriteFolders(const fs::path& directory, const RunReport& report) {
  for (const CheckResult& result : report.results) {
    if (result.traffic.empty() && result.server_log.empty()) continue;
    const fs::path folder = Inside(Inside(directory, "failures"), FolderOf(result.id));
    WriteText(folder / "traffic.txt", ShownLines(result.traffic));
    if (!result.server_log.empty()) WriteText(folder / "server.log", ShownLines(result.server_log));
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
  lines_file_.emplace(paths_.json_lines);
  lines_file_->Place();  // it can be read while the run goes on
  lines_.emplace(lines_file_->out());
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
  if (lines_file_) lines_file_->Check();
}

void WriteReports(const ReportPaths& given, const RunReport& report) {
  const ReportPaths paths = Completed(given);
  WriteReport(paths.junit, report, WriteJUnit);
  WriteReport(paths.html, report, WriteHtml);
  WriteReport(paths.markdown, report, WriteMarkdown);
  if (!paths.directory.empty()) WriteFolders(paths.directory, report);
}

}  // namespace grafake::conformance
