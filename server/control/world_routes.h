#pragma once

#include <array>

#include "server/control/control_call.h"

namespace grafake::server {

inline constexpr auto kWorldMembers = std::to_array<ControlMember>({
    {"name", "string", "Letters, digits, '-', '_' and '.'; left out: one is chosen."},
    {"release", "string", "As --release takes it; left out: the one that the program was started with."},
    {"settings", "object", "Sections of settings, each an object of keys, beside those of the program."},
    {"seed", "object", "What it begins with: see /_grafake/seed."},
    {"lease_seconds", "number", "The world ends when no request has come for so long; left out: it stays."},
});

[[nodiscard]] Response ListWorlds(Control& control, const ControlCall& call);
[[nodiscard]] Response OpenWorld(Control& control, const ControlCall& call);
[[nodiscard]] Response ShowWorld(Control& control, const ControlCall& call);
[[nodiscard]] Response CloseWorld(Control& control, const ControlCall& call);

}  // namespace grafake::server
