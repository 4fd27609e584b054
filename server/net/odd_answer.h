#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "server/http/message.h"
#include "server/net/steady_instant.h"

namespace grafake::server {

// An answer that leaves as its Delivery says: late, drop by drop, in part or not at all. It stands in the bytes that
// the connection has to send, behind others that go as usual.
class OddAnswer {
 public:
  // Cuts or replaces what stands in `out` from `begin` on: a whole answer with a body of so many bytes.
  OddAnswer(const Delivery& delivery, std::string& out, std::size_t begin, std::size_t body, SteadyInstant now);

  // So many bytes of all that are to be sent may have gone by then.
  [[nodiscard]] std::size_t Sendable(SteadyInstant now) const;
  // When there is more to do for one who has sent so many; nothing: at once.
  [[nodiscard]] std::optional<SteadyInstant> WaitsUntil(std::size_t sent, SteadyInstant now) const;

  // It waits no more, whatever its delivery says.
  [[nodiscard]] bool lifted() const { return lifted_ != nullptr && *lifted_; }
  // Behind it the connection is closed.
  [[nodiscard]] bool closes() const { return closes_; }
  [[nodiscard]] bool resets() const { return resets_; }

 private:
  void Shape(const Delivery& delivery, std::string& out, std::size_t body);

  const std::size_t begin_;
  std::size_t first_drop_;  // from there on it goes by the rate
  std::size_t end_ = 0;
  const SteadyInstant due_;
  const std::size_t bytes_a_second_;
  const std::shared_ptr<const std::atomic<bool>> lifted_;
  bool closes_ = false;
  bool resets_ = false;
};

}  // namespace grafake::server
