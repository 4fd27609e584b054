#pragma once

#include <atomic>
#include <cstdint>

#include "server/storage/wal_index.h"

namespace grafake::server {

// Tells whether another program has changed the database, for what is kept in memory. Thread-safe; asking costs two
// loads from memory.
//
// It looks at the counter of commits in SQLite's wal-index. Without one it never tells.
class ChangeWatch {
 public:
  // The index lives as long as a connection is open.
  void Follow(WalIndex index);

  // Calls `forget()` when somebody else has committed since the last call. May do so after a commit of our own that is
  // not noted yet: that is rare, and harms nobody.
  template <class Forget>
  void WhenChanged(Forget&& forget) {
    const std::uint32_t now = index_.changes();
    if (now == known_) return;
    forget();
    known_ = now;  // only now, so that nobody believes what another thread is about to forget
  }

  // Around a commit of our own, while nobody else can write.
  void BeforeOwnCommit() { before_own_ = index_.changes(); }
  void AfterOwnCommit();

 private:
  WalIndex index_;
  std::atomic<std::uint32_t> known_ = 0;
  std::uint32_t before_own_ = 0;  // the writer's
};

}  // namespace grafake::server
