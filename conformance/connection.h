#pragma once

#include <netdb.h>
#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "conformance/exchange.h"

namespace grafake::conformance {

// A connection to a target, plain or TLS. No call waits longer than its patience, whatever the target does: also not
// while it shakes hands. Throws std::runtime_error with a sentence. Not thread-safe.
class Connection {
 public:
  Connection(const Endpoint& endpoint, Patience patience);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Gives up in silence when the other side takes no more: it may have answered before it had read all.
  void Write(std::string_view bytes);

  // The next bytes; empty when the other side has closed.
  [[nodiscard]] std::string Read();

 private:
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* tls) const { SSL_free(tls); }
  };

  void Connect(const Endpoint& endpoint);
  [[nodiscard]] bool ConnectTo(const addrinfo& address);
  void StartTls(const Endpoint& endpoint);
  void ShakeHands();
  void Await(short events) const;
  // Waits for what TLS needs to go on after `result`; false when it cannot.
  [[nodiscard]] bool AwaitTls(int result) const;

  Patience patience_;
  int socket_ = -1;
  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> tls_;
};

}  // namespace grafake::conformance
