#pragma once

#include <string>
#include <vector>

namespace grafake::server {

class App;

// What the worlds that still are have kept of the requests to them; nothing where nobody may control the server.

// The last requests that were refused, each with what decided it: "GET /api/org/users 403: needs org.users:read …". Of
// each world so many.
inline constexpr std::size_t kRefusedTold = 20;
[[nodiscard]] std::vector<std::string> RefusedRequests(App& app);

// All of them as an HTTP Archive.
[[nodiscard]] std::string ArchiveOfAll(App& app);

// "lost: met 0 times, 1 left", the faults that nobody has used up; those too that ended with their world or a reset.
[[nodiscard]] std::vector<std::string> UnusedFaults(App& app);

}  // namespace grafake::server
