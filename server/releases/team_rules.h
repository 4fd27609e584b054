#pragma once

namespace grafake::server {

// Who belongs to a team, and what is said of it. Obeyed by TeamStore, TeamsApi and TeamMembersApi.
struct TeamRules {
  bool accounts_join_what_they_make = true;  // with RBAC, as users do
  bool last_admin_stays = true;              // nobody removes or demotes him
  bool with_uid = false;                     // answers show the uid of each
};

}  // namespace grafake::server
