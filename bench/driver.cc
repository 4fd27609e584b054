#include "bench/driver.h"

#include <poll.h>
#include <sys/prctl.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace grafake::bench {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kBetweenStopLooks{100};  // at whether the run was stopped

void Check(const Answer& answer, const Exchange& expected) {
  if (answer.status == expected.status && (expected.body.empty() || answer.body == expected.body)) return;
  throw std::runtime_error("a wrong answer to a request of kind " + expected.kind + ": status " +
                           std::to_string(answer.status) + " instead of " + std::to_string(expected.status) +
                           ", body of " + std::to_string(answer.body.size()) + " bytes");
}

}  // namespace

Driver::Driver(Run& run, int first, int step) : run_(run) {
  for (int i = first; i < run.options.connections; i += step) {
    lanes_.emplace_back(run, static_cast<std::size_t>(i));
  }
}

bool Driver::Ends() const { return run_.failed || (run_.options.stop != nullptr && *run_.options.stop); }

// Nothing: the lane has no request left.
std::optional<Driver::Clock::time_point> Driver::DueTime(const Lane& lane) const {
  const LoadOptions& options = run_.options;
  if (Ends() || (options.requests > 0 && lane.next >= options.requests)) return std::nullopt;
  const auto end = run_.begin + options.duration;
  const auto due = options.rate > 0
                       ? run_.begin + std::chrono::duration_cast<Clock::duration>(
                                          std::chrono::duration<double>(static_cast<double>(lane.next) / options.rate))
                       : Clock::now();
  return due < end || options.requests > 0 ? std::optional(due) : std::nullopt;
}

std::optional<Driver::Clock::time_point> Driver::SendDue() {
  std::optional<Clock::time_point> soonest;
  for (Lane& lane : lanes_) {
    if (lane.waits) continue;
    const auto due = DueTime(lane);
    if (!due) continue;
    if (*due > Clock::now()) {
      if (!soonest || *due < *soonest) soonest = due;
      continue;
    }
    lane.connection.Send(run_.workload.At(lane.next).request);
    lane.since = *due;
    lane.sent = Clock::now();
    lane.waits = true;
    ++waiting_;
  }
  return soonest;
}

void Driver::TakeAnswer(Lane& lane) {
  const Exchange& exchange = run_.workload.At(lane.next);
  Check(lane.connection.Receive(), exchange);
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - lane.since);
  times_.Record(static_cast<std::uint64_t>(time.count()));
  ++kinds_[exchange.kind];
  lane.next += static_cast<std::size_t>(run_.options.connections);
  lane.waits = false;
  --waiting_;
}

// Waits for answers, but not beyond `until`.
bool Driver::TakeAnswers(std::optional<Clock::time_point> until) {
  if (lanes_.size() == 1) {
    TakeAnswer(lanes_.front());
    return true;
  }
  std::vector<pollfd> sockets;
  std::vector<Lane*> lanes;
  Clock::time_point longest = Clock::time_point::max();
  for (Lane& lane : lanes_) {
    if (!lane.waits) continue;
    sockets.push_back({lane.connection.descriptor(), POLLIN, 0});
    lanes.push_back(&lane);
    longest = std::min(longest, lane.sent + kPatience);
  }
  const auto now = Clock::now();
  const std::chrono::nanoseconds left = std::min<Clock::duration>(until.value_or(longest) - now, kBetweenStopLooks);
  if (left.count() <= 0) return true;
  const timespec patience{0, left.count()};
  if (ppoll(sockets.data(), sockets.size(), &patience, nullptr) == 0) {
    if (Ends()) return false;
    if (Clock::now() >= longest) throw std::runtime_error("no answer within 30 s");
  }
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    if (sockets[i].revents != 0) TakeAnswer(*lanes[i]);
  }
  return true;
}

// What is still on its way when the run is stopped is not waited for.
void Driver::Drive() try {
  prctl(PR_SET_TIMERSLACK, 1);  // requests of an open loop go out when they are due, not 50 µs later
  while (true) {
    const auto soonest = SendDue();
    if (waiting_ > 0) {
      if (!TakeAnswers(soonest)) return;
    } else if (soonest) {
      std::this_thread::sleep_until(std::min(*soonest, Clock::now() + kBetweenStopLooks));
    } else {
      return;
    }
  }
} catch (const Stopped&) {
}

}  // namespace grafake::bench
