#pragma once

#include <string_view>

namespace grafake::server {

// What becomes of [alerting] enabled and [unified_alerting] enabled.
struct AlertingRules {
  bool unfit_is_unset = false;  // an unfit unified one counts as not set, instead of ending the start
  bool legacy_decided = false;  // where neither is set the front end hears that the legacy one is off, instead of null
  std::string_view both_on =    // what ends a start with both
      "failed to read unified alerting enabled setting: legacy and unified alerting cannot both be enabled at the same "
      "time, please disable one of them and restart Grafana";
};

}  // namespace grafake::server
