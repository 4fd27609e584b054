#include "server/provisioning/go_yaml.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "server/provisioning/go_yaml_number.h"

namespace grafake::server {
namespace {

using Kind = YamlValue::Kind;

constexpr std::size_t kMostYamlValues = 200'000;
constexpr int kDeepestYaml = 200;

struct YamlProblem {
  std::string sentence;
};

// What yaml-cpp finds wrong, in the words of Go's package, which stops in the parser or in the scanner before it. In
// the lines that it names the former counts from 0.
struct ProblemWords {
  std::string_view ours;
  std::string_view gos;
  bool of_scanner = false;
};

constexpr auto kProblems = std::to_array<ProblemWords>({
    {"end of sequence flow not found", "did not find expected ',' or ']'"},
    {"end of map flow not found", "did not find expected ',' or '}'"},
    {"end of sequence not found", "did not find expected '-' indicator"},
    {"end of map not found", "did not find expected key"},
    {"illegal map value", "mapping values are not allowed in this context", true},
    {"illegal block entry", "block sequence entries are not allowed in this context", true},
    {"illegal flow end", "did not find expected node content"},
    {"illegal EOF in scalar", "found unexpected end of stream", true},
    {"illegal document indicator in scalar", "found unexpected document indicator", true},
    {"illegal tab when looking for indentation", "found character that cannot start any token", true},
    {"illegal character in scalar", "found character that cannot start any token", true},
    {"unknown token", "found character that cannot start any token", true},
    {"unknown escape character: ", "found unknown escape character", true},
    {"alias not found after *", "did not find expected alphabetic or numeric character", true},
    {"anchor not found after &", "did not find expected alphabetic or numeric character", true},
});

std::string LineOf(std::string_view text, int number) {
  for (; number > 0 && !text.empty(); --number) {
    const auto end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return std::string(text.substr(0, text.find('\n')));
}

bool BeginsWithTab(std::string_view line) {
  const auto first = line.find_first_not_of(' ');
  return first != std::string_view::npos && line[first] == '\t';
}

// A container that ends with the text where an item should begin.
bool WantsItemAtEnd(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  return last != std::string_view::npos && (text[last] == '[' || text[last] == '{' || text[last] == ',');
}

std::string Sentence(int line, std::string_view words) {
  return "yaml: " + (line > 0 ? "line " + std::to_string(line) + ": " : "") + std::string(words);
}

std::string SentenceOf(const YAML::Exception& e, std::string_view text) {
  const int line = e.mark.is_null() ? 0 : e.mark.line;
  const auto in_scanner = [](int number) { return number == 0 ? 0 : number + 1; };
  if (BeginsWithTab(LineOf(text, line)))
    return Sentence(in_scanner(line), "found character that cannot start any token");
  const auto known =
      std::ranges::find_if(kProblems, [&](const ProblemWords& words) { return e.msg.starts_with(words.ours); });
  if (known == kProblems.end()) return Sentence(line, e.msg);
  if (known->of_scanner) return Sentence(in_scanner(line), known->gos);
  if (!WantsItemAtEnd(text)) return Sentence(line, known->gos);
  // The end of a text is behind its last line, also where that has no end.
  const auto lines = static_cast<int>(std::ranges::count(text, '\n')) + (text.ends_with('\n') ? 0 : 1);
  return Sentence(lines, "did not find expected node content");
}

// What a word without quotes is.
Kind KindOfWord(const std::string& text) {
  constexpr auto kNulls = std::to_array<std::string_view>({"", "~", "null", "Null", "NULL"});
  constexpr auto kBooleans = std::to_array<std::string_view>({"true", "True", "TRUE", "false", "False", "FALSE"});
  if (std::ranges::find(kNulls, text) != kNulls.end()) return Kind::kNull;
  if (std::ranges::find(kBooleans, text) != kBooleans.end()) return Kind::kBoolean;
  const auto number = YamlNumberOf(text);
  if (!number) return Kind::kText;
  return std::holds_alternative<double>(*number) ? Kind::kFloat : Kind::kInteger;
}

class YamlCopier {
 public:
  YamlValue Copy(const YAML::Node& node, int depth = 0) {
    if (++values_ > kMostYamlValues || depth > kDeepestYaml)
      throw YamlProblem{"yaml: document contains excessive aliasing"};
    YamlValue value{.line = node.Mark().is_null() ? 1 : node.Mark().line + 1};
    if (node.IsScalar()) {
      value.text = node.Scalar();
      value.kind = node.Tag() == "!" || node.Tag() == "tag:yaml.org,2002:str" ? Kind::kText : KindOfWord(value.text);
    } else if (node.IsSequence()) {
      value.kind = Kind::kList;
      for (const auto& item : node) value.items.push_back(Copy(item, depth + 1));
    } else if (node.IsMap()) {
      value.kind = Kind::kMap;
      for (const auto& member : node)
        value.members.push_back(
            {member.first.IsScalar() ? member.first.Scalar() : std::string(), Copy(member.second, depth + 1)});
    }
    return value;
  }

 private:
  std::size_t values_ = 0;
};

std::string_view TagOf(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "!!null";
    case Kind::kBoolean:
      return "!!bool";
    case Kind::kInteger:
      return "!!int";
    case Kind::kFloat:
      return "!!float";
    case Kind::kText:
      return "!!str";
    case Kind::kList:
      return "!!seq";
    case Kind::kMap:
      return "!!map";
  }
  return "";
}

// As much of it as Go shows.
std::string ShownScalar(const std::string& text) {
  constexpr std::size_t kLongestShown = 10;
  constexpr std::size_t kShownOfLonger = 7;
  return " `" + (text.size() > kLongestShown ? text.substr(0, kShownOfLonger) + "..." : text) + "`";
}

}  // namespace

const YamlValue* YamlValue::Find(std::string_view name) const {
  const auto found = std::find_if(members.rbegin(), members.rend(), [&](const auto& m) { return m.name == name; });
  return found == members.rend() ? nullptr : &found->value;
}

std::optional<std::int64_t> YamlWholeOf(const YamlValue& value) {
  if (value.kind != Kind::kInteger && value.kind != Kind::kFloat) return std::nullopt;
  const auto number = YamlNumberOf(value.text);
  if (!number || std::holds_alternative<std::uint64_t>(*number)) return std::nullopt;
  if (const auto* whole = std::get_if<std::int64_t>(&*number)) return *whole;
  const double floating = std::get<double>(*number);
  constexpr double kBeyond = 9223372036854775808.0;  // 2^63
  if (floating < -kBeyond || floating >= kBeyond) return std::nullopt;
  return static_cast<std::int64_t>(floating);
}

tl::expected<YamlValue, std::string> ReadGoYaml(std::string_view text) try {
  if (BeginsWithTab(LineOf(text, 0)) && text.find_first_not_of(" \t\r\n") != std::string_view::npos)
    return tl::unexpected(Sentence(0, "found character that cannot start any token"));
  return YamlCopier().Copy(YAML::Load(std::string(text)));
} catch (const YamlProblem& problem) {
  return tl::unexpected(problem.sentence);
} catch (const YAML::Exception& e) {
  return tl::unexpected(SentenceOf(e, text));
}

std::string CannotUnmarshal(const YamlValue& value, std::string_view go_type) {
  return "yaml: unmarshal errors:\n  line " + std::to_string(value.line) + ": cannot unmarshal " +
         std::string(TagOf(value.kind)) + (value.IsScalar() ? ShownScalar(value.text) : "") + " into " +
         std::string(go_type);
}

}  // namespace grafake::server
