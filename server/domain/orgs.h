#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/domain/bounded_cache.h"
#include "server/domain/clock.h"
#include "server/locks.h"
#include "server/storage/org_store.h"
#include "server/storage/result.h"

namespace grafake::server {

using OrgPtr = std::shared_ptr<const OrgRow>;

// Organisations, by Grafana's rules. Thread-safe. Those that were asked for stay in memory, since every
// token's "who am I" asks.
class Orgs {
 public:
  Orgs(OrgStore& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

  // kOrgNotFound.
  [[nodiscard]] Result<OrgPtr> Get(std::int64_t id);
  [[nodiscard]] Result<OrgRow> GetByName(const std::string& name);
  [[nodiscard]] std::vector<OrgRow> List(const OrgQuery& query);

  // The caller becomes its Admin; user 0 for an API key. kOrgTaken.
  [[nodiscard]] Result<std::int64_t> Create(const std::string& name, std::int64_t user_id);
  // kOrgTaken, kOrgNotFound.
  [[nodiscard]] Result<Done> Rename(std::int64_t id, const std::string& name);
  // What is empty keeps its value; an unknown id changes nothing.
  void SetAddress(std::int64_t id, const Address& address);
  // kOrgNotFound. Keys and memberships go with it; users and accounts stay.
  [[nodiscard]] Result<Done> Delete(std::int64_t id);

  // What is kept of this org, or of any, is no longer true. Called after the change is committed.
  void Forget(std::int64_t id);
  void ForgetAll();

  // Counts changes of any org, so that what was derived from one can be kept.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }

 private:
  [[nodiscard]] OrgPtr Known(std::int64_t id);

  OrgStore& store_;
  Clock clock_;
  std::atomic<std::uint64_t> changes_ = 0;  // so that nothing read before a change is kept after it
  SharedMutex mutex_;
  BoundedCache<std::int64_t, OrgPtr> known_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
