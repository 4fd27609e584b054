#include "server/net/sites.h"

#include <algorithm>
#include <utility>

namespace grafake::server {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestSweepInterval{250};

milliseconds SweepInterval(const Limits& limits) {
  const auto shortest = std::min({limits.head_time, limits.stall_time, limits.transfer_time, limits.drain_time});
  return std::clamp(shortest / 4, milliseconds(5), kLongestSweepInterval);
}

}  // namespace

void Sites::Add(std::shared_ptr<Site> site) {
  const Lock lock(mutex_);
  const Site* const key = site.get();
  sites_.emplace(key, std::move(site));
}

void Sites::Remove(const Site& site) {
  std::shared_ptr<Site> removed;  // ends when the lock is free again
  const Lock lock(mutex_);
  const auto found = sites_.find(&site);
  if (found == sites_.end()) return;
  removed = std::move(found->second);
  sites_.erase(found);
}

std::shared_ptr<Site> Sites::Find(const Site* site) const {
  const Lock lock(mutex_);
  const auto found = sites_.find(site);
  return found == sites_.end() ? nullptr : found->second;
}

std::shared_ptr<Site> Sites::FindFullest() const {
  const Lock lock(mutex_);
  std::shared_ptr<Site> fullest;
  std::size_t most = 0;
  for (const auto& [key, site] : sites_) {
    const std::size_t size = site->connections.size();
    if (fullest != nullptr && size <= most) continue;
    fullest = site;
    most = size;
  }
  return fullest;
}

std::size_t Sites::size() const {
  const Lock lock(mutex_);
  return sites_.size();
}

milliseconds Sites::CutExpired(SteadyInstant now) const {
  const Lock lock(mutex_);
  milliseconds interval = kLongestSweepInterval;
  for (const auto& [key, site] : sites_) {
    site->connections.CutExpired(now);
    interval = std::min(interval, SweepInterval(site->service.limits()));
  }
  return interval;
}

}  // namespace grafake::server
