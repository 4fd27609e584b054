#include "server/config/doubtful.h"

#include <algorithm>

#include "server/config/feature_toggles.h"
#include "server/config/masking.h"
#include "server/config/nearest.h"

namespace grafake::server {
namespace {

using DoubtKind = Finding::Kind;

constexpr std::string_view kToggleSection = "feature_toggles";

// A toggle that is asked for, and the line of the file that does it.
struct AskedToggle {
  std::string name;
  int line;
};

// Nobody asked for what the defaults have.
std::vector<AskedToggle> AskedToggles(Configuration& c) {
  std::vector<AskedToggle> asked;
  const IniSection* section = c.file().FindSection(kToggleSection);
  if (section == nullptr) return asked;
  for (const IniKey& key : section->keys()) {
    const Origin origin = c.OriginOf(std::string(kToggleSection), key.name);
    if (origin.kind == Origin::Kind::kDefault) continue;
    const auto names = key.name == "enable" ? ToggleNames(c.Peek(kToggleSection, key.name)) : std::vector{key.name};
    for (const std::string& name : names) asked.push_back({name, origin.line});
  }
  return asked;
}

std::vector<std::string> NamesOfToggles(const std::vector<ToggleFact>& facts) {
  std::vector<std::string> names;
  for (const ToggleFact& fact : facts) names.push_back(fact.name);
  return names;
}

// The setting that an argument's path names; null when it is none.
std::optional<std::pair<std::string, std::string>> SettingAt(const Configuration& c, const std::string& path) {
  for (const IniSection& section : c.file().sections()) {
    for (const IniKey& key : section.keys()) {
      if (path == (section.name() == kTopSection ? key.name : section.name() + "." + key.name))
        return std::pair(section.name(), key.name);
    }
  }
  return std::nullopt;
}

bool HoldsSecret(const std::string& variable, const std::string& value, const MaskingRules& rules) {
  if (value.empty()) return false;
  return IsSecretName(variable, rules) ||
         (value.find('@') != std::string::npos && Masked(variable, value, rules).find(":xxxxx@") != std::string::npos);
}

}  // namespace

std::vector<Finding> FindToggles(Configuration& configuration, const Release& release) {
  std::vector<Finding> findings;
  const std::vector<ToggleFact> facts = TogglesOf(release);
  const bool production = configuration.Peek(kTopSection, "app_mode") == "production";
  for (const AskedToggle& asked : AskedToggles(configuration)) {
    const auto fact = std::ranges::find(facts, asked.name, &ToggleFact::name);
    Finding finding{.line = asked.line, .section = std::string(kToggleSection), .key = asked.name};
    if (fact == facts.end()) {
      finding.kind = DoubtKind::kUnknownToggle;
      finding.nearest = Nearest(asked.name, NamesOfToggles(facts));
    } else if (fact->needs_dev_mode && production) {
      finding.kind = DoubtKind::kClosedToggle;
    } else {
      continue;
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<Finding> FindUnsetVariables(const Configuration& configuration) {
  std::vector<Finding> findings;
  for (const auto& [section, key, variable] : configuration.unset()) {
    const Origin origin = configuration.OriginOf(section, key);
    findings.push_back({.kind = DoubtKind::kUnsetVariable,
                        .line = origin.kind == Origin::Kind::kFile ? origin.line : 0,
                        .section = section,
                        .key = key,
                        .text = variable});
  }
  return findings;
}

std::vector<Finding> FindFallenBack(const Configuration& configuration) {
  std::vector<Finding> findings;
  for (const FallenBack& fallen : configuration.fallen_back()) {
    const bool said = std::ranges::any_of(findings, [&](const Finding& finding) {
      return finding.section == fallen.section && finding.key == fallen.key;
    });
    if (said) continue;
    findings.push_back(
        {.kind = DoubtKind::kFellBack,
         .line = configuration.OriginOf(fallen.section, fallen.key).line,
         .section = fallen.section,
         .key = fallen.key,
         .text = "is \"" + fallen.value + "\", not " + fallen.wanted + "; " + fallen.instead + " is in force"});
  }
  return findings;
}

std::vector<Finding> FindShownSecrets(const Configuration& configuration, const std::vector<std::string>& arguments) {
  constexpr std::string_view kDefaultPrefix = "default.";
  std::vector<Finding> findings;
  for (const std::string& argument : arguments) {
    const auto equals = argument.find('=');
    if (!argument.starts_with("cfg:") || equals == std::string::npos) continue;
    const std::string path = argument.substr(4, equals - 4);
    const bool by_default = path.starts_with(kDefaultPrefix);
    const auto setting = SettingAt(configuration, by_default ? path.substr(kDefaultPrefix.size()) : path);
    if (!setting) continue;
    const std::string variable = VariableName(setting->first, setting->second);
    if (!HoldsSecret(variable, argument.substr(equals + 1), configuration.masking())) continue;
    findings.push_back({.kind = DoubtKind::kShownSecret,
                        .key = "cfg:" + path,
                        .nearest = variable,
                        .text = by_default ? "the list of processes" : "the list of processes and in the log"});
  }
  return findings;
}

}  // namespace grafake::server
