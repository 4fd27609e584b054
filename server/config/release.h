#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

struct ToggleFact {
  std::string name;
  bool on_by_registry = false;
  bool needs_dev_mode = false;
};

// What is true of one release of Grafana, as values: whoever depends on the release asks here, nobody compares
// versions.
struct Release {
  std::string_view name;        // "9.0": what --release takes
  std::string_view version;     // "9.0.9"
  std::string_view defaults;    // the text of its defaults.ini
  std::string_view reads;       // what its code reads of them; see ShownConfiguration
  std::string_view not_served;  // what it has and grafake has not; see FindNotServed
  std::string_view variables;   // what is read beside the keys; see FindUnreadVariables
  std::vector<ToggleFact> toggles;
};

// Null for a release that is not served.
[[nodiscard]] const Release* FindRelease(std::string_view name);

// The names that FindRelease knows, for messages: "9.0".
[[nodiscard]] std::string ReleaseNames();

}  // namespace grafake::server
