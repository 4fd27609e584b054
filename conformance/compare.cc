#include "conformance/compare.h"

#include <algorithm>

#include "conformance/forms.h"
#include "conformance/json_text.h"
#include "conformance/kept_headers.h"

namespace grafake::conformance {
namespace {

std::size_t FirstDifference(const std::string& a, const std::string& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

std::optional<Difference> CompareHeaders(const HeaderMap& recorded, const HeaderMap& got) {
  for (const auto& [name, value] : recorded) {
    const auto found = got.find(name);
    if (found == got.end()) return Difference{"the header " + name + " is missing", value, "(no such header)"};
    const std::string expected = FormOfHeader(name, value);
    const std::string actual = FormOfHeader(name, found->second);
    if (expected != actual)
      return Difference{"the header " + name, expected, actual, FirstDifference(expected, actual)};
  }
  for (const auto& [name, value] : got) {
    if (IsKeptHeader(name) && !recorded.contains(name))
      return Difference{"the header " + name + " is too much", "(no such header)", FormOfHeader(name, value)};
  }
  return std::nullopt;
}

std::optional<Difference> CompareBodies(const std::string& recorded, const std::string& got) {
  if (recorded == got) return std::nullopt;
  const std::size_t at = FirstDifference(recorded, got);
  const auto pointer = PointerAt(recorded, at);
  const std::string place = pointer && !pointer->empty() ? " at " + *pointer : "";
  return Difference{"the body" + place + " (byte " + std::to_string(at) + ")", recorded, got, at};
}

// The title of the error page that a recording names in place of its bytes, empty for another page; nothing for a body.
std::optional<std::string> TitleOfPage(const std::string& body) {
  const std::string begin = "{{page";
  if (!body.starts_with(begin) || !body.ends_with("}}")) return std::nullopt;
  const std::string inside = body.substr(begin.size(), body.size() - begin.size() - 2);
  if (inside.empty()) return inside;
  return inside.starts_with(": ") ? std::optional(inside.substr(2)) : std::nullopt;
}

std::optional<Difference> ComparePages(const std::string& title, const std::string& got) {
  if (got.find(title) != std::string::npos) return std::nullopt;
  return Difference{"the title of the page", title, got};
}

std::string Brief(const RecordedAnswer& answer) { return std::to_string(answer.status) + " " + answer.body; }

}  // namespace

std::optional<Difference> Compare(const RequestStep& step, const RecordedAnswer& got, const Variables& place) {
  RecordedAnswer expected = step.answer;
  expected.body = Substituted(expected.body, place);
  for (auto& [name, value] : expected.headers) value = Substituted(value, place);
  if (got.status != expected.status) return Difference{"the status", Brief(expected), Brief(got)};
  if (auto difference = CompareHeaders(expected.headers, got.headers)) return difference;
  if (const auto title = TitleOfPage(expected.body)) return ComparePages(*title, got.body);
  const auto form = [&](const std::string& body) { return FormOfBody(body, step.ignored, step.unordered); };
  return CompareBodies(form(expected.body), form(BodyAsKept(step.target, got.body)));
}

std::string BodyAsKept(const std::string& target, std::string body) {
  if (target.substr(0, target.find('?')) != "/api/frontend/settings") return body;
  if (body.ends_with('\n')) body.pop_back();
  return WithValuesReplaced(body, [](const JsonValue& value) -> std::optional<std::string> {
    return value.pointer == "/panels" || value.pointer == "/datasources" ? std::optional("{}") : std::nullopt;
  });
}

std::string Excerpt(const std::string& text, std::size_t at) {
  constexpr std::size_t kBefore = 60;
  constexpr std::size_t kLength = 200;
  const std::size_t from = at > kBefore ? std::min(at - kBefore, text.size()) : 0;
  std::string out = from > 0 ? "…" : "";
  for (const char c : text.substr(from, kLength)) {
    const bool shown = static_cast<unsigned char>(c) >= ' ';
    out += shown ? std::string(1, c) : c == '\n' ? "⏎" : "·";
  }
  return from + kLength < text.size() ? out + "…" : out;
}

}  // namespace grafake::conformance
