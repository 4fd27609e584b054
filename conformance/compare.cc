#include "conformance/compare.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace grafake::conformance {
namespace {

using nlohmann::ordered_json;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The length of a time at the start of `text`; 0 when there is none. RFC 3339.
std::size_t TimeLength(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd";
  if (text.size() < kForm.size() + 1) return 0;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == 'd' ? !IsDigit(text[i]) : text[i] != kForm[i]) return 0;
  }
  std::size_t at = kForm.size();
  if (text[at] == '.') {
    ++at;
    while (at < text.size() && IsDigit(text[at])) ++at;
  }
  if (at < text.size() && text[at] == 'Z') return at + 1;
  return at + 6 <= text.size() && (text[at] == '+' || text[at] == '-') ? at + 6 : 0;
}

std::string TimeForm(std::string_view time) {
  const bool fraction = time.find('.') != std::string_view::npos;
  return std::string("<time") + (fraction ? " with fraction" : "") + (time.back() == 'Z' ? " Z>" : " offset>");
}

bool IsVaryingName(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>({"key", "uid", "traceID", "accessErrorId", "lastSeenAtAge"});
  return std::ranges::find(kNames, name) != kNames.end();
}

// A number shows as zero or as not zero.
std::string NumberForm(std::string_view number) { return number == "0" ? "0" : "<seconds>"; }

// The length of a JSON string literal at the start of `text`.
std::size_t LiteralLength(std::string_view text) {
  std::size_t i = 1;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
  return std::min(i + 1, text.size());
}

std::string WithoutErrorNumber(std::string literal) {
  const auto at = literal.find("ACE");
  if (at == std::string::npos) return literal;
  std::size_t end = at + 3;
  while (end < literal.size() && IsDigit(literal[end])) ++end;
  return literal.replace(at, end - at, "<error number>");
}

// Reads a body literal by literal; every byte that does not vary comes out as it went in.
class Former {
 public:
  explicit Former(std::string_view body) : rest_(body) {}

  std::string Form() {
    while (!rest_.empty()) {
      if (rest_[0] == '"') {
        TakeLiteral();
      } else if (name_ == "secondsUntilExpiration" && IsDigit(rest_[0])) {
        TakeNumber();
      } else {
        if (rest_[0] == ',' || rest_[0] == '{') name_.clear();
        out_ += rest_[0];
        rest_.remove_prefix(1);
      }
    }
    return std::move(out_);
  }

 private:
  void TakeLiteral() {
    const std::string literal(rest_.substr(0, LiteralLength(rest_)));
    rest_.remove_prefix(literal.size());
    const std::string text = literal.size() >= 2 ? literal.substr(1, literal.size() - 2) : literal;
    if (rest_.starts_with(':')) {
      name_ = text;
      out_ += literal;
    } else if (IsVaryingName(name_) && !text.empty()) {
      out_ += "\"<" + name_ + ">\"";
    } else if (TimeLength(text) == text.size() && !text.empty()) {
      out_ += '"' + TimeForm(text) + '"';
    } else {
      out_ += WithoutErrorNumber(literal);
    }
  }

  void TakeNumber() {
    std::size_t length = 0;
    while (length < rest_.size() &&
           (IsDigit(rest_[length]) || rest_[length] == '.' || rest_[length] == 'e' || rest_[length] == '-'))
      ++length;
    out_ += NumberForm(rest_.substr(0, length));
    rest_.remove_prefix(length);
  }

  std::string_view rest_;
  std::string name_;
  std::string out_;
};

// Overwrites the values at those pointers; a body that is no JSON stays.
std::string Blanked(const std::string& body, const std::vector<std::string>& pointers) {
  ordered_json json = ordered_json::parse(body, nullptr, false);
  if (json.is_discarded()) return body;
  for (const std::string& pointer : pointers) {
    const ordered_json::json_pointer place(pointer);
    if (json.contains(place)) json[place] = "<varies>";
  }
  return json.dump();
}

void ReplaceAll(std::string& text, const std::string& from, const std::string& to) {
  if (from.empty()) return;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string Placed(std::string body, const Place& place) {
  ReplaceAll(body, ":" + place.port, ":{{port}}");
  ReplaceAll(body, "\"" + place.port + "\"", "\"{{port}}\"");
  ReplaceAll(body, place.directory, "{{dir}}");
  ReplaceAll(body, place.home, "{{home}}");
  return body;
}

// The settings for the front end were recorded without the newline at their end, for lists in them were emptied.
bool WasRewritten(const RequestStep& step) { return step.target.starts_with("/api/frontend/settings"); }

std::string Shown(const std::string& text, std::size_t at) {
  const std::size_t from = at > 60 ? at - 60 : 0;
  return (from > 0 ? "…" : "") + text.substr(from, 160) + (from + 160 < text.size() ? "…" : "");
}

std::optional<std::string> BodyDifference(const std::string& expected, const std::string& got) {
  if (expected == got) return std::nullopt;
  const auto first = std::ranges::mismatch(expected, got).in1 - expected.begin();
  const auto at = static_cast<std::size_t>(first);
  return "the bodies differ from byte " + std::to_string(at) + "\n      recorded: " + Shown(expected, at) +
         "\n      got:      " + Shown(got, at);
}

// Values of session cookies vary; name and attributes do not.
std::string CookieForm(const std::string& value) {
  const auto equals = value.find('=');
  const auto end = std::min(value.find(';'), value.size());
  if (!value.starts_with("grafana_session") || equals == std::string::npos || end <= equals + 1) return value;
  return value.substr(0, equals + 1) + "<session>" + value.substr(end);
}

std::optional<std::string> HeaderDifference(const HeaderMap& expected, const HeaderMap& got) {
  for (const auto& [name, value] : expected) {
    const auto found = got.find(name);
    if (found == got.end()) return "the header " + name + ": " + value + " is missing";
    if (CookieForm(found->second) != CookieForm(value))
      return "the header " + name + " is '" + found->second + "', recorded '" + value + "'";
  }
  for (const auto& [name, value] : got) {
    if (!expected.contains(name)) return "the header " + name + ": " + value + " was not recorded";
  }
  return std::nullopt;
}

}  // namespace

std::string Formed(const std::string& body, const std::vector<std::string>& ignored) {
  return Former(ignored.empty() ? body : Blanked(body, ignored)).Form();
}

std::optional<std::string> Difference(const RequestStep& step, const RecordedAnswer& got, const Place& place) {
  if (got.status != step.answer.status) {
    return "the status is " + std::to_string(got.status) + ", recorded " + std::to_string(step.answer.status) +
           "\n      recorded: " + Shown(step.answer.body, 0) + "\n      got:      " + Shown(got.body, 0);
  }
  if (auto difference = HeaderDifference(step.answer.headers, got.headers)) return difference;
  std::string body = got.body;
  if (WasRewritten(step) && body.ends_with('\n')) body.pop_back();
  return BodyDifference(Formed(step.answer.body, step.ignored), Formed(Placed(body, place), step.ignored));
}

std::string WithoutSecrets(const std::string& text) {
  std::string out = text;
  for (const char* name : {"\"key\":\"", "\"password\":\"", "\"oldPassword\":\"", "\"newPassword\":\""}) {
    const std::string mark = name;
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at + 1)) {
      const std::size_t begin = at + mark.size();
      const std::size_t end = at + mark.size() - 1 + LiteralLength(std::string_view(out).substr(begin - 1)) - 1;
      out.replace(begin, end - begin, "***");
    }
  }
  return out;
}

}  // namespace grafake::conformance
