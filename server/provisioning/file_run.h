#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/provisioning/provisioning_folder.h"
#include "server/provisioning/provisioning_settings.h"
#include "server/releases/provisioning_rules.h"

namespace grafake::server {

// What Grafana says of one folder below [paths] provisioning.
struct ProvisioningWords {
  std::string_view folder;   // "datasources"
  std::string_view logger;   // "provisioning.datasources"
  std::string_view missing;  // that the folder cannot be read
  std::string_view failed;   // the log's line when a file is not right
  std::string_view prefix;   // of the cause: "Datasource provisioning error: "
};

// Reads the files of the folder and gives them to `take`, whose error is Go's sentence. A folder that is not there is
// told, where somebody has named it, and keeps nothing from starting. The error, which the log has said, has the
// prefix.
[[nodiscard]] tl::expected<void, std::string> RunFiles(
    const ProvisioningSettings& settings, const ProvisioningRules& rules, const ProvisioningWords& words,
    const std::function<tl::expected<void, std::string>(const std::vector<ProvisioningFile>&)>& take);

}  // namespace grafake::server
