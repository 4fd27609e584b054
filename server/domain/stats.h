#pragma once

#include "server/domain/clock.h"
#include "server/locks.h"
#include "server/storage/stats_store.h"

namespace grafake::server {

// How much of everything there is, as Grafana counts it. Thread-safe.
class Stats {
 public:
  Stats(StatsStore& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

  [[nodiscard]] Totals Count();
  // At most once in five minutes; Grafana does it when it starts, and so shows what was then.
  [[nodiscard]] RoleTotals CountRoles();

 private:
  [[nodiscard]] Timestamp Now() const { return ToTimestamp(clock_()); }

  StatsStore& store_;
  Clock clock_;
  Mutex mutex_;
  RoleTotals roles_ GUARDED_BY(mutex_);
  Timestamp roles_counted_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
