#include "server/control/coverage_report.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "server/json/writer.h"

namespace grafake::server {
namespace {

using ByName = std::map<std::pair<std::string, std::string>, CoveredRoute>;  // by path and method

CoveredRoute& RouteIn(ByName& routes, std::string_view path, std::string_view method) {
  CoveredRoute& route = routes[{std::string(path), std::string(method)}];
  route.path = path;
  route.method = method;
  return route;
}

void AddMet(CoveredRoute& route, const Coverage::Counted& counted, const Recordings& recordings) {
  route.times += counted.times;
  route.answers.push_back({.status = counted.kind.status,
                           .message = counted.kind.message,
                           .scenario = std::string(recordings.Find(counted.kind)),
                           .times = counted.times});
}

void AddUnmet(ByName& routes, const RecordedAnswer& recorded) {
  const auto found = routes.find({std::string(recorded.route), std::string(recorded.method)});
  if (found == routes.end()) return;
  const bool met = std::ranges::any_of(found->second.answers, [&](const CoveredAnswer& answer) {
    return answer.status == recorded.status && answer.message == recorded.message;
  });
  if (!met)
    found->second.answers.push_back(
        {recorded.status, std::string(recorded.message), std::string(recorded.scenario), 0});
}

std::vector<CoveredRoute> Sorted(ByName routes) {
  std::vector<CoveredRoute> sorted;
  for (auto& [name, route] : routes) {
    std::ranges::sort(route.answers, {},
                      [](const CoveredAnswer& answer) { return std::tie(answer.status, answer.message); });
    sorted.push_back(std::move(route));
  }
  return sorted;
}

void WriteOccasions(JsonWriter& json, const CoverageReport& report) {
  json.Key("occasions").BeginArray();
  for (const auto& [occasion, times] : report.occasions) {
    const OccasionFact& fact = FactOf(occasion);
    json.BeginObject().Member("name", fact.name).Member("times", static_cast<std::int64_t>(times));
    json.Member("about", fact.about).Member("how", fact.how).EndObject();
  }
  json.EndArray();
}

void WriteRoutes(JsonWriter& json, const std::vector<CoveredRoute>& routes) {
  json.BeginArray();
  for (const CoveredRoute& route : routes) {
    json.BeginObject().Member("method", route.method).Member("path", route.path);
    json.Member("times", static_cast<std::int64_t>(route.times)).Key("answers").BeginArray();
    for (const CoveredAnswer& answer : route.answers) {
      json.BeginObject().Member("status", answer.status).Member("message", answer.message);
      json.Member("times", static_cast<std::int64_t>(answer.times)).Member("recorded", answer.scenario).EndObject();
    }
    json.EndArray().EndObject();
  }
  json.EndArray();
}

}  // namespace

CoverageReport MakeCoverageReport(const std::vector<RoutePath>& routes, const Coverage& counts,
                                  const Release& release) {
  const Recordings& recordings = Recordings::Of(release);
  CoverageReport report{.release = std::string(release.version), .uncounted = counts.uncounted()};
  for (const OccasionFact& fact : Occasions()) report.occasions.push_back({fact.occasion, counts.Times(fact.occasion)});
  ByName known;
  ByName unknown;
  for (const RoutePath& route : routes) {
    if (!route.below) RouteIn(known, WithoutEndSlash(route.path), route.method);
  }
  for (const Coverage::Counted& counted : counts.Kinds()) {
    const AnswerKind& kind = counted.kind;
    CoveredRoute& route =
        kind.route.empty() ? RouteIn(unknown, kind.path, kind.method) : RouteIn(known, kind.route, kind.method);
    AddMet(route, counted, recordings);
  }
  for (const RecordedAnswer& recorded : recordings.all()) AddUnmet(known, recorded);
  report.routes = Sorted(std::move(known));
  report.unknown = Sorted(std::move(unknown));
  return report;
}

std::string CoverageJson(const CoverageReport& report) {
  JsonWriter json;
  json.BeginObject().Member("release", report.release);
  json.Key("missed").BeginArray();
  for (const auto& [occasion, times] : report.occasions) {
    if (times == 0) json.Value(FactOf(occasion).name);
  }
  json.EndArray();
  WriteOccasions(json, report);
  WriteRoutes(json.Key("routes"), report.routes);
  WriteRoutes(json.Key("unknown"), report.unknown);
  json.Member("uncounted", static_cast<std::int64_t>(report.uncounted)).EndObject();
  return json.Take();
}

}  // namespace grafake::server
