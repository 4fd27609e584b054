#pragma once

#include <chrono>
#include <cstddef>

namespace grafake::server {

// What clients may cost. Sizes in bytes. Where [grafake] has a setting of that name, the program takes its value from
// there (config/data/grafake.ini), and the one here is for tests.
struct Limits {
  std::size_t head = std::size_t{64} << 10;          // request line and headers; more is 431
  std::size_t body = std::size_t{10} << 20;          // decoded; more is 413
  std::size_t bodies = std::size_t{32} << 20;        // kept of all requests under way together; more is 503
  std::size_t answers = std::size_t{64} << 20;       // kept of all answers that are not read at once; then readers go
  std::size_t unread_body = std::size_t{256} << 10;  // net/http reads this much of a body that nobody asked for
  std::size_t connections = 10'000;                  // also bounded by RLIMIT_NOFILE; then the slowest one goes
  std::chrono::milliseconds head_time{10'000};       // from a head's first byte to its last, dripping or not
  std::size_t least_rate = std::size_t{4} << 10;     // a second, in a request's body or in an answer
  std::chrono::milliseconds stall_time{30'000};      // so far a client may fall behind the least rate
  std::chrono::milliseconds transfer_time{120'000};  // of a whole body, or of a whole answer, at any rate
  std::chrono::milliseconds drain_time{500};         // after a refusal, so that the client gets to read it
  std::chrono::milliseconds stop_time{400};          // Stop() lets requests under way finish for so long
};

}  // namespace grafake::server
