#pragma once

#include "server/command_line.h"
#include "server/config/configuration.h"
#include "server/control/world_wish.h"

namespace grafake::server {

// Makes what worlds need that are opened beside the main one: the same command line, files and variables, but what a
// wish says otherwise. A setting that no release has is refused.
[[nodiscard]] MakeWorldSettings WorldSettingsLike(const CommandLine& line, const Environment& environment);

}  // namespace grafake::server
