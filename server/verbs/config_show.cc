#include <iostream>

#include "server/config/masking.h"
#include "server/json/indent.h"
#include "server/json/writer.h"
#include "server/remarks.h"
#include "server/start.h"
#include "server/verbs/config_verbs.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {
namespace {

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
                          Masked(VariableName(section.name(), key.name), configuration.Peek(section.name(), key.name),
                                 configuration.masking()),
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

void PrintJson(const std::vector<Setting>& settings) {
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
  std::cout << IndentJson(json.EndArray().Take()) << "\n";
}

// An ini file that says in comments where each value comes from.
void PrintText(const std::vector<Setting>& settings) {
  std::string section = std::string(kTopSection);
  for (const Setting& setting : settings) {
    if (setting.section != section) std::cout << "\n[" << setting.section << "]\n";
    section = setting.section;
    const std::string text = setting.key + " = " + setting.value;
    std::cout << text << std::string(text.size() < 48 ? 48 - text.size() : 2, ' ') << "; " << Where(setting.origin)
              << "\n";
  }
}

// What the start would say of it: comments in the file, or beside the JSON.
void PrintRemarks(const std::vector<std::string>& ignored, const std::vector<Finding>& findings, bool as_json) {
  std::ostream& out = as_json ? std::cerr : std::cout;
  const std::string mark = as_json ? "grafake: " : "; ";
  if (!as_json && !(ignored.empty() && findings.empty())) out << "\n";
  for (const std::string& sentence : ignored) out << mark << sentence << "\n";
  for (const Finding& finding : findings) out << mark << Sentence(finding) << "\n";
}

}  // namespace

int ShowConfiguration(std::vector<std::string> words, const Environment& environment) {
  const bool as_json = TakeJsonFlag(words);
  const auto line = ParseCommandLine(words);
  if (!line) {
    std::cerr << line.error() << "\n" << FindVerb("config")->usage;
    return kExitFailed;
  }
  const auto ignored = IgnoredWords(*line);
  if (!ignored) return Refuse({.standard_error = "grafake: " + ignored.error() + "\n"});
  auto loaded = LoadConfiguration(*line, environment);
  if (!loaded) return Refuse(loaded.error());
  const auto settings = SettingsOf(loaded->configuration);
  if (as_json) {
    PrintJson(settings);
  } else {
    PrintText(settings);
  }
  PrintRemarks(*ignored, FindRemarks(*loaded, *line, environment), as_json);
  return kExitOk;
}

}  // namespace grafake::server
