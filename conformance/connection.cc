#include "conformance/connection.h"

#include <netdb.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "conformance/interruption.h"

namespace grafake::conformance {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kConnectionGlance = std::chrono::milliseconds(25);  // between two looks at an interruption
constexpr auto kInterruptedWait = std::chrono::milliseconds(150);  // what an answer under way gets then

std::runtime_error ConnectionFailure(const std::string& what, int error) {
  return std::runtime_error(what + ": " + std::generic_category().message(error));
}

std::string TlsReason() {
  const unsigned long code = ERR_get_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  ERR_clear_error();
  return reason == nullptr ? "the other side closed the connection" : reason;
}

struct Addresses {
  addrinfo* first = nullptr;
  ~Addresses() {
    if (first != nullptr) freeaddrinfo(first);
  }
};

}  // namespace

Connection::Connection(const Endpoint& endpoint, Patience patience) : patience_(patience) {
  if (patience.interruptible && IsInterrupted()) throw std::runtime_error("the run was interrupted");
  try {
    Connect(endpoint);
    if (endpoint.tls) StartTls(endpoint);
  } catch (...) {
    if (socket_ >= 0) close(socket_);
    throw;
  }
}

Connection::~Connection() { close(socket_); }

void Connection::Connect(const Endpoint& endpoint) {
  const addrinfo wanted{.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  Addresses addresses;
  const int error =
      getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(), &wanted, &addresses.first);
  if (error != 0) throw std::runtime_error(endpoint.host + ": " + gai_strerror(error));
  for (const addrinfo* address = addresses.first; address != nullptr; address = address->ai_next) {
    if (ConnectTo(*address)) return;
  }
  throw ConnectionFailure(endpoint.Url() + ": no connection", errno);
}

bool Connection::ConnectTo(const addrinfo& address) {
  if (socket_ >= 0) close(socket_);
  socket_ = socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol);
  if (socket_ < 0) return false;
  if (connect(socket_, address.ai_addr, address.ai_addrlen) == 0) return true;
  if (errno != EINPROGRESS) return false;
  Await(POLLOUT);
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
  errno = error;
  return error == 0;
}

// Waits until the socket can do so; throws when patience is at its end.
void Connection::Await(short events) const {
  auto until = patience_.until;
  bool told = false;
  while (true) {
    if (patience_.interruptible && !told && IsInterrupted()) {
      told = true;
      until = std::min(until, Clock::now() + kInterruptedWait);
    }
    if (Clock::now() >= until) throw std::runtime_error(told ? "the run was interrupted" : "it did not come in time");
    pollfd end{.fd = socket_, .events = events, .revents = 0};
    if (poll(&end, 1, static_cast<int>(kConnectionGlance.count())) > 0) return;
  }
}

void Connection::StartTls(const Endpoint& endpoint) {
  context_.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_verify(context_.get(), endpoint.insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
  const bool trusts = endpoint.ca.empty() ? SSL_CTX_set_default_verify_paths(context_.get()) == 1
                                          : SSL_CTX_load_verify_file(context_.get(), endpoint.ca.c_str()) == 1;
  if (!trusts) throw std::runtime_error(endpoint.ca + ": no certificates can be read from it: " + TlsReason());
  tls_.reset(SSL_new(context_.get()));
  X509_VERIFY_PARAM* checks = SSL_get0_param(tls_.get());
  if (X509_VERIFY_PARAM_set1_ip_asc(checks, endpoint.host.c_str()) != 1) {
    SSL_set_tlsext_host_name(tls_.get(), endpoint.host.c_str());
    X509_VERIFY_PARAM_set1_host(checks, endpoint.host.c_str(), 0);
  }
  ERR_clear_error();
  SSL_set_fd(tls_.get(), socket_);
  ShakeHands();
}

void Connection::ShakeHands() {
  for (int done = SSL_connect(tls_.get()); done != 1; done = SSL_connect(tls_.get())) {
    if (AwaitTls(done)) continue;
    const long verdict = SSL_get_verify_result(tls_.get());
    const std::string why = TlsReason();
    if (verdict != X509_V_OK && SSL_CTX_get_verify_mode(context_.get()) == SSL_VERIFY_PEER)
      throw std::runtime_error(std::string("its certificate is not trusted: ") +
                               X509_verify_cert_error_string(verdict) + "; --ca FILE names who vouches for it");
    throw std::runtime_error("no TLS: " + why);
  }
}

bool Connection::AwaitTls(int result) const {
  const int need = SSL_get_error(tls_.get(), result);
  if (need == SSL_ERROR_WANT_READ) Await(POLLIN);
  if (need == SSL_ERROR_WANT_WRITE) Await(POLLOUT);
  // A target may give TLS something to do for ever without a byte for us.
  if (Clock::now() >= patience_.until) throw std::runtime_error("it did not come in time");
  return need == SSL_ERROR_WANT_READ || need == SSL_ERROR_WANT_WRITE;
}

void Connection::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!tls_) Await(POLLOUT);
    const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                           : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (tls_ ? !AwaitTls(static_cast<int>(sent)) : errno != EAGAIN && errno != EINTR) {
      return;
    }
  }
}

std::string Connection::Read() {
  std::array<char, 16384> bytes;
  while (true) {
    if (!tls_) Await(POLLIN);
    const auto got = tls_ ? SSL_read(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                          : recv(socket_, bytes.data(), bytes.size(), 0);
    // Bytes that come without a pause are no reason to wait longer.
    if (Clock::now() >= patience_.until) throw std::runtime_error("it did not come in time");
    if (got > 0) return {bytes.data(), static_cast<std::size_t>(got)};
    if (tls_ && AwaitTls(static_cast<int>(got))) continue;
    if (tls_ || got == 0) return {};
    if (errno != EAGAIN && errno != EINTR) throw ConnectionFailure("the connection broke", errno);
  }
}

}  // namespace grafake::conformance
