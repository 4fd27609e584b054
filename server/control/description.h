#pragma once

#include "server/control/control_call.h"

namespace grafake::server {

class Control;

// All routes of control in the words of OpenAPI 3.
[[nodiscard]] Response DescribeControl(Control& control, const ControlCall& call);

}  // namespace grafake::server
