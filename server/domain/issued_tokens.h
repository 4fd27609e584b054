#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/domain/bounded_cache.h"
#include "server/domain/digest.h"
#include "server/domain/principal.h"
#include "server/locks.h"

namespace grafake::server {

// How many deleted tokens are told from those that never were.
inline constexpr std::size_t kMostRemovedRemembered = 1000;

// What a token or API key stands for, as far as nothing here changes it while its row exists.
struct IssuedToken {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::int64_t account_id = 0;          // 0: a legacy API key
  std::optional<std::int64_t> expires;  // Unix seconds
  bool is_revoked = false;
  PrincipalPtr key;  // of a legacy API key, where such sign in; a service account is looked up by id
};

// The tokens in use, by digest: filled when one is first used, corrected when one goes. Thread-safe; readers share.
class IssuedTokens {
 public:
  [[nodiscard]] std::optional<IssuedToken> Find(const Sha256& digest) const;

  // Counts removals. Read it before the database, and hand it to Keep: what was read before a removal is not kept.
  [[nodiscard]] std::uint64_t removals() const { return removals_; }
  void Keep(const Sha256& digest, const IssuedToken& token, const std::string& name, std::uint64_t removals_before);

  // For those who explain a refusal: the name of a token in use, and of one that was deleted; only the last thousand of
  // those are known.
  [[nodiscard]] std::optional<std::string> NameOf(std::int64_t id) const;
  [[nodiscard]] std::optional<std::string> NameOfRemoved(const Sha256& digest) const;

  // One that nobody may have used; `hash` is that of its row. Those with Grafana's own slow hash are not remembered.
  void RememberRemoved(std::string_view hash, std::string name);

  // The row is gone. Called after the change is committed.
  void Remove(std::int64_t id);
  void RemoveOfAccount(std::int64_t account_id);
  void RemoveOfOrg(std::int64_t org_id);
  // Any row may be gone.
  void RemoveAll();

 private:
  struct FirstBytes {
    std::size_t operator()(const Sha256& digest) const {
      std::size_t value = 0;
      std::memcpy(&value, digest.data(), sizeof value);
      return value;
    }
  };

  template <class Predicate>
  void RemoveIf(Predicate gone);

  std::atomic<std::uint64_t> removals_ = 0;
  mutable SharedMutex mutex_;
  BoundedCache<Sha256, IssuedToken, FirstBytes> tokens_ GUARDED_BY(mutex_){kMostTokensRemembered};
  struct Known {
    Sha256 digest;
    std::string name;
  };
  std::unordered_map<std::int64_t, Known> known_ GUARDED_BY(mutex_);  // by id
  BoundedCache<Sha256, std::string, FirstBytes> removed_ GUARDED_BY(mutex_){kMostRemovedRemembered};
};

}  // namespace grafake::server
