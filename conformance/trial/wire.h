#pragma once

#include <Poco/Net/ServerSocket.h>

#include <atomic>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace grafake::conformance {

// Stands between a client and a server on this machine and keeps every byte that goes by. Thread-safe.
class Wire {
 public:
  explicit Wire(std::uint16_t server);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  [[nodiscard]] std::uint16_t port() const { return listener_.address().port(); }
  // Both directions of every connection that has ended.
  [[nodiscard]] std::string Bytes() const;

 private:
  void Accept();
  void Carry(Poco::Net::StreamSocket client);

  std::uint16_t server_;
  Poco::Net::ServerSocket listener_{Poco::Net::SocketAddress("127.0.0.1", 0)};
  mutable std::mutex mutex_;
  std::string bytes_;
  std::atomic<bool> ending_ = false;
  std::vector<std::jthread> carriers_;
  std::jthread acceptor_{[this] { Accept(); }};
};

// Every token, password and session in such bytes: what credentials and bodies of requests hold and answers give out.
[[nodiscard]] std::set<std::string> SecretsIn(const std::string& bytes);

}  // namespace grafake::conformance
