#include <algorithm>

#include "server/control/coverage_report.h"

namespace grafake::server {
namespace {

// As code in a cell of a table, whatever it holds.
std::string Cell(std::string_view text) {
  std::string cell = "`";
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '`' ? '\'' : static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return cell + "`";
}

std::string AnswerCell(const CoveredAnswer& answer) {
  std::string text = std::to_string(answer.status);
  if (!answer.message.empty()) text += " " + Cell(answer.message);
  return answer.times == 0 ? text : text + " × " + std::to_string(answer.times);
}

std::string AnswerCells(const CoveredRoute& route, bool met) {
  std::string cells;
  for (const CoveredAnswer& answer : route.answers) {
    if ((answer.times != 0) == met) (cells += cells.empty() ? "" : "<br>") += AnswerCell(answer);
  }
  return cells;
}

std::string OccasionLines(const CoverageReport& report, bool met) {
  std::string lines;
  for (const auto& [occasion, times] : report.occasions) {
    const OccasionFact& fact = FactOf(occasion);
    if ((times != 0) != met) continue;
    lines += "- **" + std::string(fact.name) + "**: " + std::string(fact.about);
    lines += met ? ", " + std::to_string(times) + " ×\n" : ". To meet it: " + std::string(fact.how) + "\n";
  }
  return lines.empty() ? "nothing\n" : lines;
}

void AddTable(std::string& text, const std::vector<CoveredRoute>& routes, bool met) {
  text += met ? "| route | met | answers | not met, but real Grafana has given it |\n|---|---|---|---|\n"
              : "| route | real Grafana has given |\n|---|---|\n";
  for (const CoveredRoute& route : routes) {
    if ((route.times != 0) != met) continue;
    text += "| " + Cell(route.method + " " + route.path) + " | ";
    if (met) text += std::to_string(route.times) + " | " + AnswerCells(route, true) + " | ";
    text += AnswerCells(route, false) + " |\n";
  }
}

}  // namespace

std::string CoverageMarkdown(const CoverageReport& report) {
  const auto met = std::ranges::count_if(report.routes, [](const CoveredRoute& route) { return route.times != 0; });
  std::string text = "# What was met of Grafana " + report.release + "\n\n" + std::to_string(met) + " of " +
                     std::to_string(report.routes.size()) + " routes.\n";
  text += "\n## What a careful client's tests would have met, and these did not\n\n" + OccasionLines(report, false);
  text += "\n## What they did\n\n" + OccasionLines(report, true);
  if (!report.unknown.empty()) {
    text += "\n## Asked for, but no route\n\n";
    AddTable(text, report.unknown, true);
  }
  text += "\n## Routes that were met\n\n";
  AddTable(text, report.routes, true);
  text += "\n## Routes that were not\n\n";
  AddTable(text, report.routes, false);
  if (report.uncounted != 0)
    text += "\n" + std::to_string(report.uncounted) + " requests more, beyond the limit of what is kept apart.\n";
  return text;
}

}  // namespace grafake::server
