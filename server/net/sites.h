#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <unordered_map>

#include "server/locks.h"
#include "server/net/site.h"
#include "server/net/steady_instant.h"

namespace grafake::server {

// The sites whose listeners are watched. Thread-safe.
class Sites {
 public:
  void Add(std::shared_ptr<Site> site);
  void Remove(const Site& site);

  [[nodiscard]] std::shared_ptr<Site> Find(const Site* site) const;  // null: removed
  [[nodiscard]] std::shared_ptr<Site> FindFullest() const;           // has most connections; null: there is none
  [[nodiscard]] std::size_t size() const;

  // Cuts who is late; returns after what time to look again.
  [[nodiscard]] std::chrono::milliseconds CutExpired(SteadyInstant now) const;

 private:
  mutable Mutex mutex_;
  std::unordered_map<const Site*, std::shared_ptr<Site>> sites_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
