#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/domain/bounded_cache.h"
#include "server/domain/held_rows.h"
#include "server/locks.h"
#include "server/storage/permission_store.h"

namespace grafake::server {

// What is stored for users, teams and roles, kept in memory: of a holder who is kept, only what is held on the scopes
// that have changed since is read again. Thread-safe.
class StoredPermissions {
 public:
  // How many changed scopes are remembered; whoever is further behind is read anew.
  static constexpr std::size_t kMostChanges = 1'024;

  explicit StoredPermissions(PermissionStore& store) : store_(store) {}

  // As of now, of each holder in turn; none that holds nothing.
  [[nodiscard]] std::vector<HeldRowsPtr> Of(const std::vector<PermissionHolder>& holders);

  // What is held on that scope, by anybody in any org, or what is held at all, has changed. Called after the change is
  // committed.
  void Forget(const std::string& scope);
  void ForgetAll();

 private:
  struct Kept {
    HeldRowsPtr rows;
    std::uint64_t changes = 0;  // how many of them it has seen
  };
  struct HolderHash {
    std::size_t operator()(const PermissionHolder& holder) const;
  };
  // What has to be read of a holder.
  struct Behind {
    std::size_t place = 0;  // among the holders
    HeldRowsPtr known;      // null: everything
    std::set<std::string> scopes;
  };

  [[nodiscard]] std::vector<Behind> FindKept(const std::vector<PermissionHolder>& holders,
                                             std::vector<HeldRowsPtr>& found, std::uint64_t& changes);

  PermissionStore& store_;
  HeldRowsPtr nothing_ = std::make_shared<const HeldRows>();  // which most hold
  SharedMutex mutex_;
  std::deque<std::string> changed_ GUARDED_BY(mutex_);  // scopes, the oldest first
  // The number of the oldest; whoever has not seen so many is read anew.
  std::uint64_t first_ GUARDED_BY(mutex_) = 0;
  BoundedCache<PermissionHolder, Kept, HolderHash> kept_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
