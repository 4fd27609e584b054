#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>

#include "server/net/steady_instant.h"

namespace grafake::server {

// A limit that has been met, for a log: its key in [grafake] (or "ulimit -n", the system's), and what follows.
struct LimitMet {
  std::string_view name;
  std::uint64_t value = 0;
  std::string_view effect;
};

// Called from any thread; must not throw.
using LimitSink = std::function<void(const LimitMet&)>;

// Passes on that limits are met, each at most once a minute: those who meet them must not fill the log too.
// Thread-safe.
class LimitNotes {
 public:
  enum class Kind { kConnections, kDescriptors, kBodies, kAnswers };

  explicit LimitNotes(LimitSink sink) : sink_(std::move(sink)) {}

  void Note(Kind kind, std::uint64_t value);

 private:
  const LimitSink sink_;
  std::array<std::atomic<SteadyInstant>, 4> quiet_until_{};
};

}  // namespace grafake::server
