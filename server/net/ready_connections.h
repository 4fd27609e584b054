#pragma once

#include "server/net/connection.h"
#include "server/net/wake_event.h"

namespace grafake::server {

// Hands each connection whose socket is ready to exactly one of the threads that wait (epoll, one shot). Thread-safe.
class ReadyConnections {
 public:
  // Throws std::runtime_error when the system has no descriptors left.
  ReadyConnections();
  ~ReadyConnections();
  ReadyConnections(const ReadyConnections&) = delete;
  ReadyConnections& operator=(const ReadyConnections&) = delete;

  // False when the system refuses to watch one more.
  [[nodiscard]] bool Add(Connection& connection) const;
  // Watches again a connection that Next() returned; `next` is not kClosed. From here on another thread may have it.
  void WaitAgain(Connection& connection, Connection::Next next) const;

  // Blocks until one is ready; null, in every thread, after Stop().
  [[nodiscard]] Connection* Next() const;
  void Stop() const;

 private:
  bool Watch(int operation, Connection& connection, Connection::Next next) const;

  const int epoll_;
  const WakeEvent stop_;
};

}  // namespace grafake::server
