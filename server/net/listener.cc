#include "server/net/listener.h"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace grafake::server {
namespace {

using Poco::Net::SocketAddress;

constexpr int kBacklog = 4096;

void BindEverywhere(Poco::Net::ServerSocket& socket, std::uint16_t port) {
  try {
    socket.bind6(port, true, false, false);
  } catch (const Poco::Exception&) {  // a machine without IPv6
    socket = Poco::Net::ServerSocket();
    socket.bind(SocketAddress("0.0.0.0", port), true, false);
  }
}

void Bind(Poco::Net::ServerSocket& socket, const ListenOptions& options) {
  if (!options.unix_socket.empty()) {
    socket.bind(SocketAddress(SocketAddress::UNIX_LOCAL, options.unix_socket), false, false);
    ::chmod(options.unix_socket.c_str(), 0660);
  } else if (options.address.empty()) {
    BindEverywhere(socket, options.port);
  } else {
    socket.bind(SocketAddress(options.address, options.port), true, false);
  }
}

Peer DescribePeer(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
    return {text.data(), std::to_string(ntohs(v4.sin_port))};
  }
  if (address.ss_family != AF_INET6) return {};
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address, sizeof v6);
  if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
    ::inet_ntop(AF_INET, &v6.sin6_addr.s6_addr[12], text.data(), text.size());
  } else {
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
  }
  return {text.data(), std::to_string(ntohs(v6.sin6_port))};
}

Listener::Outcome OutcomeOf(int error) {
  switch (error) {
    case EAGAIN:
      return Listener::Outcome::kNone;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
      return Listener::Outcome::kTryLater;
    default:
      return Listener::Outcome::kFailed;
  }
}

// In Go's words, for they are what a log of Grafana shows.
std::string WhyNot(const ListenOptions& options, const Poco::Exception& e) {
  std::string reason = e.code() != 0 ? std::strerror(e.code()) : e.displayText();
  if (reason[0] >= 'A' && reason[0] <= 'Z') reason[0] = static_cast<char>(reason[0] + 32);
  if (!options.unix_socket.empty()) {
    return "failed to open listener for socket " + options.unix_socket + ": listen unix " + options.unix_socket +
           ": bind: " + reason;
  }
  const std::string where =
      (options.address.empty() ? "0.0.0.0" : options.address) + ":" + std::to_string(options.port);
  return "failed to open listener on address " + where + ": listen tcp " + where + ": bind: " + reason;
}

}  // namespace

struct Listener::Socket {
  Poco::Net::ServerSocket socket;
};

Listener::Listener(const ListenOptions& options) : socket_(std::make_unique<Socket>()) {
  const bool local = !options.unix_socket.empty();
  try {
    Bind(socket_->socket, options);
    socket_->socket.listen(kBacklog);
    socket_->socket.setBlocking(false);
    if (!local) port_ = socket_->socket.address().port();
  } catch (const Poco::Exception& e) {
    throw std::runtime_error(WhyNot(options, e));
  }
  unix_socket_ = options.unix_socket;
}

Listener::~Listener() {
  if (!unix_socket_.empty()) ::unlink(unix_socket_.c_str());
}

Listener::Accepted Listener::Accept() const {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  const int accepted =
      ::accept4(descriptor(), reinterpret_cast<sockaddr*>(&address), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (accepted < 0) return {OutcomeOf(errno), -1, {}};
  const int on = 1;
  ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // no meaning on a unix socket, and no harm
  return {Outcome::kAccepted, accepted, DescribePeer(address)};
}

bool Listener::HasWaiting() const {
  pollfd socket{descriptor(), POLLIN, 0};
  return ::poll(&socket, 1, 0) > 0;
}

int Listener::descriptor() const { return socket_->socket.impl()->sockfd(); }

}  // namespace grafake::server
