#pragma once

#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/net/client_memory.h"
#include "server/net/limit_notes.h"
#include "server/net/limits.h"

namespace grafake::server {

// Answers one request. Called from many threads at once.
using Handler = std::function<Response(const Request&)>;

// Makes the answer to a request whose handler threw. `what` is the exception's own text.
using ErrorSink = std::function<Response(const Request& request, std::string_view what)>;

// Looks at a request whose body has not been read yet; a response refuses it unread. Called from many threads at once.
using BeforeBody = std::function<std::optional<Response>(const Request& head)>;

// PEM files.
struct Tls {
  std::string cert_file;
  std::string key_file;
};

class BoundSocket;
class SharedBudget;

struct ListenOptions {
  std::string address = "127.0.0.1";   // a host name or an address; empty: every interface, IPv6 and IPv4
  std::uint16_t port = 3000;           // 0 asks the system for a free one; see SocketServer::port()
  std::shared_ptr<BoundSocket> bound;  // taken for that address before; null: the listener takes one
  std::string unix_socket;             // a path; then address and port count for nothing
  std::optional<Tls> tls;
  int max_threads = 16;  // requests handled at the same time; idle connections take none
  Limits limits;
  std::shared_ptr<ClientMemory> memory;  // by these limits, when several share it; null: one of its own
  LimitSink on_limit;                    // told when a limit that all clients share is met
  // Asked before the body is read where a client can tell: `Expect: 100-continue`, and bodies above limits.unread_body.
  BeforeBody before_body;
  // Answers a request whose body is larger than limits.body; null, or without an answer: as the server does.
  BeforeBody too_large;
  // For the Date header; any thread. It is 1970 for who does not say what time it is.
  std::function<std::time_t()> clock = [] { return std::time_t(0); };
};

}  // namespace grafake::server
