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

  // Sees to it that there will be fewer than `most`, unless enough are cut already: cuts the one that is behind, or
  // whose answer is kept back, for longest, so never the newest. When all wait for the server, some of those who have
  // sent requests ahead go, who have done so for longest first: it takes time until each is closed, and more may be
  // waiting.
  void CutSlowestUnlessFewer(std::size_t most);

  // Of those who do not read their answers.
  void CutSlowestReader();

  // Returns when there are fewer than `most`, or after `time`. True: there are.
  bool WaitUntilFewer(std::size_t most, std::chrono::milliseconds time);
  void AwaitNone();

  [[nodiscard]] std::size_t size() const;

 private:
  template <typename Predicate>
  void CutWhere(Predicate goes);
  template <typename Predicate>
  [[nodiscard]] Connection* FindSlowest(Predicate may_go) const REQUIRES(mutex_);
  void CutWhoIsAhead(std::size_t count) REQUIRES(mutex_);

  mutable Mutex mutex_;
  Condition fewer_;
  std::unordered_map<const Connection*, std::unique_ptr<Connection>> connections_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
