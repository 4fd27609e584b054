#include "server/domain/orgs.h"

namespace grafake::server {

Result<OrgRow> Orgs::Get(std::int64_t id) {
  auto org = store_.Find(id);
  if (!org) return Fail(ErrorCode::kOrgNotFound, "organization not found");
  return *std::move(org);
}

MemberPage Orgs::Members(const MemberQuery& query) { return store_.ListMembers(query); }

}  // namespace grafake::server
