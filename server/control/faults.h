#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/control/fault.h"
#include "server/http/message.h"
#include "server/instance.h"
#include "server/locks.h"

namespace grafake::server {

// The programmes of faults of one world, in the order in which they were added. Thread-safe: what it counts is exact,
// whoever asks, adds and removes meanwhile. With none it costs a request one read, and a look for the header.
class Faults {
 public:
  static constexpr std::size_t kMost = 1000;
  static constexpr std::string_view kHeader = "X-Grafake-Fault";

  // Asks the world about a request; the caller only where a programme wants to know him.
  using Look = std::function<Instance::Sight(const Request& request, bool caller)>;

  // A programme, and how often it has been met.
  struct State {
    std::shared_ptr<const Fault> fault;
    std::uint64_t fired = 0;
    std::optional<std::uint64_t> left;  // nothing: it is always met

    [[nodiscard]] bool UsedUp() const { return left ? *left == 0 : fired > 0; }
  };
  // Those that were not used up.
  [[nodiscard]] static std::vector<State> Unused(std::vector<State> states) {
    std::erase_if(states, [](const State& state) { return state.UsedUp(); });
    return states;
  }

  // What one request has met.
  struct Met {
    std::shared_ptr<const Fault> fault;                         // never null
    std::chrono::nanoseconds delay;                             // of this answer
    std::shared_ptr<const std::atomic<bool>> lifted = nullptr;  // true: the programme is ended
  };

  Faults() = default;
  ~Faults() { Clear(); }
  Faults(const Faults&) = delete;
  Faults& operator=(const Faults&) = delete;

  [[nodiscard]] bool any() const { return any_.load(std::memory_order_relaxed); }

  // A sentence, when the request names a programme that is not there; nothing: it names one that is, or none.
  [[nodiscard]] std::optional<std::string> WhyUnknown(const Request& request) const;
  // The first programme that the request meets, which is counted. Call once for a request.
  [[nodiscard]] std::optional<Met> Meet(const Request& request, const Look& look);
  // The same, unless the request would be carried out: then nothing is counted, and Meet() may be called later.
  [[nodiscard]] std::optional<Met> MeetUncarried(const Request& head, const Look& look);

  enum class Added { kYes, kNameTaken, kTooMany };
  // Gives it a name when it has none.
  [[nodiscard]] Added Add(Fault& fault);
  [[nodiscard]] std::vector<State> List() const;
  [[nodiscard]] std::optional<State> Find(std::string_view name) const;
  // Nobody meets them any more when it returns, and who is delayed by them waits no more: their last state.
  [[nodiscard]] std::optional<State> Remove(std::string_view name);
  std::vector<State> Clear();

 private:
  class Programme;
  using Programmes = std::vector<std::shared_ptr<Programme>>;

  [[nodiscard]] Programmes ProgrammesFor(const Request& request) const;
  [[nodiscard]] std::string FreeName() REQUIRES(mutex_);

  std::atomic<bool> any_{false};
  mutable Mutex mutex_;
  Programmes programmes_ GUARDED_BY(mutex_);
  std::uint64_t named_ GUARDED_BY(mutex_) = 0;  // names given so far
};

}  // namespace grafake::server
