#pragma once

#include <array>

#include "server/control/control_call.h"

namespace grafake::server {

inline constexpr auto kResetMembers = std::to_array<ControlMember>({
    {"keep", "array", "What stays as it is: \"clock\", \"faults\"."},
});

[[nodiscard]] Response ResetWorld(Control& control, const ControlCall& call);
[[nodiscard]] Response ListSnapshots(Control& control, const ControlCall& call);
[[nodiscard]] Response TakeSnapshot(Control& control, const ControlCall& call);
[[nodiscard]] Response RestoreSnapshot(Control& control, const ControlCall& call);
[[nodiscard]] Response DropSnapshot(Control& control, const ControlCall& call);

}  // namespace grafake::server
