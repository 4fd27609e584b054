#include "conformance/console_report.h"

#include <ostream>

#include "conformance/shown.h"

namespace grafake::conformance {
namespace {

// What a target says, on one line and not all of it.
std::string OnALine(const std::string& text) { return Shown(Cut(text, 2000)); }

}  // namespace

void PrintDifferences(std::ostream& out, const PlayResult& result, const std::filesystem::path& directory) {
  if (result.Equal()) return;
  out << result.name << ": " << result.mismatches.size() << " of " << result.exchanges << " exchanges differ\n";
  for (const Mismatch& mismatch : result.mismatches) {
    out << "  step " << mismatch.step << ": " << OnALine(mismatch.request)
        << "\n    differs: " << OnALine(mismatch.what) << "\n    real Grafana: " << OnALine(mismatch.recorded)
        << "\n    the target:   " << OnALine(mismatch.got) << "\n";
    if (!mismatch.curl.empty()) out << "    " << OnALine(mismatch.curl) << "\n";
  }
  if (result.broken) out << "  not played to its end\n" << ShownLines(*result.broken);
  out << "  what the server wrote: " << (directory / "output").string() << "\n";
}

void PrintVerdict(std::ostream& out, const Verdict& verdict) {
  for (const std::string& problem : verdict.problems) out << "✗ " << problem << "\n";
  out << verdict.passed << " passed, " << verdict.failed << " failed, " << verdict.not_yet << " skipped\n";
}

}  // namespace grafake::conformance
