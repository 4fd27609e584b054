#include "conformance/report/json_lines.h"

#include <nlohmann/json.hpp>

#include "conformance/replace_all.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;

void WriteLine(std::ostream& out, const json& line) {
  // ASCII, so that nothing acts on a terminal, and without "##", by which CI systems know orders.
  std::string text = line.dump(-1, ' ', true, json::error_handler_t::replace);
  ReplaceAll(text, "##", "#\\u0023");
  out << text << std::endl;
}

void Take(RunReport& report, const json& line) {
  const std::string event = line.at("event");
  if (event == "plan") {
    report.run = line.at("run");
    report.started = line.at("started");
    report.may_be_unsupported = line.value("may_be_unsupported", kUsuallyUnsupported);
    for (const json& check : line.at("planned"))
      report.planned.push_back(
          {check.at("id"), check.at("level"), check.at("requirement"), check.at("releases"), check.at("evidence")});
  } else if (event == "target") {
    report.version = line.at("version");
    report.url = line.at("url");
  } else if (event == "result") {
    report.results.push_back(line.at("result").get<CheckResult>());
  } else if (event == "end") {
    report.seconds = line.at("seconds");
    report.problems = line.at("problems");
    report.left = line.at("left");
  }
}

}  // namespace

void JsonLines::Plan(const RunReport& report) {
  json planned = json::array();
  for (const PlannedCheck& check : report.planned)
    planned.push_back({{"id", check.id},
                       {"level", check.level},
                       {"requirement", check.requirement},
                       {"releases", check.releases},
                       {"evidence", check.evidence}});
  WriteLine(out_, {{"event", "plan"},
                   {"run", report.run},
                   {"started", report.started},
                   {"may_be_unsupported", report.may_be_unsupported},
                   {"planned", planned}});
}

void JsonLines::Target(const std::string& version, const std::string& url) {
  WriteLine(out_, {{"event", "target"}, {"version", version}, {"url", url}});
}

void JsonLines::Result(const CheckResult& result) { WriteLine(out_, {{"event", "result"}, {"result", result}}); }

void JsonLines::End(const RunReport& report) {
  WriteLine(out_,
            {{"event", "end"}, {"seconds", report.seconds}, {"problems", report.problems}, {"left", report.left}});
}

tl::expected<RunReport, std::string> ReadJsonLines(std::istream& in) {
  RunReport report;
  int number = 0;
  for (std::string text; std::getline(in, text);) {
    ++number;
    const json line = json::parse(text, nullptr, false);
    if (line.is_discarded() && in.eof()) break;  // cut off with the run
    try {
      Take(report, line);
    } catch (const std::exception&) {
      return tl::unexpected("line " + std::to_string(number) + " is none of a run's");
    }
  }
  if (report.planned.empty()) return tl::unexpected(std::string("there is no plan of a run in it"));
  return report;
}

}  // namespace grafake::conformance
