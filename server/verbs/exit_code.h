#pragma once

namespace grafake::server {

// What the program's exit code means.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;     // could not start, a wrong command line; Grafana's code for all of that
inline constexpr int kExitFindings = 3;   // `config check`, `exec`: all went well, but there are findings
inline constexpr int kExitShortened = 4;  // somebody shortened a file that the server has in memory

}  // namespace grafake::server
