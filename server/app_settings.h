#pragma once

#include <tl/expected.hpp>

#include "server/app.h"
#include "server/config/feature_toggles.h"
#include "server/config/logging_settings.h"
#include "server/config/settings.h"
#include "server/releases/release.h"

namespace grafake::server {

// The log on standard output; the other modes of Grafana write elsewhere.
[[nodiscard]] LogSettings LogOf(const LoggingSettings& settings, LogForm form);

// Says in the words of each layer what the settings say in Grafana's: all but the log and what the command line adds.
[[nodiscard]] AppSettings AppSettingsOf(const Settings& settings, Configuration& configuration,
                                        const FeatureToggles& toggles, const Release& release);

}  // namespace grafake::server
