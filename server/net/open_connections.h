#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "server/net/connection.h"

namespace grafake::server {

// Every connection of one server. Cutting one does not remove it: its socket becomes ready, and whoever serves it then
// closes and removes it. So nobody ever closes a descriptor that somebody else is using. Thread-safe.
class OpenConnections {
 public:
  // Keeps it until Remove() or Clear().
  void Add(std::unique_ptr<Connection> connection);
  // By the thread that served it last.
  void Remove(Connection* connection);
  void Clear();

  void CutExpired(SteadyInstant now);
  void CutIdle();
  void CutAll();
  // False when none is idle.
  bool CutLongestIdle();

  // Returns when there are none, or after `time`.
  void WaitUntilNone(std::chrono::milliseconds time);

  [[nodiscard]] std::size_t size() const;

 private:
  template <typename Condition>
  void CutWhere(Condition condition);

  mutable std::mutex mutex_;
  std::condition_variable none_left_;
  std::unordered_map<const Connection*, std::unique_ptr<Connection>> connections_;
};

}  // namespace grafake::server
