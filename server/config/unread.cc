#include "server/config/unread.h"

#include <algorithm>
#include <map>

#include "server/ascii.h"
#include "server/config/nearest.h"
#include "server/config/splitting.h"

namespace grafake::server {
namespace {

using UnreadKind = Finding::Kind;

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = UpperAscii(c);
  return upper;
}

// What the release's variables.txt says: names that are read, and what to do instead of the others.
struct OtherVariables {
  std::vector<std::string> read;
  std::map<std::string, std::string> advice;
};

OtherVariables ParseOtherVariables(std::string_view table) {
  OtherVariables others;
  for (const std::string& line : SplitWords(table, "\n")) {
    const auto name = line.find(' ') + 1;
    const auto end = std::min(line.find(' ', name), line.size());
    if (line.starts_with("read ")) others.read.push_back(line.substr(name, end - name));
    if (line.starts_with("other ")) others.advice[line.substr(name, end - name)] = line.substr(end + 1);
  }
  return others;
}

// Variable → the value of its key now.
std::map<std::string, std::string> KeyVariables(const Configuration& configuration) {
  std::map<std::string, std::string> values;
  for (const IniSection& section : configuration.file().sections()) {
    for (const IniKey& key : section.keys()) values.emplace(VariableName(section.name(), key.name), key.value);
  }
  return values;
}

// A toggle has no variable of its own as long as no file has its key.
std::string ToggleAdvice(const std::string& variable, const Release& release) {
  for (const ToggleFact& toggle : TogglesOf(release)) {
    if (variable == VariableName("feature_toggles", toggle.name))
      return "GF_FEATURE_TOGGLES_ENABLE=" + toggle.name + " turns it on";
  }
  return {};
}

std::vector<std::string> NamesIn(const std::map<std::string, std::string>& values, const OtherVariables& others) {
  std::vector<std::string> names = others.read;
  for (const auto& [name, value] : values) names.push_back(name);
  return names;
}

bool IsArgumentPath(const Configuration& configuration, const std::string& path) {
  return path.empty() || std::ranges::any_of(configuration.file().sections(), [&](const IniSection& section) {
           return std::ranges::any_of(section.keys(), [&](const IniKey& key) {
             return path == (section.name() == kTopSection ? key.name : section.name() + "." + key.name) ||
                    path == "default." + section.name() + "." + key.name;
           });
         });
}

std::vector<std::string> ArgumentPaths(const Configuration& configuration) {
  std::vector<std::string> paths;
  for (const IniSection& section : configuration.file().sections()) {
    for (const IniKey& key : section.keys())
      paths.push_back(section.name() == kTopSection ? key.name : section.name() + "." + key.name);
  }
  return paths;
}

}  // namespace

std::vector<Finding> FindUnreadVariables(const Configuration& configuration, const Release& release,
                                         const Environment& environment) {
  std::vector<Finding> findings;
  if (std::ranges::none_of(environment, [](const auto& item) { return UpperCase(item.first).starts_with("GF_"); }))
    return findings;
  const OtherVariables others = ParseOtherVariables(release.variables);
  const auto keys = KeyVariables(configuration);
  const auto names = NamesIn(keys, others);
  for (const auto& [name, value] : environment) {
    if (!UpperCase(name).starts_with("GF_") || std::ranges::find(others.read, name) != others.read.end()) continue;
    if (const auto key = keys.find(name); key != keys.end()) {
      if (value.empty() && !key->second.empty()) findings.push_back({.kind = UnreadKind::kEmptyVariable, .key = name});
      continue;
    }
    if (value.empty()) continue;
    const auto known = others.advice.find(name);
    const std::string advice = known == others.advice.end() ? ToggleAdvice(name, release) : known->second;
    findings.push_back({.kind = UnreadKind::kUnreadVariable,
                        .key = name,
                        .nearest = advice.empty() ? Nearest(name, names) : "",
                        .text = advice});
  }
  return findings;
}

std::vector<Finding> FindUnreadArguments(const Configuration& configuration,
                                         const std::vector<std::string>& arguments) {
  std::vector<Finding> findings;
  for (const std::string& argument : arguments) {
    if (!argument.starts_with("cfg:")) continue;
    const std::string path = argument.substr(4, argument.find('=') - 4);
    if (IsArgumentPath(configuration, path)) continue;
    const bool by_default = path.starts_with("default.");
    const std::string nearest = Nearest(by_default ? path.substr(8) : path, ArgumentPaths(configuration));
    findings.push_back({.kind = UnreadKind::kUnreadArgument,
                        .key = "cfg:" + path,
                        .nearest = nearest.empty() ? "" : (by_default ? "cfg:default." : "cfg:") + nearest});
  }
  return findings;
}

}  // namespace grafake::server
