#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "server/locks.h"
#include "server/releases/metric_rules.h"

namespace grafake::server {

// What /metrics says besides what was counted.
struct MetricFacts {
  std::string version;
  std::string commit = "NA";
  std::int64_t built = 0;  // in seconds since 1970
  MetricRules rules;
  std::map<std::string, std::string> environment;    // [metrics.environment_info]
  std::map<std::string, bool, std::less<>> toggles;  // every known toggle, on or off
};

// Counts requests and prints them with the facts in Prometheus' text format, under Grafana's names. Thread-safe;
// counting takes a shared lock and a few atomic additions.
class Metrics {
 public:
  // A gauge by its whole name, computed when it is asked for.
  using Gauges = std::vector<std::pair<std::string, double>>;

  Metrics(MetricFacts facts, std::function<Gauges()> gauges) : facts_(std::move(facts)), gauges_(std::move(gauges)) {}

  // One request that was answered. `handler` is the pattern of its route, empty when it had none. Every label comes
  // from a fixed list, so that no client makes the text grow: a method that is none of HTTP's own counts as "unknown".
  void Count(std::string_view handler, std::string_view method, int status, std::chrono::nanoseconds time);

  // Between the two calls a request is in flight.
  void Enter() { ++in_flight_; }
  void Leave() { --in_flight_; }

  [[nodiscard]] std::string Text() const;

 private:
  static constexpr std::array<double, 12> kBuckets{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 25};
  static constexpr std::size_t kSlowBuckets = 2;  // the last ones, which not every release has

  struct Histogram {
    std::array<std::atomic<std::uint64_t>, kBuckets.size() + 1> counts{};
    std::atomic<std::uint64_t> nanoseconds = 0;
  };
  using Key = std::tuple<std::string, std::string, int>;  // handler, method, status
  using KeyView = std::tuple<std::string_view, std::string_view, int>;
  // Looks up without copying texts. std::less<> would do, but clang 14 cannot compare the two tuples.
  struct ByKey {
    using is_transparent = void;
    bool operator()(const KeyView& a, const KeyView& b) const { return a < b; }
  };

  [[nodiscard]] std::size_t Buckets() const {
    return kBuckets.size() - (facts_.rules.slow_requests ? 0 : kSlowBuckets);
  }
  [[nodiscard]] Histogram& Of(std::string_view handler, std::string_view method, int status);

  MetricFacts facts_;
  std::function<Gauges()> gauges_;
  std::atomic<std::int64_t> in_flight_ = 0;
  mutable SharedMutex mutex_;
  std::map<Key, std::unique_ptr<Histogram>, ByKey> histograms_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
