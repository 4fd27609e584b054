#include "server/config/file_check.h"

#include <algorithm>

#include "server/config/feature_toggles.h"
#include "server/config/nearest.h"

namespace grafake::server {
namespace {

using Kind = Finding::Kind;

// Sections whose keys everybody names himself.
bool IsFree(const std::string& section) {
  return section == "metrics.environment_info" || section.starts_with("plugin.");
}

std::vector<std::string> SectionNames(const IniFile& file) {
  std::vector<std::string> names;
  for (const IniSection& section : file.sections()) names.push_back(section.name());
  return names;
}

std::vector<std::string> KeyNames(const IniSection& section) {
  std::vector<std::string> names;
  for (const IniKey& key : section.keys()) names.push_back(key.name);
  return names;
}

class Check {
 public:
  explicit Check(const KnownSettings& known) : known_(known), defaults_(known.defaults) {}

  void Look(const IniSection& section) {
    LookForRepeated(section);
    if (section.keys().empty() || IsFree(section.name())) return;
    if (section.name() == "feature_toggles") return LookAtToggles(section);
    const IniSection* mine = defaults_.FindSection(section.name());
    if (mine == nullptr && !Inherits(section)) {
      const int line = section.keys().front().line;
      findings_.push_back(
          {Kind::kUnknownSection, line, section.name(), "", Nearest(section.name(), SectionNames(defaults_))});
      return;
    }
    for (const IniKey& key : section.keys()) LookAtKey(section.name(), key, mine);
  }

  std::vector<Finding> Findings() { return std::move(findings_); }

 private:
  void LookForRepeated(const IniSection& section) {
    for (const IniKey& key : section.keys()) {
      if (key.replaced != 0)
        findings_.push_back({.kind = Kind::kSetAgain,
                             .line = key.replaced,
                             .section = section.name(),
                             .key = key.name,
                             .text = std::to_string(key.line)});
    }
  }

  // A section of its own making may still set keys of the section above it.
  bool Inherits(const IniSection& section) {
    return std::ranges::any_of(
        section.keys(), [&](const IniKey& key) { return defaults_.Lookup(section.name(), key.name) != nullptr; });
  }

  void LookAtKey(const std::string& section, const IniKey& key, const IniSection* mine) {
    if (InUse(section, key.name)) return;
    const bool known = defaults_.Lookup(section, key.name) != nullptr;
    findings_.push_back({known ? Kind::kNoEffect : Kind::kUnknownKey, key.line, section, key.name,
                         known || mine == nullptr ? "" : Nearest(key.name, KeyNames(*mine))});
  }

  // What a section does not have is looked for in the sections above it.
  bool InUse(const std::string& section, const std::string& key) {
    for (std::string owner = section;;) {
      if (known_.in_use.contains({owner, key})) return true;
      const auto dot = owner.rfind('.');
      if (dot == std::string::npos) return false;
      owner.erase(dot);
    }
  }

  void LookAtToggles(const IniSection& section) {
    for (const IniKey& key : section.keys()) {
      if (key.name == "enable") {
        LookAtList(key);
      } else {
        LookAtToggle(key.name, key.line);
      }
    }
  }

  void LookAtList(const IniKey& key) {
    for (const std::string& toggle : ToggleNames(key.value)) LookAtToggle(toggle, key.line);
  }

  void LookAtToggle(const std::string& name, int line) {
    if (std::ranges::find(known_.toggles, name) != known_.toggles.end()) return;
    findings_.push_back({Kind::kUnknownToggle, line, "feature_toggles", name, Nearest(name, known_.toggles)});
  }

  const KnownSettings& known_;
  IniFile defaults_;  // looking things up is no const matter
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> CheckFile(const IniFile& file, const KnownSettings& known) {
  Check check(known);
  for (const IniSection& section : file.sections()) check.Look(section);
  auto findings = check.Findings();
  std::ranges::stable_sort(findings, {}, &Finding::line);
  return findings;
}

std::string Sentence(const Finding& finding) {
  const std::string guess = Guess(finding.nearest);
  switch (finding.kind) {
    case Kind::kUnknownSection:
      return "unknown section [" + finding.section + "]" + Guess(finding.nearest, "[", "]");
    case Kind::kUnknownKey:
      return "unknown key [" + finding.section + "] " + finding.key + guess;
    case Kind::kUnknownToggle:
      return "unknown feature toggle " + finding.key + guess;
    case Kind::kUnreadVariable:
      return "nothing reads the variable " + finding.key + (finding.text.empty() ? guess : ": " + finding.text);
    case Kind::kEmptyVariable:
      return "the variable " + finding.key +
             " is empty, which counts as not set; a cfg: argument can empty the setting";
    case Kind::kSetAgain:
      return "[" + finding.section + "] " + finding.key + " is set again in line " + finding.text +
             ", so this line has no effect";
    case Kind::kUnsetVariable:
      return "[" + finding.section + "] " + finding.key + " asks for the variable " + finding.text +
             ", which is not set: nothing stands in its place";
    case Kind::kUnreadArgument:
      return "no setting has the path of " + finding.key + guess;
    case Kind::kNotThere:
      return finding.key + " does not exist";
    case Kind::kClosedToggle:
      return "the feature toggle " + finding.key + " stays off while app_mode is production";
    case Kind::kFellBack:
      return "[" + finding.section + "] " + finding.key + " " + finding.text;
    case Kind::kShownSecret:
      return "the value of " + finding.key + " can be read in " + finding.text + "; set " + finding.nearest + " or " +
             finding.nearest + "__FILE instead";
    case Kind::kNotServed:
      return (finding.section.empty() ? finding.key : "[" + finding.section + "] " + finding.key) +
             " asks for something that is not served here: " + finding.text;
    case Kind::kNoEffect:
      break;
  }
  return "[" + finding.section + "] " + finding.key + " has no effect here";
}

}  // namespace grafake::server
