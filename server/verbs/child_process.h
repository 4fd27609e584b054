#pragma once

#include <string>
#include <vector>

#include "server/config/expansion.h"

namespace grafake::server {

// Blocks the signals that RunChild hands on. Call it before any thread starts, so that no thread takes one.
void BlockHandedOnSignals();

// Returns when somebody or a terminal asks this process to end.
void AwaitEndSignal();

// What a shell makes of a command that ended by itself or by a signal, or that could not be run.
inline constexpr int kExitNotExecutable = 126;
inline constexpr int kExitNotFound = 127;

// Runs a command, found by PATH, with these variables and no signal blocked, until it ends; hands on the signals that
// this process gets meanwhile, but neither a terminal's own nor those to the whole process group, which the command has
// got itself. The result is its exit code, 128 and the signal that ended it, or one of the two above with a line on
// standard error. When this process ends before it, however that is, all that it has started ends too: see
// command_keeper.h.
[[nodiscard]] int RunChild(const std::vector<std::string>& command, const Environment& environment);

}  // namespace grafake::server
