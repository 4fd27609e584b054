#pragma once

#include <chrono>
#include <optional>
#include <span>

#include "server/net/site.h"
#include "server/net/wake_event.h"

namespace grafake::server {

// Tells the accepting thread at which sites somebody waits. Thread-safe.
class ReadyListeners {
 public:
  // Throws std::runtime_error when the system has no descriptors left.
  ReadyListeners();
  ~ReadyListeners();
  ReadyListeners(const ReadyListeners&) = delete;
  ReadyListeners& operator=(const ReadyListeners&) = delete;

  // False when the system refuses to watch one more.
  [[nodiscard]] bool Add(const Site& site) const REQUIRES(site.accepting);
  // Before its listener is closed.
  void Remove(const Site& site) const REQUIRES(site.accepting);

  // Blocks until somebody waits, or for `time` (negative: for ever). The names of some sites, put into `space`; by now
  // one of them may be removed and gone. Nothing after Stop().
  [[nodiscard]] std::optional<std::span<const Site*>> Next(std::chrono::milliseconds time,
                                                           std::span<const Site*> space) const;
  void Stop() const { stop_.Set(); }

 private:
  const int epoll_;
  const WakeEvent stop_;
};

}  // namespace grafake::server
