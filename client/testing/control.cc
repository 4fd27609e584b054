#include "testing/control.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

#include "grafake/testing/world.h"

namespace grafake::for_tests {
namespace {

[[noreturn]] void Fail(const std::string& what) { throw ControlFailed(what); }

struct Address {
  std::string host, port, path;
};

Address Parsed(const std::string& url) {
  constexpr std::string_view kScheme = "http://";
  const auto path = url.find('/', kScheme.size());
  const auto colon = url.rfind(':', path);
  if (!url.starts_with(kScheme) || path == std::string::npos || colon < kScheme.size())
    Fail(url + ": a world can be had of a server at http://ADDRESS:PORT/ alone");
  return {.host = url.substr(kScheme.size(), colon - kScheme.size()),
          .port = url.substr(colon + 1, path - colon - 1),
          .path = url.substr(path)};
}

// A connection for one request.
class Connection {
 public:
  explicit Connection(const Address& address) {
    const addrinfo hints{.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    addrinfo* found = nullptr;
    if (const int error = getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found))
      Fail(address.host + ": " + gai_strerror(error));
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> freed(found, freeaddrinfo);
    socket_ = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(socket_, found->ai_addr, found->ai_addrlen) != 0) {
      const int error = errno;
      close(socket_);
      Fail("connect to port " + address.port + ": " + std::strerror(error));
    }
  }
  ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent < 0) Fail(std::string("write: ") + std::strerror(errno));
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  [[nodiscard]] std::string ReadAll() const {
    std::string all;
    std::array<char, 16384> bytes{};
    for (;;) {
      const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) Fail(std::string("read: ") + std::strerror(errno));
      if (got == 0) return all;
      all.append(bytes.data(), static_cast<std::size_t>(got));
    }
  }

 private:
  int socket_ = -1;
};

// "HTTP/1.1 204 No Content"
int StatusOf(const std::string& answer) { return answer.size() < 12 ? 0 : std::atoi(answer.c_str() + 9); }

std::string SentenceOf(const std::string& body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  return json.is_object() && json.contains("error") ? json["error"].get<std::string>() : body;
}

}  // namespace

std::string AskControl(const std::string& method, const std::string& url, const std::string& body) {
  const Address address = Parsed(url);
  const Connection connection(address);
  connection.Write(method + " " + address.path + " HTTP/1.1\r\nHost: " + address.host + ":" + address.port +
                   "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  const std::string answer = connection.ReadAll();
  const auto end_of_head = answer.find("\r\n\r\n");
  if (end_of_head == std::string::npos) Fail(method + " " + url + ": the server has closed the connection");
  const std::string told = answer.substr(end_of_head + 4);
  const int status = StatusOf(answer);
  if (status < 200 || status >= 300) Fail(method + " " + url + ": " + std::to_string(status) + " " + SentenceOf(told));
  return told;
}

}  // namespace grafake::for_tests
