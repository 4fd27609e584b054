#pragma once

#include <Poco/Net/StreamSocket.h>

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

// One keep-alive connection that sends prepared bytes and reads one answer: as little work of its own as possible, so
// that a measurement is of the server. Not thread-safe. Throws NotConnected, and std::runtime_error when the answer
// cannot be read.
class Connection {
 public:
  explicit Connection(const TargetUrl& target);

  [[nodiscard]] Answer Exchange(std::string_view request) {
    Send(request);
    return Receive();
  }

  // The two halves of an exchange, for one who drives several connections.
  void Send(std::string_view request);
  [[nodiscard]] Answer Receive();
  [[nodiscard]] int descriptor() const { return socket_.impl()->sockfd(); }

 private:
  // Reads until `buffer_` holds `size` bytes behind `from`.
  void Fill(std::size_t size);
  [[nodiscard]] std::size_t FillHead();
  [[nodiscard]] std::string TakeChunked(std::size_t from);

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
