#pragma once

#include "server/control/control_call.h"

namespace grafake::server {

// Where tokens of the world were seen that should not be.
[[nodiscard]] Response ShowSecrets(Control& control, const ControlCall& call);
[[nodiscard]] Response ForgetSecrets(Control& control, const ControlCall& call);

}  // namespace grafake::server
