#pragma once

#include "server/api/frontend_settings.h"
#include "server/config/configuration.h"
#include "server/releases/front_end_rules.h"

namespace grafake::server {

// Reads what the members that the rules name show and those of earlier releases do not.
void AddLaterMembers(FrontendSettings& f, Configuration& c, const FrontEndRules& rules);

}  // namespace grafake::server
