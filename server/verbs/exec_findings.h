#pragma once

#include <string>
#include <vector>

#include "server/control/coverage_report.h"

namespace grafake::server {

class App;

// What all worlds of the process were asked until now, those that have ended included: a report for each release.
// Nothing where nobody may control the server. `forgotten`: also what somebody has had forgotten.
[[nodiscard]] std::vector<CoverageReport> CoverageOfAll(App& app, bool forgotten);

// As a file holds it: Markdown where its name ends in .md, else a JSON array.
[[nodiscard]] std::string CoverageFileText(const std::vector<CoverageReport>& reports, bool markdown);

// "POST /api/nothing (404, 2 times)", what was asked for and is no route.
[[nodiscard]] std::vector<std::string> NoSuchRoutes(const std::vector<CoverageReport>& reports);
// The answers that no recording of real Grafana has.
[[nodiscard]] std::vector<std::string> NotRecorded(const std::vector<CoverageReport>& reports);
// The answers that were refusals.
[[nodiscard]] std::vector<std::string> Refused(const std::vector<CoverageReport>& reports);

}  // namespace grafake::server
