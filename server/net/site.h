#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "server/locks.h"
#include "server/net/listener.h"
#include "server/net/open_connections.h"
#include "server/net/request_service.h"
#include "server/net/tls_stream.h"

namespace grafake::server {

// One address that is served: who listens there, how its requests are answered, and who is connected. Each of its
// connections keeps it, so it is there until the last of them has gone, whoever ends it. Thread-safe, each part by its
// own rules.
class Site {
 public:
  // Listens when it returns. Throws std::runtime_error with a sentence that names the address or the file.
  Site(ListenOptions options, Handler handler, ErrorSink on_exception)
      : service(std::move(options), std::move(handler), std::move(on_exception)),
        tls(service.options().tls ? std::make_unique<TlsContext>(*service.options().tls) : nullptr),
        listener(std::make_unique<Listener>(service.options())),
        port(listener->port()),
        address(listener->address()) {}

  [[nodiscard]] std::size_t connection_limit() const { return std::max<std::size_t>(service.limits().connections, 1); }

  RequestService service;
  OpenConnections connections;
  const std::unique_ptr<TlsContext> tls;
  Mutex accepting;                                           // held while clients are taken from the listener
  std::unique_ptr<Listener> listener GUARDED_BY(accepting);  // null: nobody is taken any more
  const std::uint16_t port;                                  // 0 for a unix socket
  const std::string address;
};

}  // namespace grafake::server
