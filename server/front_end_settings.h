#pragma once

#include "server/api/frontend_settings.h"
#include "server/config/feature_toggles.h"
#include "server/config/settings.h"
#include "server/releases/release.h"

namespace grafake::server {

// What the settings say of what the release tells the front end: all but whether there is RBAC, which more decides.
[[nodiscard]] FrontendSettings FrontendOf(const Settings& settings, Configuration& configuration,
                                          const FeatureToggles& toggles, const Release& release);

}  // namespace grafake::server
