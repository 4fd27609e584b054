#include "server/config/feature_toggles.h"

#include "server/blanks.h"
#include "server/config/go_quote.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

constexpr std::string_view kToggles = "feature_toggles";

}  // namespace

std::vector<std::string> ToggleNames(std::string list) {
  for (char& c : list) c = c == ',' ? ' ' : c;
  std::vector<std::string> names;
  std::string_view rest = TrimBlanks(list);
  while (!rest.empty()) {
    std::size_t length = 0;
    while (length < rest.size() && TrimLeadingBlanks(rest.substr(length)).size() == rest.size() - length) ++length;
    names.emplace_back(rest.substr(0, length));
    rest = TrimLeadingBlanks(rest.substr(length));
  }
  return names;
}

tl::expected<FeatureToggles, StartError> FeatureToggles::Read(Configuration& configuration, const Release& release) {
  FeatureToggles toggles;
  const std::vector<ToggleFact> facts = TogglesOf(release);
  for (const ToggleFact& fact : facts) toggles.states_[fact.name] = fact.on_by_registry;
  for (const std::string& name : ToggleNames(configuration.Text(kToggles, "enable"))) toggles.states_[name] = true;
  const IniSection* section = configuration.file().FindSection(kToggles);
  if (section != nullptr) {
    for (const IniKey& key : section->keys()) {
      if (key.name == "enable") continue;
      const auto state = ParseGoBoolean(key.value);
      if (!state && !release.typed_toggles) {
        return tl::unexpected(
            StartError{.message = "strconv.ParseBool: parsing " + GoQuote(key.value) + ": invalid syntax",
                       .setting = {std::string(kToggles), key.name}});
      }
      toggles.states_[key.name] = state.value_or(false);
    }
  }
  const bool production = configuration.Text(kTopSection, "app_mode", "development") == "production";
  for (const ToggleFact& fact : facts) {
    if (!fact.needs_dev_mode || !production) continue;
    toggles.states_[fact.name] = false;
    if (!release.gated_toggles_counted) toggles.states_.erase(fact.name);
  }
  return toggles;
}

bool FeatureToggles::IsOn(std::string_view name) const {
  const auto found = states_.find(name);
  return found != states_.end() && found->second;
}

std::vector<std::string> FeatureToggles::Enabled() const {
  std::vector<std::string> names;
  for (const auto& [name, on] : states_) {
    if (on) names.push_back(name);
  }
  return names;
}

}  // namespace grafake::server
