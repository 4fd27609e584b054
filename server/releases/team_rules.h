#pragma once

namespace grafake::server {

// Who belongs to a team, and what is said of it. Obeyed by Teams, TeamStore, the apis of teams, and FileTermsOf.
struct TeamRules {
  bool accounts_join_what_they_make = true;  // with RBAC, as users do
  bool last_admin_stays = true;              // nobody removes or demotes him
  bool with_uid = false;                     // answers show the uid of each
  bool short_uids = false;                   // those of new ones are as users', and shown to who makes one
  bool any_level_is_one = false;             // of a member: whatever is not the admins' is the members'
  bool members_set_together = false;         // there is a route that sets all of them, by email
  bool found_by_ids = false;                 // ?teamId= finds these, though all are counted
  bool with_provisioning = false;            // whether another system has made it
  bool members_with_uids = false;            // members show that of the user and that of the membership
  bool sought_first = false;                 // what is to be changed is read first, and missed then
};

}  // namespace grafake::server
