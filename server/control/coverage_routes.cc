#include "server/control/coverage_routes.h"

#include "server/control/coverage_report.h"

namespace grafake::server {
namespace {

CoverageReport ReportOf(const ControlCall& call) {
  return MakeCoverageReport(call.world.Paths(), call.controlled().coverage().counts(), *call.world.settings().release);
}

bool WantsMarkdown(const Request& request) {
  const std::string* const accepted = request.FindHeader("Accept");
  return accepted != nullptr && accepted->find("text/markdown") != std::string::npos;
}

}  // namespace

Response ShowCoverage(Control& control, const ControlCall& call) {
  if (WantsMarkdown(call.request)) return ShowCoverageMarkdown(control, call);
  return ControlJson(CoverageJson(ReportOf(call)));
}

Response ShowCoverageMarkdown(Control& /*control*/, const ControlCall& call) {
  return {.headers = {{"Content-Type", "text/markdown; charset=utf-8"},
                      {"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"}},
          .body = CoverageMarkdown(ReportOf(call))};
}

Response ClearCoverage(Control& /*control*/, const ControlCall& call) {
  call.controlled().coverage().Clear();
  return ControlNothing();
}

}  // namespace grafake::server
