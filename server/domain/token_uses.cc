#include "server/domain/token_uses.h"

namespace grafake::server {

bool TokenUses::IsFirst(std::int64_t id, Timestamp now) {
  const Lock lock(mutex_);
  const Timestamp* const before = last_.Find(id);
  if (before != nullptr && *before <= now && now - *before < stays_) return false;
  last_.Keep(id, now);
  return true;
}

void TokenUses::Note(std::int64_t id) {
  const Timestamp now = ToTimestamp(clock_());
  if (IsFirst(id, now)) keys_.TouchLastUsed(id, now, stays_, [this, id] { Forget(id); });
}

void TokenUses::Forget(std::int64_t id) {
  const Lock lock(mutex_);
  last_.Erase(id);
}

}  // namespace grafake::server
