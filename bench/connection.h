#pragma once

#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "bench/target_url.h"

namespace grafake::bench {

struct Answer {
  int status = 0;
  std::string body;
};

// Nobody listens there: the text names the target.
class NotConnected : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// How long to wait for a target.
struct Patience {
  std::chrono::milliseconds answer{30'000};  // to connect, and from a request to the end of its answer
  const std::atomic<bool>* stop = nullptr;   // becomes true when nobody waits any more
};

// Thrown when `stop` has become true while a target was waited for.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("stopped while waiting for an answer") {}
};

// One keep-alive connection that sends prepared bytes and reads one answer: as little work of its own as possible, so
// that a measurement is of the server. Not thread-safe. Throws NotConnected, Stopped within a quarter of a second, and
// std::runtime_error when the answer cannot be read, is not whole in time, or has a head over 64 KiB or a body over 1
// MiB.
class Connection {
 public:
  explicit Connection(const TargetUrl& target, const Patience& patience = {});

  [[nodiscard]] Answer Exchange(std::string_view request) {
    Send(request);
    return Receive();
  }

  // The two halves of an exchange, for one who drives several connections.
  void Send(std::string_view request);
  [[nodiscard]] Answer Receive();
  [[nodiscard]] int descriptor() const { return socket_.impl()->sockfd(); }

 private:
  void Connect(const TargetUrl& target);
  // Throws when the patience has ended.
  void CheckPatience() const;
  // Reads until `buffer_` holds `size` bytes behind `from`.
  void Fill(std::size_t size);
  // The position behind the next line end `mark`, which must come within `most` bytes.
  [[nodiscard]] std::size_t FillTo(std::string_view mark, std::size_t from, std::size_t most);
  // The next head that is not of an interim answer (1xx).
  [[nodiscard]] std::string TakeHead();
  [[nodiscard]] std::string TakeBody(std::size_t size);
  [[nodiscard]] std::string TakeChunked();

  Patience patience_;
  std::chrono::steady_clock::time_point end_;  // of the waiting
  Poco::Net::StreamSocket socket_;
  std::string buffer_;
};

struct RequestParts {
  std::string method = "GET";
  std::string path;
  std::string authorization;  // the whole header value; empty: none
  std::string body;
};

// The bytes of a request, made once.
[[nodiscard]] std::string RequestBytes(const TargetUrl& target, const RequestParts& parts);

}  // namespace grafake::bench
