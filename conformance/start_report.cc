#include "conformance/start_report.h"

#include <nlohmann/json.hpp>
#include <sstream>

namespace grafake::conformance {
namespace {

bool IsKeptLine(const std::string& line) {
  if (line.starts_with("Failed to start grafana") || line.starts_with("Error: ✗")) return true;
  const bool bad = line.find(" level=warn ") != std::string::npos || line.find(" level=error ") != std::string::npos;
  return bad && line.starts_with("logger=provisioning");
}

std::string WithoutTime(std::string line) {
  const auto begin = line.find(" t=");
  if (begin == std::string::npos || !line.starts_with("logger=")) return line;
  const auto end = line.find(' ', begin + 1);
  return line.erase(begin, end == std::string::npos ? end : end - begin);
}

}  // namespace

RecordedAnswer ReportOfStart(bool runs, std::optional<int> exit_code, const std::string& output) {
  std::string log;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    if (!IsKeptLine(line)) continue;
    const nlohmann::json text = WithoutTime(line);
    log += (log.empty() ? "" : ", ") + text.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  const std::string code = exit_code ? std::to_string(*exit_code) : "null";
  const std::string started = runs ? "true" : "false";
  return {.status = runs ? 0 : 1,
          .headers = {},
          .body = R"({"started": )" + started + R"(, "exit": )" + code + R"(, "log": [)" + log + "]}"};
}

}  // namespace grafake::conformance
