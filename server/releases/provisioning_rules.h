#pragma once

#include <string_view>

namespace grafake::server {

// How files below [paths] provisioning are taken. Obeyed by DataSourceProvisioning.
struct ProvisioningRules {
  std::string_view org_missing = "organization not found";  // {} stands for the org's id
};

}  // namespace grafake::server
