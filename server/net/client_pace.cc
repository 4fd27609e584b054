#include "server/net/client_pace.h"

#include <algorithm>

namespace grafake::server {
namespace {

using std::chrono::nanoseconds;

SteadyInstant Later(SteadyInstant from, nanoseconds time) { return from + time.count(); }

nanoseconds TimeFor(std::size_t bytes, std::size_t bytes_a_second) {
  const double seconds = static_cast<double>(bytes) / static_cast<double>(std::max<std::size_t>(bytes_a_second, 1));
  return std::chrono::duration_cast<nanoseconds>(std::chrono::duration<double>(seconds));
}

}  // namespace

void ClientPace::Await(Awaited awaited, std::size_t moved, SteadyInstant now, const Limits& limits) {
  if (awaited != awaited_) {
    awaited_ = awaited;
    begun_ = now;
    behind_since_ = now;
  } else if (moved > 0) {
    behind_since_ = std::min(now, Later(behind_since_, TimeFor(moved, limits.least_rate)));
  }
}

SteadyInstant ClientPace::Deadline(const Limits& limits) const {
  switch (awaited_) {
    case Awaited::kNothing:
    case Awaited::kRequest:
      return 0;
    case Awaited::kHead:
      return Later(begun_, limits.head_time);
    case Awaited::kBody:
    case Awaited::kReading:
      return std::min(Later(behind_since_, limits.stall_time), Later(begun_, limits.transfer_time));
    case Awaited::kDraining:
      return Later(begun_, limits.drain_time);
  }
  return 0;  // Not reached: all are above.
}

}  // namespace grafake::server
