#pragma once

#include <string_view>

namespace grafake::server {

// The lines of the log: `level=error` and nanoseconds in UTC, or `lvl=eror` and hundredths with an offset.
enum class LogForm { kLevels, kShortLevels };

struct LogRules {
  LogForm form = LogForm::kLevels;
  std::string_view other_form_toggle;  // the feature toggle that asks for the other form; empty: none
  bool can_be_off = true;              // [log] enabled
  bool refusals_marked = false;        // why a start ends is said once, as "Error: ✗ …"
};

}  // namespace grafake::server
