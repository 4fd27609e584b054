#include "server/net/open_connections.h"

#include <utility>

namespace grafake::server {

void OpenConnections::Add(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  const Connection* const key = connection.get();
  connections_.emplace(key, std::move(connection));
}

void OpenConnections::Remove(Connection* connection) {
  connection->hand_over().AwaitReturns();
  std::unique_ptr<Connection> removed;  // closed when the lock is free again
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(connection);
  if (found == connections_.end()) return;
  removed = std::move(found->second);
  connections_.erase(found);
  if (connections_.empty()) none_left_.notify_all();
}

void OpenConnections::Clear() {
  const std::lock_guard lock(mutex_);
  connections_.clear();
}

template <typename Condition>
void OpenConnections::CutWhere(Condition condition) {
  const std::lock_guard lock(mutex_);
  for (const auto& [key, connection] : connections_) {
    if (condition(*connection)) connection->Cut();
  }
}

void OpenConnections::CutExpired(SteadyInstant now) {
  CutWhere([now](const Connection& connection) {
    const SteadyInstant deadline = connection.deadline();
    return deadline != 0 && deadline <= now;
  });
}

void OpenConnections::CutIdle() {
  CutWhere([](const Connection& connection) { return connection.idle_since() != 0; });
}

void OpenConnections::CutAll() {
  CutWhere([](const Connection&) { return true; });
}

bool OpenConnections::CutLongestIdle() {
  const std::lock_guard lock(mutex_);
  Connection* longest = nullptr;
  SteadyInstant since = 0;
  for (const auto& [key, connection] : connections_) {
    const SteadyInstant idle_since = connection->idle_since();
    if (idle_since == 0 || (longest != nullptr && since <= idle_since)) continue;
    longest = connection.get();
    since = idle_since;
  }
  if (longest != nullptr) longest->Cut();
  return longest != nullptr;
}

void OpenConnections::WaitUntilNone(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  none_left_.wait_for(lock, time, [this] { return connections_.empty(); });
}

std::size_t OpenConnections::size() const {
  const std::lock_guard lock(mutex_);
  return connections_.size();
}

}  // namespace grafake::server
