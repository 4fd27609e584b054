#pragma once

#include <chrono>
#include <cstdint>
#include <unordered_map>

#include "server/domain/clock.h"
#include "server/domain/principal.h"
#include "server/locks.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Keeps `last_seen_at` of users and service accounts: written when the last time is more than five minutes ago.
// Thread-safe; in between it costs one look-up in memory. Nobody waits for the writing, nor fails by it: what could not
// be written is noted again with the caller's next request.
class Sightings {
 public:
  Sightings(UserStore& users, Clock clock) : users_(users), clock_(std::move(clock)) {}

  void Note(const Principal& caller);

 private:
  [[nodiscard]] bool SeenLately(const Principal& caller, Timestamp now);
  void Forget(std::int64_t user_id);

  UserStore& users_;
  Clock clock_;
  SharedMutex mutex_;
  std::unordered_map<std::int64_t, Timestamp> last_ GUARDED_BY(mutex_);  // by user
};

}  // namespace grafake::server
