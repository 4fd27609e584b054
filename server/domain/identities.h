#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include "server/domain/access.h"
#include "server/domain/bounded_cache.h"
#include "server/domain/clock.h"
#include "server/domain/principal.h"
#include "server/locks.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Users and service accounts as members of an org, loaded once and kept in memory. Thread-safe.
//
// Lifetime 0: an entry is dropped when what it rests on changes, so every change shows at once.
// Lifetime N: as Grafana has it with N = 5 s: an entry is used until it is N old, whatever changes, and only by
// requests that name an org (a token, X-Grafana-Org-Id); others load anew. Permissions are never old in either.
class Identities {
 public:
  // Under which org somebody is kept: the one that he was found in, as in Grafana, or the one that was asked for.
  enum class KeptUnder { kFound, kAsked };

  // `orgless_found`: one who was kept as in no org is found by a negative one.
  Identities(UserStore& users, Access& access, Clock clock, std::chrono::seconds lifetime, bool orgless_found = true,
             KeptUnder kept_under = KeptUnder::kFound)
      : users_(users),
        access_(access),
        clock_(std::move(clock)),
        lifetime_(lifetime),
        orgless_found_(orgless_found),
        kept_under_(kept_under) {}

  // The user or service account in `org_id`; 0 or less: in its current org, unless an entry says otherwise.
  // Null: no such user.
  [[nodiscard]] PrincipalPtr Load(std::int64_t user_id, std::int64_t org_id);

  // The name of one who may be kept nowhere, and is not kept for this; empty: no such user.
  [[nodiscard]] std::string NameOf(std::int64_t user_id, std::int64_t org_id);

  // Whether it is a service account of that org. Right only as long as FollowsChanges().
  [[nodiscard]] bool HasAccount(std::int64_t user_id, std::int64_t org_id);
  // Lifetime 0: what is in memory is what is in the database.
  [[nodiscard]] bool FollowsChanges() const { return lifetime_.count() == 0; }

  // What the entries of a user, or any entries, rest on has changed. Called after the change is committed.
  void Forget(std::int64_t user_id);
  void ForgetAll();
  void ForgetPermissions();

 private:
  struct Entry {
    PrincipalPtr principal;
    Instant loaded;
    std::uint64_t permissions = 0;  // permission_changes_ when they were read
  };
  using Key = std::pair<std::int64_t, std::int64_t>;  // user, org

  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;
      return static_cast<std::size_t>((static_cast<std::uint64_t>(key.first) * kSpread) ^
                                      static_cast<std::uint64_t>(key.second)) *
             kSpread;
    }
  };

  [[nodiscard]] std::optional<Entry> Find(const Key& key);
  [[nodiscard]] PrincipalPtr LoadFresh(const Key& key);
  [[nodiscard]] PrincipalPtr WithFreshPermissions(const Key& key, const Entry& entry);
  void Keep(const Key& key, Entry entry, std::uint64_t changes_before);

  UserStore& users_;
  Access& access_;
  Clock clock_;
  std::chrono::seconds lifetime_;
  bool orgless_found_;
  KeptUnder kept_under_;
  std::atomic<std::uint64_t> changes_ = 0;  // counts drops, so that nothing read before one is kept after it
  std::atomic<std::uint64_t> permission_changes_ = 0;
  SharedMutex mutex_;
  // The org of a key is any number that a client likes to send.
  BoundedCache<Key, Entry, KeyHash> entries_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
