#pragma once

#include <string>

#include "conformance/target.h"

namespace grafake::conformance {

// How the reference server is started: as the recorded Grafana was, for much of it shows in /api/admin/settings.
[[nodiscard]] TargetCommand ReferenceServer(const std::string& binary);

// For recordings, which have arguments of their own: keeps a signed-in user for 5 s, as Grafana does.
[[nodiscard]] TargetCommand ReferenceServerForRecordings(const std::string& binary);

}  // namespace grafake::conformance
