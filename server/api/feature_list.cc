#include "server/api/feature_list.h"

#include <algorithm>
#include <cstdint>

#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr std::string_view kFeatureVersion = "featuretoggle.grafana.app/v0alpha1";

// Calls `take` with each feature until that returns false.
template <class Take>
void ForEachFeature(std::string_view lines, Take take) {
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    if (line.starts_with('{') && !take(line)) return;
  }
}

// What stands behind `"name":"` in it, up to the next quote: neither has an escape.
std::string_view TextIn(std::string_view feature, std::string_view name) {
  const auto at = feature.find(name);
  if (at == std::string_view::npos) return {};
  feature.remove_prefix(at + name.size());
  return feature.substr(0, feature.find('"'));
}

}  // namespace

std::string FeatureListJson(std::string_view lines) {
  std::string items;
  std::string_view newest;  // all versions have as many digits
  ForEachFeature(lines, [&](std::string_view feature) {
    (items += items.empty() ? "" : ",") += feature;
    newest = std::max(newest, TextIn(feature, R"("resourceVersion":")"));
    return true;
  });
  JsonWriter json;
  json.BeginObject().Member("kind", "FeatureList").Member("apiVersion", kFeatureVersion);
  json.Key("metadata").BeginObject().Member("resourceVersion", newest).EndObject();
  json.Key("items").Raw("[" + items + "]").EndObject();
  return json.Take() + "\n";
}

std::string FeatureJson(std::string_view lines, std::string_view name) {
  std::string text;
  ForEachFeature(lines, [&](std::string_view feature) {
    if (TextIn(feature, R"("name":")") != name) return true;
    JsonWriter json;
    json.BeginObject().Member("kind", "Feature").Member("apiVersion", kFeatureVersion).EndObject();
    text = json.Take();
    text.back() = ',';
    (text += feature.substr(1)) += "\n";
    return false;
  });
  return text;
}

}  // namespace grafake::server
