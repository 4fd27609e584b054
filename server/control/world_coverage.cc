#include "server/control/world_coverage.h"

#include <string_view>
#include <utility>

#include "server/control/answer_kind.h"
#include "server/control/asked_in_short.h"
#include "server/control/occasion.h"
#include "server/control/recordings.h"

namespace grafake::server {
WorldCoverage::~WorldCoverage() {
  if (release_ != nullptr && terms_.ended != nullptr) terms_.ended->Add(*release_, counts_);
}

void WorldCoverage::BeOf(World& world, Terms terms) {
  release_ = world.settings().release;
  terms_ = std::move(terms);
  world_ = &world;
}

const RouteFinder* WorldCoverage::finder() {
  World* const world = world_;
  if (world == nullptr) return nullptr;
  std::call_once(finder_made_, [&] {
    const InstanceSettings& settings = world->settings();
    finder_ = std::make_unique<RouteFinder>(world->Routes(), settings.cut_sub_url ? settings.sub_url : "");
  });
  return finder_.get();
}

std::string_view WorldCoverage::RouteOf(const Request& request, const Response& response) {
  if (!response.route.empty()) return WithoutEndSlash(response.route);
  return world_ == nullptr ? std::string_view() : WithoutEndSlash(finder()->Find(request));
}

void WorldCoverage::Clear() {
  if (release_ == nullptr || terms_.ended == nullptr) return counts_.Clear();
  Coverage forgotten;
  counts_.MoveTo(forgotten);
  terms_.ended->AddForgotten(*release_, forgotten);
}

void WorldCoverage::Note(const Exchange& exchange) {
  if (world_ == nullptr) return;
  const Request& request = exchange.request;
  const std::string message = MessageIn(exchange.response);
  const std::string path = exchange.route.empty() ? PathInShort(request.path, exchange.hidden) : "";
  counts_.Count({MethodInShort(request.method), exchange.route, exchange.response.status, message, path});
  for (const Occasion occasion : OccasionsOf(exchange, message, *release_)) counts_.Count(occasion);
}

void WorldCoverage::Label(const Exchange& exchange, std::uint64_t id, Response& response) {
  World* const world = world_;
  if (world == nullptr || !terms_.label) return;
  const std::string_view scenario = Recordings::Of(*release_).Find(
      {.method = std::string(MethodInShort(exchange.request.method)),
       .route = std::string(exchange.route),
       .status = response.status,
       .message = MessageIn(response),
       .path = exchange.route.empty() ? PathInShort(exchange.request.path, exchange.hidden) : ""});
  std::string label = "world=" + world->name();
  if (id != 0) label += "; request=" + std::to_string(id);
  label += "; fidelity=";
  label += scenario.empty() ? "documented" : "recorded " + std::string(release_->version) + " " + std::string(scenario);
  response.SetHeader("X-Grafake", std::move(label));  // a fault may have given one
}

}  // namespace grafake::server
