#pragma once

#include <string>

#include "conformance/target.h"

namespace grafake::conformance {

// How the reference server is started: as the recorded Grafana was, for much of it shows in /api/admin/settings.
// `release`: by name or version; empty: its usual one.
[[nodiscard]] TargetCommand ReferenceServer(const std::string& binary, const std::string& release = {});

// For recordings of a release, which have arguments of their own: keeps a signed-in user for 5 s, as Grafana does.
[[nodiscard]] TargetCommand ReferenceServerForRecordings(const std::string& binary, const std::string& release);

}  // namespace grafake::conformance
