#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/config/configuration.h"
#include "server/releases/release.h"

namespace grafake::server {

// The names in a list of toggles. Commas count as blanks; any run of blanks parts two names.
[[nodiscard]] std::vector<std::string> ToggleNames(std::string list);

// The feature toggles of one Grafana: decided once, at the start.
class FeatureToggles {
 public:
  // The error (standard error) is about a toggle's own key whose value is no boolean of Go's, where that has to be
  // one.
  [[nodiscard]] static tl::expected<FeatureToggles, StartError> Read(Configuration& configuration,
                                                                     const Release& release);

  [[nodiscard]] bool IsOn(std::string_view name) const;
  // Those that are on, sorted; also unknown ones.
  [[nodiscard]] std::vector<std::string> Enabled() const;
  // Every known or named toggle: what /metrics shows. Some releases leave out those that its gate hides.
  [[nodiscard]] const std::map<std::string, bool, std::less<>>& all() const { return states_; }

 private:
  std::map<std::string, bool, std::less<>> states_;
};

}  // namespace grafake::server
