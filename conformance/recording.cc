#include "conformance/recording.h"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "conformance/json_text.h"
#include "conformance/new_file.h"
#include "conformance/shown.h"

namespace grafake::conformance {
namespace {

using nlohmann::ordered_json;

// Throws where a pointer is malformed.
std::string Checked(const std::string& pointer) { return ordered_json::json_pointer(pointer).to_string(); }

// A recording may come from anywhere: it writes below the directory of its server only.
std::string CheckedPath(const std::string& path) {
  const std::filesystem::path read(path);
  const bool leaves = std::ranges::find(read, std::filesystem::path("..")) != read.end();
  if (read.is_absolute() || leaves || read.filename().empty())
    throw std::invalid_argument("the path '" + path + "' does not lead to a file below the server's directory");
  return path;
}

Files ReadFiles(const ordered_json& object, const char* name) {
  Files files;
  if (!object.contains(name)) return files;
  for (const auto& [path, text] : object[name].items())
    files[CheckedPath(path)] = text.is_null() ? std::nullopt : std::optional(text.get<std::string>());
  return files;
}

// Headers were sent as Latin-1: each character that it has is one byte of the request. A text with others stays UTF-8.
std::string AsHeaderBytes(const std::string& text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
      bytes += text[at];
      continue;
    }
    if ((first != 0xC2 && first != 0xC3) || at + 1 == text.size()) return text;
    bytes += static_cast<char>((first & 0x03U) << 6U | (static_cast<unsigned char>(text[++at]) & 0x3FU));
  }
  return bytes;
}

RecordedAnswer ReadRecordedAnswer(const ordered_json& answer) {
  return {answer.at("status"), answer.at("headers"), answer.at("body")};
}

RequestStep ReadRequest(const ordered_json& object) {
  RequestStep step;
  step.method = object.at("req").at(0);
  step.target = object.at("req").at(1);
  if (object.contains("raw")) step.body = object["raw"].get<std::string>();
  step.who = object.value("as", step.who);
  step.headers = object.value("headers", HeaderMap());
  for (auto& [name, value] : step.headers) value = AsHeaderBytes(value);
  step.content_type = !object.value("no_content_type", false);
  if (object.contains("save")) {
    for (const auto& [name, value] : object["save"].items()) {
      const std::string source = value;
      step.saves.emplace_back(name, source.starts_with("cookie:") ? source : Checked(source));
    }
  }
  for (const std::string& pointer : object.value("volatile", std::vector<std::string>()))
    step.ignored.push_back(Checked(pointer));
  step.unordered = object.value("unordered", false);
  step.answer = ReadRecordedAnswer(object.at("response"));
  return step;
}

template <class Changed>
Changed ReadChanges(const ordered_json& changes) {
  Changed step;
  if (changes.contains("env")) step.environment = changes["env"].get<Variables>();
  if (changes.contains("ini")) step.ini = changes["ini"].get<std::string>();
  step.files = ReadFiles(changes, "files");
  return step;
}

StartStep ReadStart(const ordered_json& object) {
  auto step = ReadChanges<StartStep>(object["start"]);
  step.about = object.value("about", "");
  step.settle = object.value("settle", step.settle);
  step.answer = ReadRecordedAnswer(object.at("response"));
  return step;
}

Step ReadStep(const ordered_json& object) {
  if (object.contains("sleep")) return SleepStep{object["sleep"]};
  if (object.contains("restart")) return ReadChanges<RestartStep>(object["restart"]);
  if (object.contains("write")) return WriteStep{ReadFiles(object, "write")};
  if (object.contains("start")) return ReadStart(object);
  return ReadRequest(object);
}

Scenario ScenarioOf(const ordered_json& object) {
  Scenario scenario;
  scenario.name = object.at("group").get<std::string>() + "/" + object.at("scenario").get<std::string>();
  scenario.environment = object.at("env");
  scenario.ini = object.at("ini");
  scenario.arguments = object.at("args");
  scenario.files = ReadFiles(object, "files");
  for (const ordered_json& step : object.at("steps")) scenario.steps.push_back(ReadStep(step));
  return scenario;
}

