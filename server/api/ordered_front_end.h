#pragma once

#include <string>

#include "server/api/frontend_settings.h"
#include "server/domain/principal.h"

namespace grafake::server {

// The front end's settings for that caller, with the members and in the order that the release names: settings.rules.
[[nodiscard]] std::string OrderedFrontEnd(const FrontendSettings& settings, const Principal& caller);

// Its member dateFormats, which other settings do not have.
[[nodiscard]] std::string DateFormatsJson(const FrontendSettings& settings);

}  // namespace grafake::server
