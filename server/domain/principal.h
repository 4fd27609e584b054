#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/domain/permissions.h"
#include "server/domain/roles.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// Who is asking, in which org, and what he may do there. Immutable; shared between the requests of one caller.
struct Principal {
  enum class Kind {
    kNobody,     // no credentials
    kAnonymous,  // [auth.anonymous]
    kUser,
    kAccount,  // a service account, by one of its tokens
    kKey,      // a legacy API key: no user stands behind it
  };

  Kind kind = Kind::kNobody;
  std::int64_t user_id = 0;  // of a user or service account
  std::int64_t org_id = 0;   // -1: not a member of the org that was asked for
  std::string org_name;
  Role role = Role::kNone;
  bool is_grafana_admin = false;
  bool is_disabled = false;
  std::string login;
  std::string name;
  std::string email;
  std::string theme;
  std::vector<std::int64_t> team_ids;
  Timestamp last_seen_at;
  std::shared_ptr<const PermissionSet> permissions = std::make_shared<PermissionSet>();

  // Has shown credentials; an anonymous caller has not.
  [[nodiscard]] bool SignedIn() const { return kind != Kind::kNobody && kind != Kind::kAnonymous; }
  // A real user or a service account, not a key.
  [[nodiscard]] bool HasUser() const { return user_id > 0; }
};

using PrincipalPtr = std::shared_ptr<const Principal>;

}  // namespace grafake::server
