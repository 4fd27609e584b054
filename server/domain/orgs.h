#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <unordered_map>

#include "server/storage/org_store.h"
#include "server/storage/result.h"

namespace grafake::server {

using OrgPtr = std::shared_ptr<const OrgRow>;

// Organisations and their members, by the rules of Grafana 9.0. Thread-safe. Orgs that were asked for stay in memory,
// since every token's "who am I" asks; whatever changes one says Changed() after its commit.
class Orgs {
 public:
  explicit Orgs(OrgStore& store) : store_(store) {}

  // kOrgNotFound.
  [[nodiscard]] Result<OrgPtr> Get(std::int64_t id);
  [[nodiscard]] MemberPage Members(const MemberQuery& query);

  void Changed(std::int64_t id);

 private:
  [[nodiscard]] OrgPtr Known(std::int64_t id);

  OrgStore& store_;
  std::atomic<std::uint64_t> changes_ = 0;  // so that nothing read before a change is kept after it
  std::shared_mutex mutex_;
  std::unordered_map<std::int64_t, OrgPtr> known_;
};

}  // namespace grafake::server
