#include "server/verbs/exec_findings.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "server/app.h"
#include "server/control/control.h"

namespace grafake::server {
namespace {

std::vector<RoutePath> RoutesOfRelease(const Release& release) {
  InstanceSettings settings;
  settings.release = &release;
  settings.roles.service_accounts = true;
  return Instance(settings).Paths();
}

// Those of its worlds that still are, then those that were; nothing when it has none and none was asked.
std::optional<CoverageReport> ReportOfRelease(const std::vector<std::shared_ptr<World>>& worlds,
                                              const EndedCoverage& ended, const Release& release, bool forgotten) {
  Coverage sum;
  bool has_world = false;
  for (const auto& world : worlds) {
    if (world->settings().release != &release) continue;
    has_world = true;
    sum.Add(ControlledOf(*world).coverage().counts());
  }
  ended.AddTo(sum, release);
  if (forgotten) ended.AddForgottenTo(sum, release);
  if (!has_world && sum.Kinds().empty()) return std::nullopt;
  return MakeCoverageReport(RoutesOfRelease(release), sum, release);
}

std::string LineOf(const CoveredRoute& route, const CoveredAnswer& answer) {
  const std::string times = answer.times == 1 ? "" : ", " + std::to_string(answer.times) + " times";
  return NameOf({.method = route.method, .route = route.path, .status = answer.status, .message = answer.message}) +
         times;
}

// Of routes and of what has none.
using Wanted = std::function<bool(const CoveredAnswer& answer, bool has_route)>;

std::vector<std::string> LinesOf(const std::vector<CoverageReport>& reports, const Wanted& wanted) {
  std::vector<std::string> lines;
  for (const CoverageReport& report : reports) {
    for (const auto* routes : {&report.routes, &report.unknown}) {
      for (const CoveredRoute& route : *routes) {
        for (const CoveredAnswer& answer : route.answers) {
          if (answer.times != 0 && wanted(answer, routes == &report.routes)) lines.push_back(LineOf(route, answer));
        }
      }
    }
  }
  return lines;
}

}  // namespace

std::vector<CoverageReport> CoverageOfAll(App& app, bool forgotten) {
  std::vector<CoverageReport> reports;
  const Control* const control = app.control();
  if (control == nullptr) return reports;
  const auto worlds = app.worlds().All();
  for (const Release* release : AllReleases()) {
    if (auto report = ReportOfRelease(worlds, *control->ended(), *release, forgotten))
      reports.push_back(*std::move(report));
  }
  return reports;
}

std::string CoverageFileText(const std::vector<CoverageReport>& reports, bool markdown) {
  std::string text = markdown ? "" : "[";
  for (const CoverageReport& report : reports) {
    if (&report != &reports.front()) text += markdown ? "\n" : ",\n";
    text += markdown ? CoverageMarkdown(report) : CoverageJson(report);
  }
  return markdown ? text : text + "]\n";
}

std::vector<std::string> NoSuchRoutes(const std::vector<CoverageReport>& reports) {
  return LinesOf(reports, [](const CoveredAnswer& answer, bool has_route) {
    return !has_route && (answer.status == 404 || answer.status == 401);
  });
}

std::vector<std::string> NotRecorded(const std::vector<CoverageReport>& reports) {
  return LinesOf(reports, [](const CoveredAnswer& answer, bool /*has_route*/) { return answer.scenario.empty(); });
}

std::vector<std::string> Refused(const std::vector<CoverageReport>& reports) {
  return LinesOf(reports, [](const CoveredAnswer& answer, bool /*has_route*/) { return answer.status >= 400; });
}

}  // namespace grafake::server
