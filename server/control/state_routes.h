#pragma once

#include <array>

#include "server/control/control_call.h"

namespace grafake::server {

inline constexpr auto kResetMembers = std::to_array<ControlMember>({
    {"keep", "array", "What stays as it is: \"clock\", \"faults\", \"journal\"."},
});

inline constexpr auto kSeedMembers = std::to_array<ControlMember>({
    {"clock", "string", "The world's clock, running on from there; or an object: at, frozen."},
    {"replace", "boolean", "true: what the world holds goes first, people and orgs included."},
    {"orgs", "array", "Each with name."},
    {"users", "array", "Each with login, password, email, name, orgs (name: role), grafana_admin, disabled, theme."},
    {"teams", "array", "Each with name, email, org, members (a login, or login and permission)."},
    {"service_accounts", "array",
     "Each with name, org, role, disabled, tokens (name, key, created, expires, last_used)."},
    {"api_keys", "array", "Each with name, org, role, key, created, expires, last_used."},
    {"data_sources", "array", "Each in the words of Grafana's provisioning files, and org."},
    {"playlists", "array", "Each with name, org, uid, interval, items (type, value, title, order)."},
    {"folders", "array",
     "Each with title, uid, org, permissions (user, team or role, and permission: View, Edit, Admin), stars (logins), "
     "created_by."},
    {"dashboards", "array",
     "Each with dashboard (its JSON), folder (a uid or title), tags, org, message, permissions, stars, created_by."},
});

[[nodiscard]] Response PlantSeed(Control& control, const ControlCall& call);
[[nodiscard]] Response ShowState(Control& control, const ControlCall& call);
[[nodiscard]] Response ResetWorld(Control& control, const ControlCall& call);
[[nodiscard]] Response ListSnapshots(Control& control, const ControlCall& call);
[[nodiscard]] Response TakeSnapshot(Control& control, const ControlCall& call);
[[nodiscard]] Response RestoreSnapshot(Control& control, const ControlCall& call);
[[nodiscard]] Response DropSnapshot(Control& control, const ControlCall& call);

}  // namespace grafake::server
