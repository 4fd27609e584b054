#include "server/domain/sightings.h"

namespace grafake::server {
namespace {

constexpr std::chrono::minutes kInterval{5};

}  // namespace

bool Sightings::SeenLately(const Principal& caller, Timestamp now) {
  if (now - caller.last_seen_at <= kInterval) return true;
  const ReadLock lock(mutex_);
  const auto found = last_.find(caller.user_id);
  return found != last_.end() && now - found->second <= kInterval;
}

void Sightings::Note(const Principal& caller) {
  if (!caller.HasUser()) return;
  const Timestamp now = ToTimestamp(clock_());
  if (SeenLately(caller, now)) return;
  {
    const WriteLock lock(mutex_);
    last_.insert_or_assign(caller.user_id, now);
  }
  users_.TouchLastSeen(caller.user_id, now, [this, id = caller.user_id] { Forget(id); });
}

void Sightings::Forget(std::int64_t user_id) {
  const WriteLock lock(mutex_);
  last_.erase(user_id);
}

}  // namespace grafake::server
