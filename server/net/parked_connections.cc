#include "server/net/parked_connections.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <exception>
#include <thread>

#include "server/net/wake_event.h"

namespace grafake::server {
namespace {

constexpr int kNoPause = -1;  // until somebody comes
constexpr SteadyInstant kMillisecond = std::chrono::nanoseconds(std::chrono::milliseconds(1)).count();
constexpr SteadyInstant kLongestPause = 50;  // milliseconds, while somebody is there who may go on before his time

}  // namespace

// What waits for the time and for those who go before it.
struct ParkedConnections::Watch {
  Watch() : epoll(::epoll_create1(EPOLL_CLOEXEC)) {}
  ~Watch() {
    if (thread.joinable()) thread.join();
    if (epoll >= 0) ::close(epoll);
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // False: the system has no descriptors left. Throws std::system_error when it has no threads.
  [[nodiscard]] bool Start(ParkedConnections& parked) {
    // Each Set() is one event, so nobody needs to take it back.
    epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.ptr = nullptr}};
    if (epoll < 0 || ::epoll_ctl(epoll, EPOLL_CTL_ADD, wake.descriptor(), &event) != 0) return false;
    thread = std::thread([this, &parked] { parked.Run(*this); });
    return true;
  }
  // The end of its client is heard of, whatever that has sent before.
  [[nodiscard]] bool Add(Connection& connection) const {
    epoll_event event{.events = EPOLLRDHUP | EPOLLONESHOT, .data = {.ptr = &connection}};
    return ::epoll_ctl(epoll, EPOLL_CTL_ADD, connection.descriptor(), &event) == 0;
  }
  void Remove(const Connection& connection) const {
    ::epoll_ctl(epoll, EPOLL_CTL_DEL, connection.descriptor(), nullptr);
  }

  const WakeEvent wake;
  const int epoll;
  std::thread thread;
};

ParkedConnections::ParkedConnections(const ReadyConnections& ready) : ready_(ready) {}

ParkedConnections::~ParkedConnections() {
  std::unique_ptr<Watch> watch;
  {
    const Lock lock(mutex_);
    stops_ = true;
    watch = std::move(watch_);
  }
  if (watch != nullptr) watch->wake.Set();
}

bool ParkedConnections::Park(Connection& connection, SteadyInstant until) try {
  const Lock lock(mutex_);
  if (watch_ == nullptr) {
    auto watch = std::make_unique<Watch>();
    if (!watch->Start(*this)) return false;
    watch_ = std::move(watch);
  }
  const auto parked = by_time_.emplace(until, &connection);
  if (!parked_.emplace(&connection, parked).second || !watch_->Add(connection)) {
    parked_.erase(&connection);
    by_time_.erase(parked);
    return false;
  }
  if (parked == by_time_.begin()) watch_->wake.Set();
  return true;
} catch (const std::exception&) {  // no thread, no memory
  return false;
}

void ParkedConnections::Remove(ByTime::iterator parked) {
  Connection& connection = *parked->second;
  watch_->Remove(connection);
  parked_.erase(&connection);
  by_time_.erase(parked);
  ready_.WaitAgain(connection, Connection::Next::kAgain);
}

void ParkedConnections::HandBack(Connection* connection) {
  const Lock lock(mutex_);
  const auto found = parked_.find(connection);
  if (found != parked_.end()) Remove(found->second);
}

void ParkedConnections::HandBackDue() {
  const Lock lock(mutex_);
  while (!by_time_.empty() && by_time_.begin()->first <= SteadyNow()) Remove(by_time_.begin());
}

void ParkedConnections::HandBackLifted() {
  const Lock lock(mutex_);
  const SteadyInstant now = SteadyNow();
  if (now < next_look_) return;
  next_look_ = now + kLongestPause * kMillisecond;
  for (auto at = by_time_.begin(); at != by_time_.end();) {
    const auto parked = at++;
    if (parked->second->MayResume()) Remove(parked);
  }
}

// In milliseconds, rounded up, or it would be asked again and again before the time has come.
int ParkedConnections::NextPause() {
  const Lock lock(mutex_);
  if (by_time_.empty()) return kNoPause;
  const SteadyInstant left = std::max<SteadyInstant>(by_time_.begin()->first - SteadyNow(), 0);
  return static_cast<int>(std::min((left + kMillisecond - 1) / kMillisecond, kLongestPause));
}

void ParkedConnections::Run(const Watch& watch) {
  for (;;) {
    epoll_event event{};
    const int count = ::epoll_wait(watch.epoll, &event, 1, NextPause());
    if (count == 1 && event.data.ptr != nullptr) HandBack(static_cast<Connection*>(event.data.ptr));
    HandBackDue();
    HandBackLifted();
    const Lock lock(mutex_);
    if (stops_) return;
  }
}

}  // namespace grafake::server
