#include "server/net/limit_notes.h"

#include <chrono>
#include <cstddef>

namespace grafake::server {
namespace {

constexpr std::chrono::minutes kQuietTime{1};

LimitMet Describe(LimitNotes::Kind kind, std::uint64_t value) {
  switch (kind) {
    case LimitNotes::Kind::kConnections:
      return {"max_connections", value, "no more connections: the slowest one is closed"};
    case LimitNotes::Kind::kDescriptors:
      return {"ulimit -n", value, "no room for more connections: the slowest one is closed"};
    case LimitNotes::Kind::kBodies:
      return {"max_bodies_bytes", value, "large request bodies are answered 503"};
    case LimitNotes::Kind::kAnswers:
      return {"max_answers_bytes", value, "large answers are not kept: who reads slowest is disconnected"};
  }
  return {};  // Not reached: all are above.
}

}  // namespace

void LimitNotes::Note(Kind kind, std::uint64_t value) {
  if (!sink_) return;
  std::atomic<SteadyInstant>& quiet_until = quiet_until_[static_cast<std::size_t>(kind)];
  SteadyInstant before = quiet_until;
  if (SteadyNow() < before || !quiet_until.compare_exchange_strong(before, SteadyFromNow(kQuietTime))) return;
  sink_(Describe(kind, value));
}

}  // namespace grafake::server
