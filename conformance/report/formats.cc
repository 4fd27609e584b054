#include "conformance/report/formats.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace grafake::conformance {
namespace {

// The JSON library knows which bytes are UTF-8 and puts U+FFFD for the others.
std::string ValidUtf8(const std::string& text) {
  using nlohmann::json;
  return json::parse(json(text).dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();
}

}  // namespace

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
  for (const char c : ValidUtf8(text)) {
    const bool known = static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t';
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += known ? std::string(1, c) : "\xEF\xBF\xBD";
    }
  }
  return out;
}

}  // namespace grafake::conformance
