#pragma once

#include <string>
#include <tl/expected.hpp>

#include "server/provisioning/provisioning_settings.h"
#include "server/releases/provisioning_rules.h"

namespace grafake::server {

// The files below provisioning/plugins: the apps that they name must be installed, and grafake has none. The error is
// as DataSourceProvisioning's.
[[nodiscard]] tl::expected<void, std::string> ProvisionApps(const ProvisioningSettings& settings,
                                                            const ProvisioningRules& rules);

// Those below provisioning/notifiers: they must be YAML. Nothing is made of them.
[[nodiscard]] tl::expected<void, std::string> ProvisionNotifiers(const ProvisioningSettings& settings,
                                                                 const ProvisioningRules& rules);

}  // namespace grafake::server
