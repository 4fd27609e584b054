#pragma once

namespace grafake::server {

// Who belongs to a team. Obeyed by TeamStore and TeamsApi.
struct TeamRules {
  bool accounts_join_what_they_make = true;  // with RBAC, as users do
  bool last_admin_stays = true;              // nobody removes or demotes him
};

}  // namespace grafake::server
