#include "conformance/forms.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "conformance/drawn_ids.h"
#include "conformance/json_text.h"
#include "conformance/sorted_lists.h"

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

bool IsNameOfId(std::string_view name) { return name == "uid" || name.ends_with("Uid") || name.ends_with("UID"); }

// "1669000000000", since 1970.
bool AreMilliseconds(std::string_view text) { return text.size() == 13 && std::ranges::all_of(text, IsDigit); }

std::optional<std::string> FormOfString(std::string_view name, std::string_view literal) {
  constexpr auto kVarying =
      std::to_array<std::string_view>({"key", "traceID", "accessErrorId", "lastSeenAtAge", "continueToken"});
  const std::string_view text = literal.substr(1, literal.size() - 2);
  if (text.empty()) return std::nullopt;
  if (IsNameOfId(name) || std::ranges::find(kVarying, name) != kVarying.end()) return "\"<" + std::string(name) + ">\"";
  if (name == "resourceVersion" && AreMilliseconds(text)) return "\"<milliseconds>\"";
  if (const auto time = FormOfTime(text)) return '"' + *time + '"';
  return WithoutDrawnIds(WithoutErrorNumber(std::string(literal)));
}

bool IsMilliseconds(const JsonValue& value) {
  constexpr auto kTimes = std::to_array<std::string_view>({"created", "updated", "time", "timeEnd"});
  return std::ranges::find(kTimes, value.name) != kTimes.end() && AreMilliseconds(value.bytes);
}

// An id as later releases draw them for folders and dashboards.
bool IsDrawnNumber(std::string_view text) { return text.size() == 15 && std::ranges::all_of(text, IsDigit); }

std::optional<std::string> FormOfValue(const JsonValue& value) {
  if (value.bytes[0] == '"') return FormOfString(value.name, value.bytes);
  if (IsMilliseconds(value)) return "\"<milliseconds>\"";
  if (IsDrawnNumber(value.bytes)) return "\"<digits>\"";
  const bool varies = value.name == "secondsUntilExpiration" && (IsDigit(value.bytes[0]) || value.bytes[0] == '-');
  return varies && value.bytes != "0" ? std::optional<std::string>("\"<seconds>\"") : std::nullopt;
}

// Of a value that varies in all: its kind, and how much an object or a list holds.
std::string KindOf(const JsonValue& value) {
  const char first = value.bytes[0];
  if (first == '"') return "\"<text>\"";
  if (first == 't' || first == 'f') return "\"<true or false>\"";
  if (first == 'n') return "null";
  if (first != '{' && first != '[') return "\"<number>\"";
  std::size_t held = 0;
  (void)WithValuesReplaced(value.bytes, [&](const JsonValue& part) -> std::optional<std::string> {
    if (part.pointer.empty()) return std::nullopt;
    ++held;
    return "";
  });
  return "\"<" + std::string(first == '{' ? "object" : "list") + " of " + std::to_string(held) + ">\"";
}

// "/*/id" names the id of each item; in a list of random order "/0/id" does too.
bool IsNamedBy(std::string_view pattern, std::string_view pointer, bool unordered) {
  while (!pattern.empty() && !pointer.empty()) {
    const std::string_view wanted = pattern.substr(0, pattern.find('/', 1));
    const std::string_view is = pointer.substr(0, pointer.find('/', 1));
    const bool index = wanted.size() > 1 && std::ranges::all_of(wanted.substr(1), IsDigit);
    const bool any = wanted == "/*" || (unordered && index);
    if (any ? std::ranges::find_if_not(is.substr(1), IsDigit) != is.end() : wanted != is) return false;
    pattern.remove_prefix(wanted.size());
    pointer.remove_prefix(is.size());
  }
  return pattern.empty() && pointer.empty();
}

std::string FormOfCookie(const std::string& value) {
  const auto equals = value.find('=');
  if (!value.starts_with("grafana_session") || equals == std::string::npos) return value;
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

}  // namespace

std::string FormOfBody(const std::string& body, const std::vector<std::string>& ignored, bool unordered) {
  const std::string formed = WithValuesReplaced(body, [&](const JsonValue& value) -> std::optional<std::string> {
    const auto varies = [&](const std::string& pattern) { return IsNamedBy(pattern, value.pointer, unordered); };
    return std::ranges::any_of(ignored, varies) ? KindOf(value) : FormOfValue(value);
  });
  if (unordered) return WithListsSorted(formed);
  return WithoutErrorNumber(formed);  // also in a page that is no JSON
}

std::string FormOfHeader(const std::string& name, const std::string& value) {
  if (name != "Set-Cookie") return value;
  std::string form;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find('\n', at), value.size());
    form += (at > 0 ? "\n" : "") + FormOfCookie(value.substr(at, end - at));
    at = end + 1;
  }
  return form;
}

}  // namespace grafake::conformance
