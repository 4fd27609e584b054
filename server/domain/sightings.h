#pragma once

#include <chrono>
#include <cstdint>
#include <shared_mutex>
#include <unordered_map>

#include "server/domain/clock.h"
#include "server/domain/principal.h"
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
  std::shared_mutex mutex_;
  std::unordered_map<std::int64_t, Timestamp> last_;  // by user
};

}  // namespace grafake::server
