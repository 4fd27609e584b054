#include "conformance/console_report.h"

#include <ostream>

namespace grafake::conformance {
namespace {

std::string Indented(const std::string& text) {
  std::string out = "    ";
  for (const char c : text) out += c == '\n' ? std::string("\n    ") : std::string(1, c);
  return out;
}

}  // namespace

void PrintDifferences(std::ostream& out, const PlayResult& result, const std::filesystem::path& directory) {
  if (result.Equal()) return;
  out << result.name << ": " << result.mismatches.size() << " of " << result.exchanges << " exchanges differ\n";
  for (const Mismatch& mismatch : result.mismatches) {
    out << "  step " << mismatch.step << ": " << mismatch.request << "\n    differs: " << mismatch.what
        << "\n    real Grafana: " << mismatch.recorded << "\n    the target:   " << mismatch.got << "\n";
    if (!mismatch.curl.empty()) out << "    " << mismatch.curl << "\n";
  }
  if (!result.broken.empty()) out << "  not played to its end\n" << Indented(result.broken) << "\n";
  out << "  what the server wrote: " << (directory / "output").string() << "\n";
}

void PrintVerdict(std::ostream& out, const Verdict& verdict) {
  for (const std::string& problem : verdict.problems) out << "✗ " << problem << "\n";
  out << verdict.passed << " passed, " << verdict.failed << " failed, " << verdict.not_yet << " skipped\n";
}

}  // namespace grafake::conformance
