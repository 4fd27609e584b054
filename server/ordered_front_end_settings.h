#pragma once

#include "server/api/frontend_settings.h"
#include "server/config/configuration.h"
#include "server/releases/front_end_rules.h"

namespace grafake::server {

// Reads what is shown only where the members have an order of their own: what one key alone says becomes `plain`.
void AddOrderedMembers(FrontendSettings& f, Configuration& c, const FrontEndRules& rules);

}  // namespace grafake::server
