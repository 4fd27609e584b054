#include "server/dial.h"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

#include "server/ascii.h"
#include "server/config/host_port.h"

namespace grafake::server {
namespace {

constexpr int kMostMilliseconds = 5000;

std::string GoReason(int error) { return "connect: " + WithLowerStart(std::strerror(error)); }

// Why it cannot be reached, without what was dialled.
std::optional<std::string> ConnectProblem(int family, int type, const sockaddr* address, socklen_t length) {
  const int descriptor = socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return GoReason(errno);
  std::optional<std::string> problem;
  if (connect(descriptor, address, length) != 0 && errno != EINPROGRESS) {
    problem = GoReason(errno);
  } else {
    pollfd waiting{.fd = descriptor, .events = POLLOUT, .revents = 0};
    int error = 0;
    socklen_t size = sizeof error;
    if (poll(&waiting, 1, kMostMilliseconds) == 0) problem = "i/o timeout";
    if (!problem && getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0)
      problem = GoReason(error);
  }
  close(descriptor);
  return problem;
}

std::optional<std::string> DialUnix(const std::string& network, const std::string& path) {
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  const std::string dialled = "dial " + network + " " + path + ": ";
  if (path.size() >= sizeof address.sun_path) return dialled + "connect: invalid argument";
  path.copy(address.sun_path, path.size());
  const auto problem = ConnectProblem(AF_UNIX, network == "unixgram" ? SOCK_DGRAM : SOCK_STREAM,
                                      reinterpret_cast<const sockaddr*>(&address), sizeof address);
  return problem ? std::optional(dialled + *problem) : std::nullopt;
}

struct FreeAddresses {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};

std::optional<std::string> PortProblem(const std::string& port) {
  unsigned number = 0;
  const auto read = std::from_chars(port.data(), port.data() + port.size(), number);
  if (read.ec == std::errc::invalid_argument || read.ptr != port.data() + port.size())
    return "address tcp/" + port + ": unknown port";
  return read.ec != std::errc() || number > 65535 ? std::optional("address " + port + ": invalid port") : std::nullopt;
}

// The first of several addresses is the one that Go names.
std::optional<std::string> DialHost(const std::string& network, const std::string& text) {
  const auto parts = SplitHostPort(text);
  if (!parts) return "dial " + network + ": " + parts.error();
  if (const auto problem = PortProblem(parts->port)) return "dial " + network + ": " + *problem;
  const bool datagrams = network.starts_with("udp");
  addrinfo hints{};
  hints.ai_family = network.ends_with('4') ? AF_INET : network.ends_with('6') ? AF_INET6 : AF_UNSPEC;
  hints.ai_socktype = datagrams ? SOCK_DGRAM : SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(parts->host.c_str(), parts->port.c_str(), &hints, &found) != 0)
    return "dial " + network + ": lookup " + parts->host + ": no such host";
  const std::unique_ptr<addrinfo, FreeAddresses> list(found);
  std::optional<std::string> first;
  for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
    const auto problem = ConnectProblem(at->ai_family, at->ai_socktype, at->ai_addr, at->ai_addrlen);
    if (!problem) return std::nullopt;
    if (first) continue;
    char host[NI_MAXHOST] = "";
    getnameinfo(at->ai_addr, at->ai_addrlen, host, sizeof host, nullptr, 0, NI_NUMERICHOST);
    const std::string number = at->ai_family == AF_INET6 ? "[" + std::string(host) + "]" : host;
    first = "dial " + network + " " + number + ":" + parts->port + ": " + *problem;
  }
  return first;
}

}  // namespace

std::optional<std::string> DialNetwork(const std::string& network, const std::string& address) {
  if (network == "unix" || network == "unixgram") return DialUnix(network, address);
  for (const char* known : {"tcp", "tcp4", "tcp6", "udp", "udp4", "udp6"}) {
    if (network == known) return DialHost(network, address);
  }
  return "dial " + network + ": unknown network " + network;
}

}  // namespace grafake::server
