#pragma once

#include <map>
#include <memory>
#include <unordered_map>

#include "server/locks.h"
#include "server/net/connection.h"
#include "server/net/ready_connections.h"
#include "server/net/steady_instant.h"

namespace grafake::server {

// Keeps connections whose turn comes at a time, whatever their clients send, and hands each back when it has come, soon
// after it may go on before, or when the connection is cut or its client has closed its side. It has a thread and
// descriptors of its own from the first one on. Thread-safe.
class ParkedConnections {
 public:
  explicit ParkedConnections(const ReadyConnections& ready);
  // Nobody is parked any more.
  ~ParkedConnections();
  ParkedConnections(const ParkedConnections&) = delete;
  ParkedConnections& operator=(const ParkedConnections&) = delete;

  // From here on another thread may have it, unless this returns false: the system cannot watch one more.
  [[nodiscard]] bool Park(Connection& connection, SteadyInstant until);

 private:
  struct Watch;
  using ByTime = std::multimap<SteadyInstant, Connection*>;

  void Run(const Watch& watch);
  [[nodiscard]] int NextPause();
  void HandBack(Connection* connection);
  void HandBackDue();
  void HandBackLifted();
  void Remove(ByTime::iterator parked) REQUIRES(mutex_);

  const ReadyConnections& ready_;
  Mutex mutex_;
  std::unique_ptr<Watch> watch_ GUARDED_BY(mutex_);  // null: nobody has been parked yet
  bool stops_ GUARDED_BY(mutex_) = false;
  SteadyInstant next_look_ GUARDED_BY(mutex_) = 0;  // for those who may go on before their time
  ByTime by_time_ GUARDED_BY(mutex_);
  std::unordered_map<Connection*, ByTime::iterator> parked_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
