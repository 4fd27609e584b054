#include "server/domain/token_uses.h"

namespace grafake::server {

bool TokenUses::IsFirst(std::int64_t id, Timestamp now) {
  const Lock lock(mutex_);
  const auto [entry, added] = last_.try_emplace(id, now);
  const bool first = added || entry->second != now;
  entry->second = now;
  return first;
}

void TokenUses::Note(std::int64_t id) {
  const Timestamp now = ToTimestamp(clock_());
  if (IsFirst(id, now)) keys_.TouchLastUsed(id, now, [this, id] { Forget(id); });
}

void TokenUses::Forget(std::int64_t id) {
  const Lock lock(mutex_);
  last_.erase(id);
}

}  // namespace grafake::server
