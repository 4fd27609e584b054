#pragma once

#include <cstdint>

#include "server/domain/bounded_cache.h"
#include "server/domain/clock.h"
#include "server/locks.h"
#include "server/storage/api_key_store.h"

namespace grafake::server {

// Keeps when each token and API key was used last, for releases that show it: to the second, or less exactly.
// Thread-safe. Nobody waits for the writing: it is done once a second, and what could not be written is noted with the
// next use.
class TokenUses {
 public:
  // What was noted is not replaced before it is as old as `stays`.
  TokenUses(ApiKeyStore& keys, Clock clock, std::chrono::seconds stays = std::chrono::seconds(1))
      : keys_(keys), clock_(std::move(clock)), stays_(stays) {}

  void Note(std::int64_t id);

 private:
  // True when nobody has noted it for as long as that stays.
  [[nodiscard]] bool IsFirst(std::int64_t id, Timestamp now);
  void Forget(std::int64_t id);

  ApiKeyStore& keys_;
  Clock clock_;
  std::chrono::seconds stays_;
  Mutex mutex_;
  // By token; one that was forgotten is written once too often.
  BoundedCache<std::int64_t, Timestamp> last_ GUARDED_BY(mutex_){kMostTokensRemembered};
};

}  // namespace grafake::server
