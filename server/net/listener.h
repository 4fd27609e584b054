#pragma once

#include <cstdint>
#include <memory>

#include "server/net/bound_socket.h"
#include "server/net/connection.h"
#include "server/net/listen_options.h"

namespace grafake::server {

// The socket on which clients arrive: TCP, or a unix socket with mode 0660 whose file goes away with the listener.
// Not thread-safe.
class Listener {
 public:
  // kNone: nobody waits. kTryLater: the process or the machine is short of something. kFailed: this client is gone.
  enum class Outcome { kAccepted, kNone, kTryLater, kFailed };
  struct Accepted {
    Outcome outcome = Outcome::kNone;
    int descriptor = -1;  // kAccepted: a socket that does not block, the caller's to close
    Peer peer;
  };

  // Throws std::runtime_error with a sentence that names the address when it cannot listen there.
  explicit Listener(const ListenOptions& options);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Does not block.
  [[nodiscard]] Accepted Accept() const;
  [[nodiscard]] bool HasWaiting() const;  // somebody to accept

  [[nodiscard]] int descriptor() const;
  [[nodiscard]] std::uint16_t port() const;          // 0 for a unix socket
  [[nodiscard]] const std::string& address() const;  // see BoundSocket

 private:
  std::shared_ptr<BoundSocket> socket_;
  std::string unix_socket_;
};

}  // namespace grafake::server
