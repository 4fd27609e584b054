#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace grafake::server {

// Answers one request. Called from many threads at once.
using Handler = std::function<Response(const Request&)>;

// Makes the answer to a request whose handler threw. `what` is the exception's own text.
using ErrorSink = std::function<Response(const Request& request, std::string_view what)>;

// Looks at a request whose body has not been read yet; a response refuses it unread. Called from many threads at once.
using BeforeBody = std::function<std::optional<Response>(const Request& head)>;

// What a client may cost. Sizes in bytes.
struct Limits {
  std::size_t head = std::size_t{64} << 10;          // request line and headers; more is 431
  std::size_t body = std::size_t{10} << 20;          // decoded; more is 413
  std::size_t unread_body = std::size_t{256} << 10;  // net/http reads this much of a body that nobody asked for
  std::size_t connections = 10'000;                  // also bounded by RLIMIT_NOFILE; then the longest idle one goes
  std::chrono::milliseconds head_time{10'000};       // from a head's first byte to its last, dripping or not
  std::chrono::milliseconds stall_time{30'000};      // without progress, in a request's body or in an answer
  std::chrono::milliseconds drain_time{500};         // after a refusal, so that the client gets to read it
  std::chrono::milliseconds stop_time{400};          // Stop() lets requests under way finish for so long
};

// PEM files.
struct Tls {
  std::string cert_file;
  std::string key_file;
};

class BoundSocket;

struct ListenOptions {
  std::string address = "127.0.0.1";   // a host name or an address; empty: every interface, IPv6 and IPv4
  std::uint16_t port = 3000;           // 0 asks the system for a free one; see SocketServer::port()
  std::shared_ptr<BoundSocket> bound;  // taken for that address before; null: the listener takes one
  std::string unix_socket;             // a path; then address and port count for nothing
  std::optional<Tls> tls;
  int max_threads = 16;  // requests handled at the same time; idle connections take none
  Limits limits;
  // Asked before the body is read where a client can tell: `Expect: 100-continue`, and bodies above limits.unread_body.
  BeforeBody before_body;
  std::function<std::time_t()> clock = [] { return std::time(nullptr); };  // for the Date header; any thread
};

}  // namespace grafake::server
