#pragma once

#include <tl/expected.hpp>

#include "server/config/configuration.h"
#include "server/config/dial.h"
#include "server/config/logging_settings.h"
#include "server/releases/log_rules.h"

namespace grafake::server {

// What the configuration says of the log, whether it can be opened or not. Without rules, those of most releases.
[[nodiscard]] LoggingSettings ReadLogging(Configuration& configuration, const LogRules& rules = {});

// Whether the log can be opened: each mode in its turn, as Grafana opens them. A log file that cannot be made stops
// nothing there; a syslog that cannot be reached does.
[[nodiscard]] tl::expected<void, StartError> CheckLogging(Configuration& configuration, const LoggingSettings& log,
                                                          const Dial& dial);

}  // namespace grafake::server
