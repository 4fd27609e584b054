#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/net/listen_options.h"

namespace grafake::server {

// A socket that has its address and does not listen yet: who connects is refused. So a port that the system chooses is
// known before anything is said about it. Not thread-safe.
class BoundSocket {
 public:
  // Throws std::runtime_error with a sentence that names the address when it cannot be had.
  explicit BoundSocket(const ListenOptions& options);
  ~BoundSocket();
  BoundSocket(const BoundSocket&) = delete;
  BoundSocket& operator=(const BoundSocket&) = delete;

  // From now on clients may connect; nothing blocks. Throws as the constructor.
  void Listen();

  // Others may hold the object still; clients are refused from now on.
  void Close() noexcept;

  [[nodiscard]] int descriptor() const;
  [[nodiscard]] std::uint16_t port() const { return port_; }  // 0 for a unix socket
  // Where it is, as Go prints it: "127.0.0.1:3000", "[::]:3000", the path of a unix socket.
  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  struct Socket;  // keeps POCO's headers out of this one
  std::unique_ptr<Socket> socket_;
  std::uint16_t port_ = 0;
  std::string address_;
};

}  // namespace grafake::server
