#include "server/config_command.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "server/config/file_check.h"
#include "server/config/ini_parser.h"
#include "server/config/masking.h"
#include "server/json/indent.h"
#include "server/json/writer.h"
#include "server/start.h"

namespace grafake::server {
namespace {

constexpr const char* kUsage =
    "Usage: grafake config show [-json] [flags] [cfg:section.key=value …]\n"
    "       grafake config check FILE [-json]\n";

// Takes -json or --json out of the words.
bool TakeJson(std::vector<std::string>& words) {
  return std::erase_if(words, [](const std::string& word) { return word == "-json" || word == "--json"; }) != 0;
}

// One setting, as it is in force.
struct Setting {
  std::string section;
  std::string key;
  std::string value;
  Origin origin;
};

std::vector<Setting> SettingsOf(Configuration& configuration) {
  std::vector<Setting> settings;
  for (const IniSection& section : configuration.file().sections()) {
    for (const IniKey& key : section.keys()) {
      settings.push_back({section.name(), key.name,
                          Masked(VariableName(section.name(), key.name), configuration.Peek(section.name(), key.name)),
                          configuration.OriginOf(section.name(), key.name)});
    }
  }
  return settings;
}

std::string_view KindText(Origin::Kind kind) {
  switch (kind) {
    case Origin::Kind::kDefault:
      return "default";
    case Origin::Kind::kFile:
      return "file";
    case Origin::Kind::kVariable:
      return "variable";
    case Origin::Kind::kArgument:
      return "argument";
  }
  return "";
}

std::string Where(const Origin& origin) {
  if (origin.kind == Origin::Kind::kDefault) return "default";
  return origin.kind == Origin::Kind::kFile ? origin.where + ":" + std::to_string(origin.line) : origin.where;
}

void PrintJson(std::ostream& out, const std::vector<Setting>& settings) {
  JsonWriter json;
  json.BeginArray();
  for (const Setting& setting : settings) {
    json.BeginObject()
        .Member("section", setting.section)
        .Member("key", setting.key)
        .Member("value", setting.value)
        .Member("from", KindText(setting.origin.kind));
    if (setting.origin.kind != Origin::Kind::kDefault) json.Member("where", setting.origin.where);
    if (setting.origin.kind == Origin::Kind::kFile) json.Member("line", setting.origin.line);
    json.EndObject();
  }
  out << IndentJson(json.EndArray().Take()) << "\n";
}

// An ini file that says in comments where each value comes from.
void PrintText(std::ostream& out, const std::vector<Setting>& settings) {
  std::string section = std::string(kTopSection);
  for (const Setting& setting : settings) {
    if (setting.section != section) out << "\n[" << setting.section << "]\n";
    section = setting.section;
    const std::string text = setting.key + " = " + setting.value;
    out << text << std::string(text.size() < 48 ? 48 - text.size() : 2, ' ') << "; " << Where(setting.origin) << "\n";
  }
}

int Say(const StartRefusal& refusal, std::ostream& out, std::ostream& err) {
  out << refusal.standard_output;
  err << refusal.standard_error;
  return 1;
}

int Show(std::vector<std::string> words, const Environment& environment, std::ostream& out, std::ostream& err) {
  const bool as_json = TakeJson(words);
  const auto line = ParseCommandLine(words);
  if (!line) {
    err << line.error() << "\n" << kUsage;
    return 1;
  }
  auto loaded = LoadConfiguration(*line, environment);
  if (!loaded) return Say(loaded.error(), out, err);
  const auto settings = SettingsOf(loaded->configuration);
  as_json ? PrintJson(out, settings) : PrintText(out, settings);
  return 0;
}

void PrintFindings(std::ostream& out, const std::string& path, const std::vector<Finding>& findings, bool as_json) {
  if (!as_json) {
    for (const Finding& finding : findings) out << path << ":" << finding.line << ": " << Sentence(finding) << "\n";
    return;
  }
  JsonWriter json;
  json.BeginArray();
  for (const Finding& finding : findings) {
    json.BeginObject()
        .Member("line", finding.line)
        .Member("section", finding.section)
        .Member("key", finding.key)
        .Member("nearest", finding.nearest)
        .Member("message", Sentence(finding))
        .EndObject();
  }
  out << IndentJson(json.EndArray().Take()) << "\n";
}

// The file; otherwise says what Grafana says of it, with the line that Grafana leaves out.
std::optional<IniFile> Readable(const std::string& path, std::ostream& err) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    err << path << ": cannot be read\n";
    return std::nullopt;
  }
  auto file = ParseIni(std::string(std::istreambuf_iterator<char>(stream), {}));
  if (file) return *std::move(file);
  err << path << ":" << file.error().line << ": " << file.error().message << "\n";
  return std::nullopt;
}

// Checking a file calls nobody; what would be called counts as there.
std::optional<std::string> NobodyCalled(const std::string& /*network*/, const std::string& /*address*/) {
  return std::nullopt;
}

// The settings that Grafana has and grafake uses, as a start without any configuration reads them.
KnownSettings Known() {
  const CommandLine nothing{.homepath = "/proc/no-home"};  // where no file can be
  auto loaded = LoadConfiguration(nothing, {});
  const auto start = PrepareStart(nothing, {}, NobodyCalled);
  KnownSettings known{.defaults = loaded->configuration.file(), .in_use = start->used};
  for (const ToggleFact& toggle : loaded->release.toggles) known.toggles.push_back(toggle.name);
  return known;
}

// Why a start with this file ends; empty when it does not.
std::string ProblemOf(const std::string& path, const Environment& environment) {
  const auto start = PrepareStart({.config = path}, environment, NobodyCalled);
  if (start) return start->app.listen_problem;
  const std::string said = start.error().standard_error + start.error().standard_output;
  return said.empty() ? "the configuration is refused" : said.substr(0, said.find('\n'));
}

int Check(std::vector<std::string> words, const Environment& environment, std::ostream& out, std::ostream& err) {
  const bool as_json = TakeJson(words);
  if (words.size() != 1 || words[0].starts_with('-')) {
    err << kUsage;
    return 1;
  }
  const std::string& path = words[0];
  const auto file = Readable(path, err);
  if (!file) return 1;
  const auto findings = CheckFile(*file, Known());
  PrintFindings(out, path, findings, as_json);
  if (const std::string problem = ProblemOf(path, environment); !problem.empty()) {
    err << path << ": the server would not start: " << problem << "\n";
    return 1;
  }
  if (!as_json)
    out << path << ": " << findings.size() << " finding" << (findings.size() == 1 ? "" : "s")
        << "; the server would start\n";
  return 0;
}

}  // namespace

int RunConfigCommand(std::vector<std::string> words, const Environment& environment, std::ostream& out,
                     std::ostream& err) {
  const std::string command = words.empty() ? "" : words[0];
  if (!words.empty()) words.erase(words.begin());
  if (command == "show") return Show(std::move(words), environment, out, err);
  if (command == "check") return Check(std::move(words), environment, out, err);
  err << kUsage;
  return 1;
}

}  // namespace grafake::server
