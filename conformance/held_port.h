#pragma once

#include <Poco/Net/ServerSocket.h>

#include <cstdint>

namespace grafake::conformance {

// A free port of 127.0.0.1, held for a server that is still to be started: bound but not listening, so that the system
// gives it to no other socket, while a server that sets SO_REUSEADDR, as Go's and POCO's do, may listen on it. A server
// that does not set it needs Release() first, and a bit of luck.
class HeldPort {
 public:
  // Throws Poco::Net::NetException when the system has none.
  HeldPort();

  void Release() { socket_.close(); }

  [[nodiscard]] std::uint16_t number() const { return number_; }

 private:
  Poco::Net::ServerSocket socket_;
  std::uint16_t number_ = 0;
};

}  // namespace grafake::conformance
