#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace grafake {

class MisbehavingServer;

// One connection as the test's script sees it. What it does to the client is up to the script.
class Visit {
 public:
  Visit(MisbehavingServer& server, int descriptor, int number);
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  // The next request, head and body; empty when the client has gone.
  std::string Request();
  // Waits for the first byte of a request and leaves it unread: the client knows then that it is connected.
  void AwaitByte() const;
  void Send(const std::string& bytes) const { static_cast<void>(TrySend(bytes)); }
  // False when the client takes no more.
  [[nodiscard]] bool TrySend(const std::string& bytes) const;
  // A whole answer with the right length; the connection stays.
  void Answer(int status, const std::string& body, const std::string& headers = {}) const;
  // Says nothing more until the server ends.
  void Stall() const;
  // One byte after the other, until the client or the server has had enough.
  void Drip(const std::string& bytes) const;
  // Says that no more will come, as a server that ends does.
  void CloseHalf() const;
  // Ends the connection with RST.
  void Reset();
  // Waits until the client has closed the connection.
  void AwaitEnd();

  [[nodiscard]] int number() const { return number_; }  // from 1

 private:
  [[nodiscard]] bool HandShake();
  [[nodiscard]] long Read(char* bytes, std::size_t size);
  [[nodiscard]] long Write(const char* bytes, std::size_t size) const;

  MisbehavingServer& server_;
  int descriptor_;
  int number_;
  std::unique_ptr<SSL, void (*)(SSL*)> tls_;
};

// A server on a real socket, of 127.0.0.1 or a path, that does to each connection what the script says.
class MisbehavingServer {
 public:
  using Script = std::function<void(Visit&)>;

  struct Options {
    std::string unix_path = {};  // listens there instead
    SSL_CTX* tls = nullptr;      // speaks TLS with it
  };

  explicit MisbehavingServer(Script script) : MisbehavingServer(std::move(script), Options()) {}
  MisbehavingServer(Script script, Options options);
  ~MisbehavingServer();
  MisbehavingServer(const MisbehavingServer&) = delete;
  MisbehavingServer& operator=(const MisbehavingServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::vector<std::string> requests() const;
  [[nodiscard]] int connections() const { return connections_; }
  // How many of them the script has left, and so closed.
  [[nodiscard]] int closed() const { return closed_; }

 private:
  friend class Visit;

  void Listen();
  void Accept();
  void Saw(const std::string& request);
  // False when the server ends.
  bool Pause(std::chrono::milliseconds time);

  Script script_;
  Options options_;
  int listener_;
  int port_ = 0;
  std::atomic<int> connections_ = 0, closed_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
  std::vector<std::string> requests_;
  std::vector<std::thread> visits_;
  std::thread acceptor_;
};

}  // namespace grafake
