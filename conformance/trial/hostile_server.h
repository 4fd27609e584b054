#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

namespace grafake::conformance {

// How a target can behave that wishes a client ill.
struct Hostility {
  const char* name;
  std::string first;           // what it answers at once
  std::string again = {};      // and then again and again, without an end
  int pause_milliseconds = 0;  // before each of them
  bool resets = false;         // throws the connection away instead
};

inline void PrintTo(const Hostility& hostility, std::ostream* out) { *out << hostility.name; }

// A server that takes every connection and behaves so. Where it plays along, questions are answered somehow, as by a
// Grafana 9.0.9, and only what would change something is not. Thread-safe.
class HostileServer {
 public:
  explicit HostileServer(Hostility hostility, bool plays_along = false);
  ~HostileServer();
  HostileServer(const HostileServer&) = delete;
  HostileServer& operator=(const HostileServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return listener_.address().port(); }
  // How many connections it has taken.
  [[nodiscard]] int taken() const { return taken_; }

 private:
  void Accept();
  void Serve(Poco::Net::StreamSocket client);
  void Torment(Poco::Net::StreamSocket& client) const;

  Hostility hostility_;
  bool plays_along_;
  Poco::Net::ServerSocket listener_{Poco::Net::SocketAddress("127.0.0.1", 0)};
  std::atomic<bool> ending_ = false;
  std::atomic<int> taken_ = 0;
  std::vector<std::jthread> servants_;
  std::jthread acceptor_;
};

}  // namespace grafake::conformance
