#pragma once

namespace grafake::server {

// Who may see what of dashboards and what belongs to them, where grafake has none. Obeyed by NeighboursApi.
struct NeighbourRules {
  bool shared_folder = false;           // who may not read every folder sees one that holds what was shared with him
  bool annotations_need_right = false;  // annotations:read; otherwise signing in is enough
  bool elements_need_right = false;     // library.panels:read; otherwise signing in is enough
  bool home_tells_itself = true;        // the meta of the home dashboard begins with isHome
};

// What the routes about permissions say. Obeyed by PermissionsApi, and by the apis of managed permissions.
struct PermissionRules {
  bool are_searched = false;          // there is a route that tells who may do a thing
  bool tell_accounts = false;         // descriptions say whether service accounts can be given a permission
  bool of_receivers = false;          // … and there is one of the receivers of alerts
  bool folders_sought_first = false;  // that a folder is not there is noticed before its permissions are read
};

}  // namespace grafake::server
