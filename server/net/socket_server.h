#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "server/net/listen_options.h"
#include "server/net/serving_threads.h"

namespace grafake::server {

// The socket side of the server: HTTP/1.x over TCP, TLS or a unix socket, as Go's net/http speaks it to a client, at
// one address. Several live in one process without meeting; they may share their threads. Thread-safe.
class SocketServer {
 public:
  // Listens when it returns. Throws std::runtime_error with a sentence that names the address or the file when it
  // cannot. An exception of the handler becomes what `on_exception` makes of it; the server lives on.
  SocketServer(ListenOptions options, Handler handler, ErrorSink on_exception, std::shared_ptr<ServingThreads> threads);
  // With threads of its own.
  SocketServer(ListenOptions options, Handler handler, ErrorSink on_exception);
  ~SocketServer();  // stops, unless it was cut
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;          // 0 for a unix socket
  [[nodiscard]] const std::string& address() const;  // "127.0.0.1:3000", "[::]:3000", the path of a unix socket

  // Closes the listener and idle connections at once; requests under way have limits.stop_time from the first call.
  void BeginStop();

  // BeginStop(), lets requests under way finish in their time, then closes those connections too and waits for the
  // handlers that still run, so no handler may call it. A second call does nothing, and neither does one after Cut().
  void Stop();

  // Closes the listener and every connection at once and waits for nothing, so a handler may call it. No request is
  // answered from then on; a handler that still runs does so for nothing, and what `handler` holds is let go after it.
  void Cut();

 private:
  const std::shared_ptr<ServingThreads> threads_;
  const std::shared_ptr<Site> site_;
  std::once_flag stop_begun_;
  std::once_flag stopped_;
  SteadyInstant stop_end_ = 0;
  std::atomic<bool> cut_ = false;
};

}  // namespace grafake::server
