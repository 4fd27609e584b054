#include "server/net/bound_socket.h"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

#include "server/ascii.h"

namespace grafake::server {
namespace {

using Poco::Net::SocketAddress;

constexpr int kBacklog = 4096;

// Addresses are reused for the sake of a restart. Two that both do that may be given the same free port by the system
// while neither listens, so who leaves the choice to it does that only when it listens.
bool IsChosen(std::uint16_t port) { return port != 0; }

void BindEverywhere(Poco::Net::ServerSocket& socket, std::uint16_t port) {
  try {
    socket.bind6(port, IsChosen(port), false, false);
  } catch (const Poco::Exception&) {  // a machine without IPv6
    socket = Poco::Net::ServerSocket();
    socket.bind(SocketAddress("0.0.0.0", port), IsChosen(port), false);
  }
}

void RefuseLongPath(const std::string& path) {
  if (path.size() >= sizeof(sockaddr_un::sun_path)) throw Poco::IOException(path, EINVAL);
}

void Bind(Poco::Net::ServerSocket& socket, const ListenOptions& options) {
  if (!options.unix_socket.empty()) {
    RefuseLongPath(options.unix_socket);
    socket.bind(SocketAddress(SocketAddress::UNIX_LOCAL, options.unix_socket), false, false);
    ::chmod(options.unix_socket.c_str(), 0660);
  } else if (options.address.empty() || options.address == "0.0.0.0") {
    BindEverywhere(socket, options.port);
  } else {
    socket.bind(SocketAddress(options.address, options.port), IsChosen(options.port), false);
  }
}

// In Go's words, for they are what a log of Grafana shows.
std::string WhyNot(const ListenOptions& options, const Poco::Exception& e) {
  const std::string reason = WithLowerStart(e.code() != 0 ? std::strerror(e.code()) : e.displayText());
  if (!options.unix_socket.empty()) {
    return "failed to open listener for socket " + options.unix_socket + ": listen unix " + options.unix_socket +
           ": bind: " + reason;
  }
  const bool colons = options.address.find(':') != std::string::npos;
  const std::string host = options.address.empty() ? "0.0.0.0" : colons ? "[" + options.address + "]" : options.address;
  const std::string where = host + ":" + std::to_string(options.port);
  if (dynamic_cast<const Poco::Net::DNSException*>(&e) != nullptr) {
    const bool unknown = dynamic_cast<const Poco::Net::HostNotFoundException*>(&e) != nullptr;
    return "failed to open listener on address " + where + ": listen tcp: lookup " + options.address + ": " +
           (unknown ? "no such host" : reason);
  }
  return "failed to open listener on address " + where + ": listen tcp " + where + ": bind: " + reason;
}

}  // namespace

struct BoundSocket::Socket {
  Poco::Net::ServerSocket socket;
  ListenOptions options;
};

BoundSocket::BoundSocket(const ListenOptions& options) : socket_(std::make_unique<Socket>()) {
  socket_->options.address = options.address;
  socket_->options.port = options.port;
  socket_->options.unix_socket = options.unix_socket;
  try {
    Bind(socket_->socket, options);
    // A command that this process starts must not hold the address.
    ::fcntl(socket_->socket.impl()->sockfd(), F_SETFD, FD_CLOEXEC);
    address_ = options.unix_socket.empty() ? socket_->socket.address().toString() : options.unix_socket;
    if (options.unix_socket.empty()) port_ = socket_->socket.address().port();
  } catch (const Poco::Exception& e) {
    throw std::runtime_error(WhyNot(options, e));
  }
}

BoundSocket::~BoundSocket() = default;

void BoundSocket::Listen() try {
  socket_->socket.listen(kBacklog);
  socket_->socket.setReuseAddress(true);  // its connections inherit this, and may outlive it
  socket_->socket.setBlocking(false);
} catch (const Poco::Exception& e) {
  throw std::runtime_error(WhyNot(socket_->options, e));
}

void BoundSocket::Close() noexcept {
  try {
    socket_->socket.close();
  } catch (const Poco::Exception&) {  // closed it is in any case
  }
}

int BoundSocket::descriptor() const { return socket_->socket.impl()->sockfd(); }

}  // namespace grafake::server
