#pragma once

#include <cstdint>

#include "server/storage/org_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// Organisations and their members, by the rules of Grafana 9.0. Thread-safe.
class Orgs {
 public:
  explicit Orgs(OrgStore& store) : store_(store) {}

  // kOrgNotFound.
  [[nodiscard]] Result<OrgRow> Get(std::int64_t id);
  [[nodiscard]] MemberPage Members(const MemberQuery& query);

 private:
  OrgStore& store_;
};

}  // namespace grafake::server
