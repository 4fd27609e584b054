#include "server/storage/change_watch.h"

namespace grafake::server {

void ChangeWatch::Follow(WalIndex index) {
  index_ = index;
  known_ = index_.changes();
}

// Counts one up by what it knows and not by the counter, which may have gone on with somebody else's commit.
void ChangeWatch::AfterOwnCommit() {
  if (!index_.exists()) return;
  std::uint32_t expected = before_own_;
  known_.compare_exchange_strong(expected, before_own_ + 1);
}

}  // namespace grafake::server
