#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "server/control/coverage.h"
#include "server/control/ended_coverage.h"
#include "server/control/exchange.h"
#include "server/control/route_finder.h"
#include "server/worlds/world.h"

namespace grafake::server {

// What a world has been asked, and how it has answered, counted. Thread-safe.
class WorldCoverage {
 public:
  struct Terms {
    bool label = false;                    // answers say how well they are known
    std::shared_ptr<EndedCoverage> ended;  // gets what was counted, in the end; null: nobody does
    std::string hidden = {};               // [grafake] control_token, which is not shown; empty: none
  };

  WorldCoverage() = default;
  ~WorldCoverage();
  WorldCoverage(const WorldCoverage&) = delete;
  WorldCoverage& operator=(const WorldCoverage&) = delete;

  // The world that it counts for, before it is asked anything; it must outlive whatever is counted here. What comes
  // before this is not counted.
  void BeOf(World& world, Terms terms);

  // The pattern of the route that was asked, without a slash at its end, whether the request came so far or not.
  [[nodiscard]] std::string_view RouteOf(const Request& request, const Response& response);

  void Note(const Exchange& exchange);
  // Adds the header X-Grafake, where that is wanted: the world, the id in its journal (none: it is off), and whether
  // real Grafana is recorded to answer so.
  void Label(const Exchange& exchange, std::uint64_t id, Response& response);

  [[nodiscard]] Coverage& counts() { return counts_; }
  // Begins to count anew; what is forgotten here is told to whoever gets all in the end.
  void Clear();
  [[nodiscard]] std::string_view hidden() const { return terms_.hidden; }
  // Null before BeOf.
  [[nodiscard]] const RouteFinder* finder();

 private:
  std::atomic<World*> world_ = nullptr;
  const Release* release_ = nullptr;
  Terms terms_;
  std::once_flag finder_made_;
  std::unique_ptr<const RouteFinder> finder_;
  Coverage counts_;
};

}  // namespace grafake::server
