#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "server/control/coverage.h"
#include "server/control/ended_coverage.h"
#include "server/control/exchange.h"
#include "server/control/route_names.h"
#include "server/worlds/world.h"

namespace grafake::server {

// What a world has been asked, and how it has answered, counted. Thread-safe.
class WorldCoverage {
 public:
  WorldCoverage() = default;
  ~WorldCoverage();
  WorldCoverage(const WorldCoverage&) = delete;
  WorldCoverage& operator=(const WorldCoverage&) = delete;

  // The world that it counts for, before it is asked anything; it must outlive whatever is counted here. What comes
  // before this is not counted. `ended` gets what was counted, in the end; null: nobody does.
  void BeOf(World& world, std::shared_ptr<EndedCoverage> ended);

  // The pattern of the route that was asked, without a slash at its end, whether the request came so far or not: part
  // of the answer's or of `looked`.
  [[nodiscard]] std::string_view RouteOf(const Request& request, const Response& response, std::string& looked) const;

  void Note(const Exchange& exchange);

  [[nodiscard]] Coverage& counts() { return counts_; }
  // Begins to count anew; what is forgotten here is told to whoever gets all in the end.
  void Clear();

 private:
  std::atomic<World*> world_ = nullptr;
  const Release* release_ = nullptr;
  std::shared_ptr<EndedCoverage> ended_;
  Coverage counts_;
};

}  // namespace grafake::server