// A parsed number is not always printed as it was written, so bodies are taken from the text.
void TakeBodies(Scenario& scenario, std::string_view text) {
  (void)WithValuesReplaced(text, [&](const JsonValue& value) -> std::optional<std::string> {
    for (std::size_t i = 0; value.name == "body" && i < scenario.steps.size(); ++i) {
      auto* step = std::get_if<RequestStep>(&scenario.steps[i]);
      const bool its_own = value.pointer == "/steps/" + std::to_string(i) + "/body";
      if (step != nullptr && its_own) step->body = Compact(value.bytes);
    }
    return std::nullopt;
  });
}

// `text` with every name between `open` and `close` replaced, where `value` knows one.
template <class Value>
std::string Replaced(const std::string& text, std::string_view open, std::string_view close, const Value& value) {
  std::string out;
  std::size_t at = 0;
  while (true) {
    const auto first = text.find(open, at);
    const auto end = first == std::string::npos ? first : text.find(close, first + open.size());
    if (end == std::string::npos) return out += text.substr(at);
    const auto begin = text.rfind(open, end - open.size());  // a brace may stand in front: "$__file{{{dir}}/x}"
    const std::size_t next = end + close.size();
    const auto found = value(text.substr(begin + open.size(), end - begin - open.size()));
    out += text.substr(at, begin - at) + found.value_or(text.substr(begin, next - begin));
    at = next;
  }
}

std::optional<std::string> Plain(const Variables& variables, const std::string& name) {
  const auto found = variables.find(name);
  if (found == variables.end()) return std::nullopt;
  const auto value = ordered_json::parse(found->second, nullptr, false);
  return value.is_string() ? value.get<std::string>() : found->second;
}

// Where there are no recordings of a release: those that there are.
std::string NamesBeside(const std::filesystem::path& directory) {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(directory.parent_path(), none)) {
    if (entry.is_directory(none)) names.push_back(entry.path().filename());
  }
  std::ranges::sort(names);
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "; there are: " : ", ") + Shown(name);
  return text;
}

}  // namespace

double Scenario::SecondsOfSleep() const {
  double seconds = 0;
  for (const Step& step : steps) {
    if (const auto* sleep = std::get_if<SleepStep>(&step)) seconds += sleep->seconds;
    if (const auto* start = std::get_if<StartStep>(&step)) seconds += start->settle;
  }
  return seconds;
}

tl::expected<Scenario, std::string> ReadScenario(const std::string& path) try {
  std::ifstream file(path);
  if (!file) return tl::unexpected(path + ": cannot be read");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  Scenario scenario = ScenarioOf(ordered_json::parse(text));
  TakeBodies(scenario, text);
  // Files and folders are called so.
  const auto slash = scenario.name.find('/');
  if (!IsPlainName(scenario.name.substr(0, slash)) || !IsPlainName(scenario.name.substr(slash + 1)))
    return tl::unexpected(path + ": '" + Shown(scenario.name) + "' is no name of a scenario");
  return scenario;
} catch (const std::exception& e) {
  return tl::unexpected(path + ": is no recorded scenario: " + e.what());
}

tl::expected<std::vector<Scenario>, std::string> ReadScenarios(const std::string& directory) {
  std::error_code error;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  if (error) return tl::unexpected(directory + ": " + error.message() + NamesBeside(directory));
  std::ranges::sort(paths);
  std::vector<Scenario> scenarios;
  for (const std::string& path : paths) {
    auto scenario = ReadScenario(path);
    if (!scenario) return tl::unexpected(scenario.error());
    scenarios.push_back(*std::move(scenario));
  }
  return scenarios;
}

bool IsSelected(const Scenario& scenario, const std::vector<std::string>& patterns) {
  return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& pattern) {
           return fnmatch(pattern.c_str(), scenario.name.c_str(), 0) == 0;
         });
}

std::string Substituted(const std::string& text, const Variables& variables) {
  return Replaced(text, "{{", "}}", [&](const std::string& name) { return Plain(variables, name); });
}

std::string SubstitutedBody(const std::string& body, const Variables& variables) {
  const std::string typed = Replaced(body, "\"{{", "}}\"", [&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  });
  return Substituted(typed, variables);
}

}  // namespace grafake::conformance
