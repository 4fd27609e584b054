#pragma once

#include <array>

#include "server/control/control_call.h"

namespace grafake::server {

inline constexpr auto kClockMembers = std::to_array<ControlMember>({
    {"now", "string", "The time that it shows from now on, 2026-03-01T09:00:00Z."},
    {"advance", "string", "How far it is moved: 30d, -1h30m."},
    {"frozen", "boolean", "True: it stands still. False: it goes on."},
    {"rate", "number", "Seconds that pass in one second, up to 1000000."},
    {"follow", "string", "system: it is the machine's clock again."},
});

[[nodiscard]] Response ShowClock(Control& control, const ControlCall& call);
[[nodiscard]] Response SetClock(Control& control, const ControlCall& call);

}  // namespace grafake::server
