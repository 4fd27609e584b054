#pragma once

#include <string_view>

namespace grafake::server {

// How files below [paths] provisioning are taken. Obeyed by Instance and
// DataSourceProvisioning.
struct ProvisioningRules {
  std::string_view org_missing = "organization not found";  // {} stands for the org's id
  bool notifiers = true;                                    // channels of the first alerting are among them
};

}  // namespace grafake::server
