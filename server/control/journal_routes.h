#pragma once

#include <array>

#include "server/control/control_call.h"

namespace grafake::server {

inline constexpr auto kJournalQuery = std::to_array<ControlMember>({
    {"since", "integer", "Only requests with a higher id: \"last\" of an answer before."},
    {"route", "string",
     "A pattern, \"/api/teams/:teamId\", whatever its parameters are called, or with its method, \"GET /api/org\"; "
     "empty: of no route."},
    {"status", "string", "\"403\", or \"4xx\"."},
    {"caller", "string", "A login, the name of a service account, of its token, or of an API key."},
    {"limit", "integer", "So many at most: the first above since, or without that the last."},
    {"wait", "string", "\"5s\": so long, a minute at most, the answer waits for as many as count says."},
    {"count", "integer", "1 where it is left out."},
});

// The last requests of a world, with what was answered; secrets have been replaced by names.
[[nodiscard]] Response ListRequests(Control& control, const ControlCall& call);
[[nodiscard]] Response ArchiveRequests(Control& control, const ControlCall& call);
[[nodiscard]] Response ForgetRequests(Control& control, const ControlCall& call);

}  // namespace grafake::server
