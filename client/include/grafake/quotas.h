#pragma once

#include <cstdint>
#include <string>

namespace grafake {

/// How many of something an org or a user may have. Grafana without `[quota] enabled` answers calls about quotas with
/// kRefused: 404 up to Grafana 9.1, 500 in 9.3.
struct Quota {
  std::string target = {};  ///< "org_user", "api_key", "dashboard", …
  std::int64_t limit = 0;   ///< -1: no limit
  std::int64_t used = 0;    ///< how many there are
};

}  // namespace grafake
