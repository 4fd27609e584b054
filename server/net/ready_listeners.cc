#include "server/net/ready_listeners.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

#include "server/net/site.h"

namespace grafake::server {
namespace {

constexpr std::size_t kMostReadyListeners = 64;

bool WatchForReading(int epoll, int descriptor, const void* name) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = const_cast<void*>(name)}};
  return ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

}  // namespace

ReadyListeners::ReadyListeners() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ >= 0 && stop_.descriptor() >= 0 && WatchForReading(epoll_, stop_.descriptor(), nullptr)) return;
  ::close(epoll_);
  throw std::runtime_error("cannot watch sockets: the system has no descriptors left");
}

ReadyListeners::~ReadyListeners() { ::close(epoll_); }

bool ReadyListeners::Add(const Site& site) const { return WatchForReading(epoll_, site.listener->descriptor(), &site); }

void ReadyListeners::Remove(const Site& site) const {
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, site.listener->descriptor(), nullptr);
}

std::optional<std::span<const Site*>> ReadyListeners::Next(std::chrono::milliseconds time,
                                                           std::span<const Site*> space) const {
  std::array<epoll_event, kMostReadyListeners> events{};
  const auto most = static_cast<int>(std::min(events.size(), space.size()));
  const int count = std::max(::epoll_wait(epoll_, events.data(), most, static_cast<int>(time.count())), 0);
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    space[i] = static_cast<const Site*>(events[i].data.ptr);
    if (space[i] == nullptr) return std::nullopt;
  }
  return space.first(static_cast<std::size_t>(count));
}

}  // namespace grafake::server
