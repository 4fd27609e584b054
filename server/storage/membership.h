#pragma once

#include <cstdint>
#include <string>

#include "server/storage/changes.h"
#include "server/storage/result.h"
#include "server/storage/sql.h"

// What users and service accounts share in the tables: orgs, memberships, and the rows that go with a user.
// Each works inside the caller's transaction. Storage's own.
namespace grafake::server::membership {

struct NewMember {
  std::int64_t org_id;
  std::int64_t user_id;
  std::string role;
  Timestamp now;
};

// The user's memberships are changed by it, which a new user's cannot matter to: nobody has asked for him yet.
void Add(sql::Session& session, const NewMember& member);

// kOrgTaken, by that name.
[[nodiscard]] tl::unexpected<Error> OrgTaken(const std::string& name);

// kOrgTaken: another org has that name.
[[nodiscard]] Result<std::int64_t> InsertOrg(sql::Session& session, const std::string& name, Timestamp now);

// The id itself, or kOrgNotFound.
[[nodiscard]] Result<std::int64_t> ExistingOrg(sql::Session& session, std::int64_t org_id);

// Deletes a user or service account and every row that belongs to it alone (Grafana's list).
[[nodiscard]] Changes EraseUser(sql::Session& session, std::int64_t user_id);

}  // namespace grafake::server::membership
