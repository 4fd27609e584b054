#pragma once

#include <string>

#include "server/api/frontend_settings.h"

namespace grafake::server {

// GET /api/frontend/assets, where the release has it: digests by which a front end that runs for long notices that it
// is out of date. `no_flag` is among the feature toggles of the settings, and none.
void MountFrontEndAssets(Router& router, const Answers& answers, const FrontendSettings& settings,
                         std::string_view no_flag);

}  // namespace grafake::server
