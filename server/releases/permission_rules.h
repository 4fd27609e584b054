#pragma once

namespace grafake::server {

// What the routes about permissions say. Obeyed by Instance, which mounts them, and by the apis of permissions on
// single objects.
struct PermissionRules {
  bool are_searched = false;   // there is a route that tells who may do a thing
  bool tell_accounts = false;  // descriptions say whether service accounts can be given a permission
  bool of_receivers = false;   // there is a description for the receivers of alerts
  bool scopes_are_looked_up_first =
      false;                           // what a path names by an id or name nobody has may not be touched by anybody
  bool folders_must_be_there = false;  // those of a folder that is not there are refused

  // Of folders and dashboards.
  bool documents_in_detail = false;  // annotations, silences, library elements and sub-folders are among what is given

  // Of service accounts and of teams.
  bool set_together = false;       // there is a route that sets those of many
  bool refused_by_reason = false;  // what is wrong with a permission is said, instead of that it could not be set
  bool told_by_uid = false;        // lists show the uids of those who hold some, and which of them are accounts
};

}  // namespace grafake::server
