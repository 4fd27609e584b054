#include "server/control/world_coverage.h"

#include <string_view>
#include <utility>

#include "server/control/answer_kind.h"
#include "server/control/asked_in_short.h"
#include "server/control/occasion.h"

namespace grafake::server {

WorldCoverage::~WorldCoverage() {
  if (release_ != nullptr && ended_ != nullptr) ended_->Add(*release_, counts_);
}

void WorldCoverage::BeOf(World& world, std::shared_ptr<EndedCoverage> ended) {
  release_ = world.settings().release;
  ended_ = std::move(ended);
  world_ = &world;
}

std::string_view WorldCoverage::RouteOf(const Request& request, const Response& response, std::string& looked) const {
  if (!response.route.empty()) return WithoutEndSlash(response.route);
  World* const world = world_;
  if (world != nullptr) looked = RouteNameOf(world->Look(request, false).whither, *release_);
  return looked;
}

void WorldCoverage::Clear() {
  if (release_ == nullptr || ended_ == nullptr) return counts_.Clear();
  Coverage forgotten;
  counts_.MoveTo(forgotten);
  ended_->AddForgotten(*release_, forgotten);
}

void WorldCoverage::Note(const Exchange& exchange) {
  if (world_ == nullptr) return;
  const Request& request = exchange.request;
  const std::string message = MessageIn(exchange.response);
  const std::string path = exchange.route.empty() ? PathInShort(exchange) : "";
  counts_.Count({MethodInShort(request.method), exchange.route, exchange.response.status, message, path});
  for (const Occasion occasion : OccasionsOf(exchange, message, *release_)) counts_.Count(occasion);
}

}  // namespace grafake::server
