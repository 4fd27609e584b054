#pragma once

namespace grafake::server {

// What the routes about permissions say. Obeyed by Instance, which mounts them, and by the apis of permissions on
// single objects.
struct PermissionRules {
  bool are_searched = false;           // there is a route that tells who may do a thing
  bool tell_accounts = false;          // descriptions say whether service accounts can be given a permission
  bool of_receivers = false;           // there is a description for the receivers of alerts
  bool folders_must_be_there = false;  // those of a folder that is not there are refused
};

}  // namespace grafake::server
