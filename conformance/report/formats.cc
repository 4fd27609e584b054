#include "conformance/report/formats.h"

#include <algorithm>
#include <sstream>

#include "conformance/shown.h"

namespace grafake::conformance {
std::string SubjectOf(const std::string& id) {
  const auto slash = id.find('/');
  return slash != std::string::npos ? "replay " + id.substr(0, slash) : id.substr(0, id.rfind('-'));
}

std::vector<std::string> SubjectsOf(const RunReport& report) {
  std::vector<std::string> subjects;
  for (const PlannedCheck& check : report.planned) {
    const std::string subject = SubjectOf(check.id);
    if (std::ranges::find(subjects, subject) == subjects.end()) subjects.push_back(subject);
  }
  return subjects;
}

std::string Escaped(const std::string& text) {
  std::string out;
  for (const char c : Shown(text)) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string EscapedLines(const std::string& text) {
  std::string out;
  std::istringstream lines(ShownLines(text));
  for (std::string line; std::getline(lines, line);) out += Escaped(line) + "\n";
  return out;
}

}  // namespace grafake::conformance
