#pragma once

#include <ostream>
#include <string>

#include "conformance/report/run_report.h"

namespace grafake::conformance {

// JUnit XML: a suite a subject, a test case a check. XFAIL, UNSUPPORTED and DISABLED are skipped, BLOCKED and
// HARNESS-ERROR are errors, FAIL and XPASS failures. A run that says too little has an error of its own.
void WriteJUnit(std::ostream& out, const RunReport& report);

// One page that needs nothing else: no script, no other file.
void WriteHtml(std::ostream& out, const RunReport& report);

// A summary for a page of a CI system.
void WriteMarkdown(std::ostream& out, const RunReport& report);

// "SA-TOKEN" of "SA-TOKEN-017", "tokens" of "tokens/lifecycle".
[[nodiscard]] std::string SubjectOf(const std::string& id);

// The subjects of a run, in the order of the plan.
[[nodiscard]] std::vector<std::string> SubjectsOf(const RunReport& report);

// `text` for XML and HTML, on one line, as Shown() writes it.
[[nodiscard]] std::string Escaped(const std::string& text);

// The same for several lines, as ShownLines() writes them.
[[nodiscard]] std::string EscapedLines(const std::string& text);

}  // namespace grafake::conformance
