#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/control/coverage.h"
#include "server/control/recordings.h"
#include "server/control/route_names.h"

namespace grafake::server {

// An answer of a route, and how often it was met.
struct CoveredAnswer {
  int status = 0;
  std::string message;
  std::string scenario;     // the recording that has it; empty: none has
  std::uint64_t times = 0;  // 0: real Grafana has given it, and nobody has met it here
};

struct CoveredRoute {
  std::string method;
  std::string path;  // a pattern; of what has no route, the path that was asked for
  std::uint64_t times = 0;
  std::vector<CoveredAnswer> answers;
};

// What was met of all that a release has, for people and programs.
struct CoverageReport {
  struct Met {
    Occasion occasion;
    std::uint64_t times = 0;
  };

  std::string release;  // its whole version
  std::vector<Met> occasions;
  std::vector<CoveredRoute> routes;   // all, by path and method
  std::vector<CoveredRoute> unknown;  // what was asked for and is no route
  std::uint64_t uncounted = 0;        // requests beyond the limit of what is kept
};

// `routes` are all of the world's.
[[nodiscard]] CoverageReport MakeCoverageReport(const std::vector<RoutePath>& routes, const Coverage& counts,
                                                const Release& release);

[[nodiscard]] std::string CoverageJson(const CoverageReport& report);
// What was missed first, then a table of routes. Whatever came from clients is escaped.
[[nodiscard]] std::string CoverageMarkdown(const CoverageReport& report);

}  // namespace grafake::server
