#pragma once

#include "server/control/control_call.h"

namespace grafake::server {

class Control;

// What the world was asked and how it answered, of all that its release has: JSON, or Markdown for whoever accepts it
// or names coverage.md. A reset leaves it: it is about all tests, not one.
[[nodiscard]] Response ShowCoverage(Control& control, const ControlCall& call);
[[nodiscard]] Response ShowCoverageMarkdown(Control& control, const ControlCall& call);
[[nodiscard]] Response ClearCoverage(Control& control, const ControlCall& call);

}  // namespace grafake::server
