#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace grafake::server {

inline constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
inline constexpr std::string_view kLastGet = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

// For tests: a client that sends exactly the bytes it is given, over TCP on loopback or a unix socket. Reads give up
// after a minute, with an exception: a test that would hang fails instead.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    Connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  explicit RawClient(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    Connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  RawClient(RawClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)), read_(std::move(other.read_)) {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }

  // False when the server has closed the connection.
  bool Send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // The other side sees the end; answers can still be read.
  void EndWriting() const { ::shutdown(socket_, SHUT_WR); }

  // Everything up to the end of the connection.
  std::string ReadAll() {
    while (ReadMore()) {
    }
    return std::exchange(read_, {});
  }

  // Up to and with the next occurrence of `end`; what there was when the connection ended before.
  std::string ReadThrough(std::string_view end) {
    auto found = read_.find(end);
    while (found == std::string::npos) {
      if (!ReadMore()) return std::exchange(read_, {});
      found = read_.find(end);
    }
    const std::string taken = read_.substr(0, found + end.size());
    read_.erase(0, taken.size());
    return taken;
  }

  std::string Exchange(std::string_view request) {
    Send(request);
    return ReadAll();
  }

  [[nodiscard]] int descriptor() const { return socket_; }

 private:
  void Connect(const sockaddr* address, socklen_t length) const {
    const timeval minute{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &minute, sizeof minute);
    if (::connect(socket_, address, length) != 0) throw std::runtime_error("cannot connect");
  }

  bool ReadMore() {
    std::array<char, 8192> buffer{};
    const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EAGAIN) throw std::runtime_error("no answer in a minute");
    if (count > 0) read_.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0;
  }

  int socket_;
  std::string read_;
};

}  // namespace grafake::server
