#include "server/config/shown_settings.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "server/ascii.h"
#include "server/config/masking.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

// One read of the code: what it asks for, as what, and what it takes when that does not fit.
struct Read {
  std::string section;
  std::string key;
  std::string kind;  // text, bool, int, duration, long (a duration with days), plain (no fallback), level, is (whether
                     // it is that word)
  std::string fallback;
  bool late = false;  // only when the front end's settings are asked for
};

std::string TakeWord(std::string_view& line) {
  const auto end = std::min(line.find(' '), line.size());
  std::string word(line.substr(0, end));
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

std::vector<Read> ParseReads(std::string_view text) {
  std::vector<Read> reads;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line[0] == '#') continue;
    Read read;
    const std::string path = TakeWord(line);
    read.section = path.substr(0, path.rfind('.'));
    read.key = path.substr(path.rfind('.') + 1);
    read.kind = TakeWord(line);
    read.late = read.kind == "late";
    if (read.late) read.kind = "bool";
    read.fallback = line;
    reads.push_back(std::move(read));
  }
  return reads;
}

// False: Grafana's code puts its fallback in the value's place.
bool Fits(const std::string& kind, const std::string& value) {
  if (kind == "plain") return true;
  if (kind == "bool") return ParseIniBoolean(value).has_value();
  if (kind == "int") return ParseGoInteger(value).has_value();
  if (kind == "duration") return ParseGoDuration(value).has_value();
  return !value.empty();
}

// The level of a log mode that has none of its own is the general one, in lower case; without logs nobody asks.
void ApplyLevel(Configuration& configuration, const Read& read) {
  if (!configuration.Boolean("log", "enabled", true)) return;
  IniSection& section = configuration.file().Section(read.section);
  IniKey* key = section.Find(read.key);
  if (key == nullptr) key = &section.Set(read.key, "", 0);
  if (!key->value.empty()) return;
  key->value = LowerText(configuration.Text("log", "level", "info"));
}

void Apply(Configuration& configuration, const Read& read) {
  if (read.kind == "level") return ApplyLevel(configuration, read);
  IniKey* key = configuration.file().Lookup(read.section, read.key);
  if (key == nullptr) key = &configuration.file().Section(read.section).Set(read.key, "", 0);
  const std::string value = configuration.Text(read.section, read.key);
  if (read.kind == "is") key->value = value == read.fallback ? "true" : "false";
  if (!Fits(read.kind, value)) key->value = read.fallback;
}

ShownConfiguration::Sections Snapshot(const Configuration& configuration) {
  ShownConfiguration::Sections sections;
  for (const IniSection& section : configuration.file().sections()) {
    if (section.name() == "grafake") continue;
    auto& keys = sections[section.name()];
    for (const IniKey& key : section.keys()) {
      keys[key.name] = Masked(VariableName(section.name(), key.name), key.value, configuration.masking());
    }
  }
  return sections;
}

std::string WithPlace(std::string text, std::string_view name, const std::string& place) {
  const auto at = text.find(name);
  return at == std::string::npos ? text : text.replace(at, name.size(), place);
}

}  // namespace

ShownConfiguration::ShownConfiguration(Configuration& configuration, std::string_view reads,
                                       const std::string& home_path) {
  std::vector<Read> all = ParseReads(reads);
  const std::string data = (std::filesystem::path(home_path) / configuration.Peek("paths", "data")).lexically_normal();
  for (Read& read : all) {
    read.fallback = WithPlace(WithPlace(read.fallback, "{{home}}", home_path), "{{data}}", data);
    if (!read.late) Apply(configuration, read);
  }
  sections_ = Snapshot(configuration);
  for (const Read& read : all) {
    if (!read.late) continue;
    (void)configuration.LateText(read.section, read.key);
    Apply(configuration, read);
  }
  after_front_end_ = Snapshot(configuration);
}

const ShownConfiguration& ShownWhenAsked::Get() {
  std::call_once(made_, [this] { shown_.emplace(configuration_, reads_, home_path_); });
  return *shown_;
}

}  // namespace grafake::server
