#include "server/config/not_served.h"

#include <algorithm>
#include <filesystem>

#include "server/config/splitting.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

// A line of the table.
struct Feature {
  std::string path;  // "section.key", or "path/subfolder"
  std::string condition;
  std::string what;
};

std::vector<Feature> ParseFeatures(std::string_view table) {
  std::vector<Feature> features;
  for (const std::string& line : SplitWords(table, "\n")) {
    const auto first = line.find(' ');
    const auto second = line.find(' ', first + 1);
    if (line[0] == '#') continue;
    features.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  return features;
}

bool Holds(const std::string& condition, const std::string& value) {
  if (condition == "on") return ParseIniBoolean(value).value_or(false);
  if (condition == "off") return !ParseIniBoolean(value).value_or(true);
  if (condition == "set") return !value.empty();
  const std::string word = condition.substr(4);  // behind "has:" or "not:"
  if (condition.starts_with("not:")) return !value.empty() && value != word;
  const auto words = SplitWords(value, ", ");
  return std::ranges::find(words, word) != words.end();
}

bool IsProvisioning(const fs::directory_entry& entry) {
  const std::string extension = entry.path().extension().string();
  return (extension == ".yaml" || extension == ".yml") && entry.path().filename() != "sample.yaml";
}

bool HasEntries(const fs::path& folder, const std::string& kind) {
  std::error_code error;
  if (kind == "exists") return fs::exists(folder, error);
  for (auto entries = fs::directory_iterator(folder, error); !error && entries != fs::directory_iterator();
       entries.increment(error)) {
    if (kind == "folders" ? entries->is_directory(error) : IsProvisioning(*entries)) return true;
  }
  return false;
}

// "provisioning/datasources" below [paths] provisioning, "home/conf" below the home path.
fs::path PlaceOf(const std::string& path, Configuration& configuration, const fs::path& home) {
  const auto slash = path.find('/');
  const std::string name = path.substr(0, slash);
  return (name == "home" ? home : home / configuration.Peek("paths", name)) / path.substr(slash + 1);
}

Finding NotServed(const std::string& section, const std::string& key, const std::string& what, int line = 0) {
  return {.kind = Finding::Kind::kNotServed, .line = line, .section = section, .key = key, .text = what};
}

}  // namespace

std::vector<Finding> FindNotServed(Configuration& configuration, std::string_view table, const std::string& home_path) {
  std::vector<Finding> findings;
  for (const Feature& feature : ParseFeatures(table)) {
    if (feature.path.find('/') != std::string::npos) {
      const fs::path place = PlaceOf(feature.path, configuration, home_path);
      if (HasEntries(place, feature.condition)) findings.push_back(NotServed("", place.string(), feature.what));
      continue;
    }
    const std::string section = feature.path.substr(0, feature.path.rfind('.'));
    const std::string key = feature.path.substr(feature.path.rfind('.') + 1);
    const Origin origin = configuration.OriginOf(section, key);
    if (origin.kind != Origin::Kind::kDefault && Holds(feature.condition, configuration.Peek(section, key)))
      findings.push_back(NotServed(section, key, feature.what, origin.line));
  }
  return findings;
}

}  // namespace grafake::server
