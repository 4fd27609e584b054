#include "server/net/open_connections.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace grafake::server {
namespace {

constexpr std::size_t kShareOfThoseAhead = 16;  // of all connections, go at a time

// 0: it waits for the server.
SteadyInstant InTheWaySince(const Connection& connection) {
  const SteadyInstant behind = connection.behind_since();
  return behind != 0 ? behind : connection.delayed_since();
}

}  // namespace

void OpenConnections::Add(std::unique_ptr<Connection> connection) {
  const Lock lock(mutex_);
  const Connection* const key = connection.get();
  connections_.emplace(key, std::move(connection));
}

void OpenConnections::Remove(Connection* connection) {
  connection->hand_over().AwaitReturns();
  std::unique_ptr<Connection> removed;  // closed when the lock is free again
  const Lock lock(mutex_);
  const auto found = connections_.find(connection);
  if (found == connections_.end()) return;
  removed = std::move(found->second);
  connections_.erase(found);
  fewer_.NotifyAll();
}

void OpenConnections::Leave(Connection& connection) {
  const auto home = connection.home();
  home->Remove(&connection);
}

template <typename Predicate>
void OpenConnections::CutWhere(Predicate goes) {
  const Lock lock(mutex_);
  for (const auto& [key, connection] : connections_) {
    if (goes(*connection)) connection->Cut();
  }
}

void OpenConnections::CutExpired(SteadyInstant now) {
  CutWhere([now](const Connection& connection) { return connection.IsExpired(now); });
}

void OpenConnections::CutIdle() {
  CutWhere([](const Connection& connection) { return connection.idle(); });
}

void OpenConnections::CutAll() {
  CutWhere([](const Connection&) { return true; });
}

void OpenConnections::CutSlowestUnlessFewer(std::size_t most) {
  const Lock lock(mutex_);
  const auto going = std::ranges::count_if(connections_, [](const auto& entry) { return entry.second->cut(); });
  if (connections_.size() - static_cast<std::size_t>(going) < most) return;
  if (Connection* const slowest = FindSlowest([](const Connection& c) { return !c.HasMoved(); })) {
    slowest->Cut();
  } else {
    CutWhoIsAhead(most / kShareOfThoseAhead + 1);
  }
}

void OpenConnections::CutSlowestReader() {
  const Lock lock(mutex_);
  if (Connection* const slowest = FindSlowest([](const Connection& c) { return c.IsReading(); })) slowest->Cut();
}

template <typename Predicate>
Connection* OpenConnections::FindSlowest(Predicate may_go) const {
  Connection* slowest = nullptr;
  SteadyInstant earliest = 0;
  for (const auto& [key, connection] : connections_) {
    const SteadyInstant since = InTheWaySince(*connection);
    if (since == 0 || connection->cut() || (slowest != nullptr && earliest <= since) || !may_go(*connection)) continue;
    slowest = connection.get();
    earliest = since;
  }
  return slowest;
}

void OpenConnections::CutWhoIsAhead(std::size_t count) {
  std::vector<std::pair<SteadyInstant, Connection*>> ahead;
  for (const auto& [key, connection] : connections_) {
    const SteadyInstant since = connection->ahead_since();
    if (since != 0 && !connection->cut()) ahead.emplace_back(since, connection.get());
  }
  std::ranges::sort(ahead);
  for (std::size_t i = 0; i < std::min(count, ahead.size()); ++i) ahead[i].second->Cut();
}

bool OpenConnections::WaitUntilFewer(std::size_t most, std::chrono::milliseconds time) {
  Lock lock(mutex_);
  return fewer_.WaitFor(lock, time, [&]() REQUIRES(mutex_) { return connections_.size() < most; });
}

void OpenConnections::AwaitNone() {
  Lock lock(mutex_);
  fewer_.Wait(lock, [&]() REQUIRES(mutex_) { return connections_.empty(); });
}

std::size_t OpenConnections::size() const {
  const Lock lock(mutex_);
  return connections_.size();
}

}  // namespace grafake::server
