#pragma once

#include <openssl/types.h>

#include <memory>

#include "server/net/listen_options.h"
#include "server/net/stream.h"

namespace grafake::server {

// The certificate and key of a server. Thread-safe once made.
class TlsContext {
 public:
  // Throws std::runtime_error with a sentence that names the files when they cannot be used.
  explicit TlsContext(const Tls& files);

  // Owns `descriptor`, a connected socket that does not block; null when there is no memory for a session. The
  // handshake takes place in the first reads.
  [[nodiscard]] std::unique_ptr<Stream> Accept(int descriptor) const;

 private:
  struct Free {
    void operator()(SSL_CTX* context) const;
  };

  std::unique_ptr<SSL_CTX, Free> context_;
};

}  // namespace grafake::server
