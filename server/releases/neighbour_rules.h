#pragma once

#include <string_view>

namespace grafake::server {

// What the home dashboard says of itself, beside what it says in every release.
enum class HomeTold {
  kAsHome,     // that it is the home dashboard, and not public
  kAsPrivate,  // by which names it is public: by none
  kPlainly,    // nothing
};

// What is said of dashboards and what belongs to them, where there are none. Obeyed by MountNeighbours.
struct NeighbourRules {
  bool shared_folder = false;          // who may not read every folder sees one that holds what others share with him
  bool elements_need_a_right = false;  // library.panels:read; otherwise it is enough to have signed in
  bool playlists_from_apis = false;    // the list is made where /apis is served, and looks as its answers do
  bool dashboards_by_id = true;        // there are routes that name a dashboard by its number
  // Folders and dashboards are resources of /apis: their ids are drawn, names are nobody's own, what stays as it was
  // is no new version, folders stand in folders, and what is told of them is told by their uids.
  bool documents_are_resources = false;
  std::string_view playlist_api = "v0alpha1";  // its version there
  HomeTold home = HomeTold::kAsHome;
};

}  // namespace grafake::server
