#pragma once

#include <string_view>

namespace grafake::server {

// How files below [paths] provisioning are taken. Obeyed by Provisioning.
struct ProvisioningRules {
  std::string_view org_missing = "organization not found";  // {} stands for the org's id
  int failure_lines = 1;                                    // how often the log says why files are not taken
  bool notifiers = true;                                    // channels of the first alerting are among them
};

}  // namespace grafake::server
