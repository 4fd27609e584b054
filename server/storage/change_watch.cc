#include "server/storage/change_watch.h"

namespace grafake::server {

std::uint32_t ChangeWatch::Count() const {
  return counter_ == nullptr ? 0 : __atomic_load_n(counter_, __ATOMIC_ACQUIRE);
}

void ChangeWatch::Follow(const std::uint32_t* counter) {
  counter_ = counter;
  known_ = Count();
}

// Counts one up by what it knows and not by the counter, which may have gone on with somebody else's commit.
void ChangeWatch::AfterOwnCommit() {
  if (counter_ == nullptr) return;
  std::uint32_t expected = before_own_;
  known_.compare_exchange_strong(expected, before_own_ + 1);
}

}  // namespace grafake::server
