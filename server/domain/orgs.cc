#include "server/domain/orgs.h"

#include <mutex>

namespace grafake::server {

OrgPtr Orgs::Known(std::int64_t id) {
  const std::shared_lock lock(mutex_);
  const auto found = known_.find(id);
  return found == known_.end() ? nullptr : found->second;
}

Result<OrgPtr> Orgs::Get(std::int64_t id) {
  if (OrgPtr known = Known(id)) return known;
  const std::uint64_t changes = changes_;
  auto row = store_.Find(id);
  if (!row) return Fail(ErrorCode::kOrgNotFound, "organization not found");
  OrgPtr org = std::make_shared<const OrgRow>(*std::move(row));
  const std::unique_lock lock(mutex_);
  if (changes_ == changes) known_[id] = org;
  return org;
}

void Orgs::Changed(std::int64_t id) {
  const std::unique_lock lock(mutex_);
  ++changes_;
  known_.erase(id);
}

MemberPage Orgs::Members(const MemberQuery& query) { return store_.ListMembers(query); }

}  // namespace grafake::server
