#pragma once

#include <array>

#include "server/control/control_call.h"

namespace grafake::server {

inline constexpr auto kFaultMembers = std::to_array<ControlMember>({
    {"name", "string", "What it is called, in X-Grafake-Fault too. Left out: made."},
    {"when", "object", "Which requests meet it: method, route, caller, after (so many pass first), named."},
    {"times", "integer", "How many meet it. Left out: all."},
    {"do", "", "\"locked\", \"slow-cache\", or an object: apply (never, once, twice), then, delay."},
});

[[nodiscard]] Response AddFault(Control& control, const ControlCall& call);
[[nodiscard]] Response ListFaults(Control& control, const ControlCall& call);
[[nodiscard]] Response ShowFault(Control& control, const ControlCall& call);
[[nodiscard]] Response RemoveFault(Control& control, const ControlCall& call);
[[nodiscard]] Response ClearFaults(Control& control, const ControlCall& call);
[[nodiscard]] Response VerifyFaults(Control& control, const ControlCall& call);

}  // namespace grafake::server
