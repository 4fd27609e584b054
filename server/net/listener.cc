#include "server/net/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

namespace grafake::server {
namespace {

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

}  // namespace

Listener::Listener(const ListenOptions& options)
    : socket_(options.bound ? options.bound : std::make_shared<BoundSocket>(options)) {
  socket_->Listen();
  unix_socket_ = options.unix_socket;
}

Listener::~Listener() {
  socket_->Close();
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

int Listener::descriptor() const { return socket_->descriptor(); }

std::uint16_t Listener::port() const { return socket_->port(); }

const std::string& Listener::address() const { return socket_->address(); }

}  // namespace grafake::server
