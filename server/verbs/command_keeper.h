#pragma once

#include <sys/types.h>

namespace grafake::server {

// What a process of one thread does between exec and the command, its child, so that nothing of it outlives exec
// however that ends: everything that the command starts and forgets becomes its own child. Every signal must be
// blocked.
//
// Sends the command each signal that is written into `orders`, an int each, and ends with its exit code. When the last
// writer of `orders` has gone, all that the command has started gets SIGTERM once, and after five seconds SIGKILL.
[[noreturn]] void KeepCommand(pid_t command, int orders);

// What a shell makes of how a command has ended.
[[nodiscard]] int ExitCodeOf(int status);

}  // namespace grafake::server
