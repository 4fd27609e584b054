#pragma once

#include <optional>

#include "server/command_line.h"
#include "server/config/expansion.h"
#include "server/config/start_error.h"

namespace grafake::server {

// Profiling and tracing as flags and variables switch them on. grafake has neither, but what Grafana does not take ends
// its start before it reads any file.
struct Diagnostics {
  bool profiling = false;
  bool tracing = false;
};

[[nodiscard]] tl::expected<Diagnostics, StartError> ReadDiagnostics(const CommandLine& line,
                                                                    const Environment& environment);

}  // namespace grafake::server
