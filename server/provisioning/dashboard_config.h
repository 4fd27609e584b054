#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/provisioning/data_source_file.h"

namespace grafake::server {

// Where dashboards come from, as a file below provisioning/dashboards says.
struct DashboardSource {
  std::string name;
  std::string type = "file";
  std::int64_t org_id = 1;
  std::string folder;  // title of the one that they are put into; empty: none
  std::string folder_uid;
  bool stays = false;                 // disableDeletion: what has lost its file stays
  bool changed_by_all = false;        // allowUiUpdates
  bool folders_of_directory = false;  // foldersFromFilesStructure
  std::string path;                   // a folder, or a single file; empty: it is not said
};

struct DashboardConfig {
  bool outdated = false;  // it names no version, but sources
  std::vector<DashboardSource> sources;
};

// The error is Go's sentence.
[[nodiscard]] tl::expected<DashboardConfig, std::string> ReadDashboardConfig(std::string_view text,
                                                                             const ExpandValue& expand);

}  // namespace grafake::server
