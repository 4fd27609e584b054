#pragma once

#include <chrono>
#include <cstddef>

#include "server/net/limits.h"
#include "server/net/steady_instant.h"

namespace grafake::server {

// What the server waits for, from one client.
enum class Awaited {
  kNothing,  // it is the server's turn
  kRequest,  // the first byte of the next one
  kHead,     // or a handshake
  kBody,
  kReading,   // of an answer by the client
  kDraining,  // that the client has read a refusal
};

// How well a client keeps up with what it owes: bytes at the least rate. Whoever sends faster gets no credit, so a
// quick start buys no pause. Not thread-safe.
class ClientPace {
 public:
  // The client is waited for from `now` on, having moved so many bytes since the last wait for the same thing.
  void Await(Awaited awaited, std::size_t moved, SteadyInstant now, const Limits& limits);
  // The request is answered, or the server's turn: the next wait is a new one.
  void Forget() { awaited_ = Awaited::kNothing; }

  [[nodiscard]] Awaited awaited() const { return awaited_; }
  // Since when it has been behind: the start of the wait, moved on by what has arrived.
  [[nodiscard]] SteadyInstant behind_since() const { return behind_since_; }
  // When its time is up; 0: never.
  [[nodiscard]] SteadyInstant Deadline(const Limits& limits) const;

 private:
  Awaited awaited_ = Awaited::kNothing;
  SteadyInstant begun_ = 0;
  SteadyInstant behind_since_ = 0;
};

}  // namespace grafake::server
