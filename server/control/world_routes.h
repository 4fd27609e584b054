#pragma once

#include <array>

#include "server/control/control_call.h"

namespace grafake::server {

inline constexpr auto kWorldMembers = std::to_array<ControlMember>({
    {"name", "string", "Letters, digits, '-', '_' and '.'; left out: one is chosen."},
    {"release", "string", "As --release takes it; left out: the one that the program was started with."},
    {"settings", "object", "Sections of settings, each an object of keys, beside those of the program."},
    {"seed", "", "What it begins with: an object as /_grafake/seed takes it, or the text of a file, in YAML or JSON."},
    {"clock", "",
     "What its clock shows first, \"2026-03-01T09:00:00Z\" or {at, frozen}; in the place of the seed's own."},
    {"snapshot", "string", "The name of a snapshot of the main world that it begins with; the seed comes on top."},
    {"deterministic", "integer", "Ids, uids, secrets and cookies are the same in every run with this number."},
    {"listen", "boolean", "false: no port of its own, but a path below the main url."},
    {"lease_seconds", "number", "The world ends when no request has come for so long; left out: it stays."},
});

[[nodiscard]] Response ListWorlds(Control& control, const ControlCall& call);
[[nodiscard]] Response OpenWorld(Control& control, const ControlCall& call);
[[nodiscard]] Response ShowWorld(Control& control, const ControlCall& call);
[[nodiscard]] Response CloseWorld(Control& control, const ControlCall& call);

}  // namespace grafake::server
