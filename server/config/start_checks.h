#pragma once

#include <tl/expected.hpp>

#include "server/config/configuration.h"
#include "server/config/dial.h"
#include "server/releases/alerting_rules.h"

namespace grafake::server {

// Settings that mean nothing to grafake but end Grafana's start when they are wrong, in the order in which Grafana
// comes to them. The first two before it knows how long sessions last, the others after that.
[[nodiscard]] tl::expected<void, StartError> CheckCdnAndInvites(Configuration& configuration);
[[nodiscard]] tl::expected<void, StartError> CheckUnusedSettings(Configuration& configuration,
                                                                 const AlertingRules& alerting);

// The same for what Grafana finds out when all settings are read and logged, and its services begin.
[[nodiscard]] tl::expected<void, StartError> CheckServices(Configuration& configuration, const Dial& dial);

}  // namespace grafake::server
