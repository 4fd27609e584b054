#pragma once

#include <cstdint>
#include <memory>

#include "server/net/listen_options.h"

namespace grafake::server {

// The socket side of the server: HTTP/1.x over TCP, TLS or a unix socket, as Go's net/http speaks it to a client.
//
// One thread accepts and keeps time, others, up to `max_threads`, wait together for whatever connection has something
// to say and answer it in place: no queue, no hand-over, and an idle or slow connection holds none of them. Several
// servers live in one process without meeting. port() and Stop() may be called from any thread but the handler's.
class SocketServer {
 public:
  // Listens when it returns. Throws std::runtime_error with a sentence that names the address or the file when it
  // cannot. An exception of the handler becomes what `on_exception` makes of it; the server lives on.
  SocketServer(ListenOptions options, Handler handler, ErrorSink on_exception);
  ~SocketServer();  // stops
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;          // 0 for a unix socket
  [[nodiscard]] const std::string& address() const;  // "127.0.0.1:3000", "[::]:3000", the path of a unix socket

  // Closes the listener and idle connections at once, lets requests under way finish for limits.stop_time, then closes
  // those too and waits for the handlers that still run. A second call does nothing.
  void Stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace grafake::server
