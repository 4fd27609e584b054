#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "server/domain/bounded_cache.h"
#include "server/domain/clock.h"
#include "server/domain/permissions.h"
#include "server/domain/principal.h"
#include "server/locks.h"

namespace grafake::server {

using PermissionsPtr = std::shared_ptr<const PermissionSet>;

// The permissions of Grafana's that are kept for a time: what a user or service account was found to hold in an org
// when he asked for something is what he holds there until it is that old, whatever changes. Lifetime 0: nothing is
// kept. `apart_by_role`: until then, or until his role changes. Thread-safe.
class KeptPermissions {
 public:
  KeptPermissions(Clock clock, std::chrono::seconds lifetime, bool apart_by_role = false)
      : clock_(std::move(clock)), lifetime_(lifetime), apart_by_role_(apart_by_role) {}

  // As what somebody holds something: his role in the org, and whether he is Grafana Admin.
  struct Roles {
    Role role = Role::kNone;
    bool grafana_admin = false;
    bool operator==(const Roles&) const = default;
  };

  // What is kept of the caller, in the place of what he comes with; if nothing is, that is kept.
  [[nodiscard]] PrincipalPtr WithKept(PrincipalPtr caller);
  // What the user is found to hold in that org (0: in none), if nothing is kept: that is returned, and kept from now
  // on.
  [[nodiscard]] PermissionsPtr Ask(std::int64_t user_id, std::int64_t org_id, const Roles& roles, PermissionsPtr found);
  [[nodiscard]] static Roles RolesOf(const Principal& caller) { return {caller.role, caller.is_grafana_admin}; }
  void Forget(std::int64_t user_id, std::int64_t org_id);

 private:
  struct Kept {
    PermissionsPtr permissions;
    Roles roles;
    Instant since;
  };
  struct Key {
    std::int64_t user_id;
    std::int64_t org_id;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return std::hash<std::int64_t>()(key.user_id * 1'000'003 + key.org_id);
    }
  };

  [[nodiscard]] PermissionsPtr Find(const Key& key, const Roles& roles);

  Clock clock_;
  std::chrono::seconds lifetime_;
  bool apart_by_role_;
  SharedMutex mutex_;
  BoundedCache<Key, Kept, KeyHash> kept_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
