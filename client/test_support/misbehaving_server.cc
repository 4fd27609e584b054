#include "test_support/misbehaving_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <stdexcept>

namespace grafake {
namespace {

constexpr int kLookAround = 20;  // ms between looks at whether the server has ended

std::size_t BodyLength(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

// OpenSSL's writes raise it when the client has gone. It would come to this thread alone.
void BlockSigpipe() {
  sigset_t sigpipe;
  sigemptyset(&sigpipe);
  sigaddset(&sigpipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &sigpipe, nullptr);
}

void Bind(int listener, const sockaddr* name, socklen_t length) {
  if (::bind(listener, name, length) != 0 || ::listen(listener, 128) != 0)
    throw std::runtime_error("nothing to listen on");
}

}  // namespace

Visit::Visit(MisbehavingServer& server, int descriptor, int number)
    : server_(server), descriptor_(descriptor), number_(number), tls_(nullptr, SSL_free) {
  if (server_.options_.tls == nullptr) return;
  tls_.reset(SSL_new(server_.options_.tls));
  SSL_set_fd(tls_.get(), descriptor_);
  if (!HandShake()) Reset();
}

Visit::~Visit() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Visit::HandShake() { return SSL_accept(tls_.get()) == 1; }

long Visit::Read(char* bytes, std::size_t size) {
  return tls_ ? SSL_read(tls_.get(), bytes, static_cast<int>(size)) : ::recv(descriptor_, bytes, size, 0);
}

long Visit::Write(const char* bytes, std::size_t size) const {
  return tls_ ? SSL_write(tls_.get(), bytes, static_cast<int>(size)) : ::send(descriptor_, bytes, size, MSG_NOSIGNAL);
}

std::string Visit::Request() {
  std::string text;
  while (server_.Pause(std::chrono::milliseconds(0))) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end != std::string::npos && text.size() >= end + 4 + BodyLength(text)) break;
    pollfd watched{descriptor_, POLLIN, 0};
    if (::poll(&watched, 1, kLookAround) <= 0) continue;
    char bytes[4096];
    const auto count = Read(bytes, sizeof bytes);
    if (count <= 0) return {};
    text.append(bytes, static_cast<std::size_t>(count));
  }
  server_.Saw(text);
  return text;
}

void Visit::AwaitByte() const {
  pollfd watched{descriptor_, POLLIN, 0};
  while (server_.Pause(std::chrono::milliseconds(0)) && ::poll(&watched, 1, kLookAround) <= 0) {
  }
}

bool Visit::TrySend(const std::string& bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto count = Write(bytes.data() + done, bytes.size() - done);
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

void Visit::Answer(int status, const std::string& body, const std::string& headers) const {
  Send("HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
       "\r\n\r\n" + body);
}

void Visit::Stall() const {
  while (server_.Pause(std::chrono::milliseconds(kLookAround))) {
  }
}

void Visit::Drip(const std::string& bytes) const {
  for (const char byte : bytes) {
    if (Write(&byte, 1) != 1) return;
    if (!server_.Pause(std::chrono::milliseconds(5))) return;
  }
}

void Visit::CloseHalf() const { ::shutdown(descriptor_, SHUT_WR); }

void Visit::Reset() {
  const linger now{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(descriptor_);
  descriptor_ = -1;
}

void Visit::AwaitEnd() {
  while (!Request().empty()) {
  }
}

MisbehavingServer::MisbehavingServer(Script script, Options options)
    : script_(std::move(script)),
      options_(std::move(options)),
      listener_(::socket(options_.unix_path.empty() ? AF_INET : AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  Listen();
  acceptor_ = std::thread([this] { Accept(); });
}

void MisbehavingServer::Listen() {
  if (!options_.unix_path.empty()) {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    options_.unix_path.copy(address.sun_path, sizeof address.sun_path - 1);
    Bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    return;
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  Bind(listener_, reinterpret_cast<sockaddr*>(&address), length);
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
  port_ = ntohs(address.sin_port);
}

std::string MisbehavingServer::url() const {
  return (options_.tls != nullptr ? "https" : "http") + std::string("://127.0.0.1:") + std::to_string(port_);
}

MisbehavingServer::~MisbehavingServer() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  ended_.notify_all();
  acceptor_.join();
  for (std::thread& visit : visits_) visit.join();
  ::close(listener_);
}

void MisbehavingServer::Accept() {
  while (Pause(std::chrono::milliseconds(0))) {
    pollfd watched{listener_, POLLIN, 0};
    if (::poll(&watched, 1, kLookAround) <= 0) continue;
    const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor < 0) continue;
    const int number = ++connections_;
    visits_.emplace_back([this, descriptor, number] {
      BlockSigpipe();
      {
        Visit visit(*this, descriptor, number);
        script_(visit);
      }
      ++closed_;
    });
  }
}

bool MisbehavingServer::Pause(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !ended_.wait_for(lock, time, [this] { return over_; });
}

void MisbehavingServer::Saw(const std::string& request) {
  const std::lock_guard lock(mutex_);
  requests_.push_back(request);
}

std::vector<std::string> MisbehavingServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

}  // namespace grafake
