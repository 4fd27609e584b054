#pragma once

#include <string_view>

namespace grafake::server {

// How files below [paths] provisioning are taken. Obeyed by Provisioning.
struct ProvisioningRules {
  std::string_view org_missing = "organization not found";  // {} stands for the org's id
  int failure_lines = 1;                                    // how often the log says why files are not taken
  std::string_view failed_start = "{}";  // how a start ends that they end, but those of dashboards; {} stands for why
  bool notifiers = true;                 // channels of the first alerting are among them
  bool alerting = false;                 // there are files for the alerting that came after it

  // Of dashboards.
  bool dashboards_logged = true;      // a start that they end is told by the log; else as any other
  bool dashboards_may_crash = false;  // files without a version and providers without a path end a start in a panic
  bool watchers_told = false;         // who waits for a folder that is not there says so, too
  bool folder_by_uid = false;         // a provider's folder is known by its uid, if it has one; else by its name
  bool folder_is_marked = false;      // … and it shows that it was made for files
  bool keeps_folder = false;          // a folder with dashboards from files cannot be deleted
  bool change_releases = false;       // who may change a dashboard from a file takes it from the file
};

}  // namespace grafake::server
