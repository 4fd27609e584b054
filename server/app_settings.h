#pragma once

#include <tl/expected.hpp>

#include "server/app.h"
#include "server/config/feature_toggles.h"
#include "server/config/release.h"
#include "server/config/settings.h"

namespace grafake::server {

// Says in the words of each layer what the settings say in Grafana's.
[[nodiscard]] AppSettings AppSettingsOf(const Settings& settings, Configuration& configuration,
                                        const FeatureToggles& toggles, const Release& release);

}  // namespace grafake::server
