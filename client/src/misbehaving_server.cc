#include "src/misbehaving_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace grafake {
namespace {

constexpr int kLookAround = 20;  // ms between looks at whether the server has ended

std::size_t BodyLength(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

}  // namespace

Visit::~Visit() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string Visit::Request() {
  std::string text;
  while (server_.Pause(std::chrono::milliseconds(0))) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end != std::string::npos && text.size() >= end + 4 + BodyLength(text)) break;
    pollfd watched{descriptor_, POLLIN, 0};
    if (::poll(&watched, 1, kLookAround) <= 0) continue;
    char bytes[4096];
    const auto count = ::recv(descriptor_, bytes, sizeof bytes, 0);
    if (count <= 0) return {};
    text.append(bytes, static_cast<std::size_t>(count));
  }
  server_.Saw(text);
  return text;
}

void Visit::Send(const std::string& bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto count = ::send(descriptor_, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (count <= 0) return;
    done += static_cast<std::size_t>(count);
  }
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
    if (::send(descriptor_, &byte, 1, MSG_NOSIGNAL) != 1) return;
    if (!server_.Pause(std::chrono::milliseconds(5))) return;
  }
}

void Visit::Reset() {
  const linger now{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(descriptor_);
  descriptor_ = -1;
}

MisbehavingServer::MisbehavingServer(Script script)
    : script_(std::move(script)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* name = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, name, length) != 0 || ::listen(listener_, 128) != 0 ||
      ::getsockname(listener_, name, &length) != 0)
    throw std::runtime_error("no port to listen on");
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { Accept(); });
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
      Visit visit(*this, descriptor, number);
      script_(visit);
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
