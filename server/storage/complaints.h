#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/locks.h"

namespace grafake::server {

// What goes wrong without a client to be told, said at most once in ten seconds. Thread-safe.
class Complaints {
 public:
  // May be called by several threads at once.
  using Say = std::function<void(std::string_view message, std::string_view error)>;

  explicit Complaints(Say say) : say_(std::move(say)) {}

  // The next one that is said tells how many were not.
  void Add(std::string_view message, std::string_view error);

 private:
  using Clock = std::chrono::steady_clock;

  // How many were kept back before this one; nothing when it is kept back itself.
  [[nodiscard]] std::optional<std::uint64_t> TakeTurn();

  Say say_;
  Mutex mutex_;
  std::optional<Clock::time_point> last_ GUARDED_BY(mutex_);
  std::uint64_t unsaid_ GUARDED_BY(mutex_) = 0;
};

}  // namespace grafake::server
