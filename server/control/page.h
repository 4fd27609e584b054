#pragma once

#include <string_view>

#include "server/control/control_call.h"

namespace grafake::server {

class Control;

// A page for people, which shows what control tells and changes nothing. It and its parts hold nothing of the server's,
// so that they are given without a token, and ask for one.
[[nodiscard]] Response ShowPage(Control& control, const ControlCall& call);
[[nodiscard]] Response ShowPageScript(Control& control, const ControlCall& call);
[[nodiscard]] Response ShowPageStyle(Control& control, const ControlCall& call);

// True for these three, below "/_grafake".
[[nodiscard]] bool IsOfPage(std::string_view path);

}  // namespace grafake::server
