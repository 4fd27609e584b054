#include "conformance/forms.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "conformance/json_text.h"

namespace grafake::conformance {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "<time Z>" for a time as RFC 3339 has it; nothing for other text.
std::optional<std::string> FormOfTime(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd";
  if (text.size() <= kForm.size()) return std::nullopt;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == 'd' ? !IsDigit(text[i]) : text[i] != kForm[i]) return std::nullopt;
  }
  text.remove_prefix(kForm.size());
  std::string form = "<time";
  if (text[0] == '.') {
    form += " with fraction";
    text.remove_prefix(std::min(text.find_first_not_of(kDigits, 1), text.size()));
  }
  if (text == "Z") return form + " Z>";
  const bool offset = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
  return offset ? std::optional(form + " offset>") : std::nullopt;
}

// The number in "… ACE0123456789 …", by which a person finds the log line.
std::string WithoutErrorNumber(std::string text) {
  for (auto at = text.find("ACE"); at != std::string::npos; at = text.find("ACE", at + 3)) {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, at + 3), text.size());
    if (end > at + 3) text.replace(at, end - at, "ACE<number>");
  }
  return text;
}

std::optional<std::string> FormOfString(std::string_view name, std::string_view literal) {
  constexpr auto kVarying =
      std::to_array<std::string_view>({"key", "uid", "traceID", "accessErrorId", "lastSeenAtAge"});
  const std::string_view text = literal.substr(1, literal.size() - 2);
  if (text.empty()) return std::nullopt;
  if (std::ranges::find(kVarying, name) != kVarying.end()) return "\"<" + std::string(name) + ">\"";
  if (const auto time = FormOfTime(text)) return '"' + *time + '"';
  return WithoutErrorNumber(std::string(literal));
}

std::optional<std::string> FormOfValue(const JsonValue& value) {
  if (value.bytes[0] == '"') return FormOfString(value.name, value.bytes);
  const bool varies = value.name == "secondsUntilExpiration" && (IsDigit(value.bytes[0]) || value.bytes[0] == '-');
  return varies && value.bytes != "0" ? std::optional<std::string>("\"<seconds>\"") : std::nullopt;
}

}  // namespace

std::string FormOfBody(const std::string& body, const std::vector<std::string>& ignored) {
  const std::string formed = WithValuesReplaced(body, [&](const JsonValue& value) -> std::optional<std::string> {
    if (std::ranges::find(ignored, value.pointer) != ignored.end()) return "\"<varies>\"";
    return FormOfValue(value);
  });
  return WithoutErrorNumber(formed);  // also in a page that is no JSON
}

std::string FormOfHeader(const std::string& name, const std::string& value) {
  const auto equals = value.find('=');
  if (name != "Set-Cookie" || !value.starts_with("grafana_session") || equals == std::string::npos) return value;
  const auto end = std::min(value.find(';'), value.size());
  const bool emptied = end == equals + 1;  // a cookie that is taken back: all of it is fixed
  if (emptied) return value;
  std::string form = value.substr(0, equals + 1) + "<session>" + value.substr(end);
  for (const std::string age : {"; Max-Age=", "; Expires="}) {
    const auto at = form.find(age);
    if (at == std::string::npos) continue;
    const auto from = at + age.size();
    form.replace(from, std::min(form.find(';', from), form.size()) - from, "<age>");
  }
  return form;
}

}  // namespace grafake::conformance
