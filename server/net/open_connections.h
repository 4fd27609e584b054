#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <unordered_map>

#include "server/locks.h"
#include "server/net/connection.h"

namespace grafake::server {

// Every connection of one site. Cutting one does not remove it: its socket becomes ready, and whoever serves it then
// closes and removes it. So nobody ever closes a descriptor that somebody else is using. Thread-safe.
class OpenConnections {
 public:
  // Keeps it until Remove().
  void Add(std::unique_ptr<Connection> connection);
  // By the thread that served it last.
  void Remove(Connection* connection);
  // Removes it from its home, which goes with it when it was the last to need it.
  static void Leave(Connection& connection);

  void CutExpired(SteadyInstant now);
  void CutIdle();
  void CutAll();

  // Sees to it that there will be fewer than `most`: cuts the one that is behind for longest, so never the newest,
  // unless enough are cut already. None of those whose turn it is not.
  void CutSlowestUnlessFewer(std::size_t most);

  // Returns when there are fewer than `most`, or after `time`. True: there are.
  bool WaitUntilFewer(std::size_t most, std::chrono::milliseconds time);
  void AwaitNone();

  [[nodiscard]] std::size_t size() const;

 private:
  template <typename Predicate>
  void CutWhere(Predicate goes);
  [[nodiscard]] Connection* FindSlowest() const REQUIRES(mutex_);

  mutable Mutex mutex_;
  Condition fewer_;
  std::unordered_map<const Connection*, std::unique_ptr<Connection>> connections_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
