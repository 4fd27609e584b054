#include "conformance/trial/hostile_server.h"

#include <Poco/Exception.h>

#include <array>
#include <chrono>
#include <csignal>

namespace grafake::conformance {
namespace {

using Poco::Net::Socket;
using Poco::Net::StreamSocket;

std::string Plain(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void SendAll(StreamSocket& client, const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();)
    at += static_cast<std::size_t>(client.sendBytes(bytes.data() + at, static_cast<int>(bytes.size() - at)));
}

}  // namespace

HostileServer::HostileServer(Hostility hostility, bool plays_along)
    : hostility_(std::move(hostility)), plays_along_(plays_along) {
  std::signal(SIGPIPE, SIG_IGN);
  acceptor_ = std::jthread([this] { Accept(); });
}

HostileServer::~HostileServer() {
  ending_ = true;
  acceptor_.join();
}

void HostileServer::Accept() {
  while (!ending_) {
    if (!listener_.poll(Poco::Timespan(0, 20000), Socket::SELECT_READ)) continue;
    servants_.emplace_back([this, client = listener_.acceptConnection()] { Serve(client); });
    ++taken_;
  }
}

void HostileServer::Serve(StreamSocket client) try {
  client.setSendTimeout(Poco::Timespan(0, 100000));
  std::string asked;
  if (plays_along_ || hostility_.resets) {
    std::array<char, 4096> bytes{};
    while (!ending_ && !client.poll(Poco::Timespan(0, 20000), Socket::SELECT_READ)) continue;
    if (ending_) return;
    asked.assign(bytes.data(), static_cast<std::size_t>(client.receiveBytes(bytes.data(), bytes.size())));
  }
  if (plays_along_ && asked.starts_with("GET /api/health ")) return SendAll(client, Plain(R"({"version":"9.0.9"})"));
  if (plays_along_ && asked.starts_with("GET /api/org ")) return SendAll(client, Plain(R"({"id":1})"));
  if (plays_along_ && asked.starts_with("GET ")) return SendAll(client, Plain("{}"));
  Torment(client);
} catch (const Poco::Exception&) {
  // The client has gone, as it should.
}

void HostileServer::Torment(StreamSocket& client) const {
  if (hostility_.resets) return client.setLinger(true, 0);
  SendAll(client, hostility_.first);
  while (!ending_) {
    const int pause = hostility_.again.empty() ? 20 : hostility_.pause_milliseconds;
    std::this_thread::sleep_for(std::chrono::milliseconds(pause));
    if (!hostility_.again.empty()) {
      try {
        SendAll(client, hostility_.again);
      } catch (const Poco::TimeoutException&) {
        continue;  // it does not read
      }
    } else if (client.poll(Poco::Timespan(), Socket::SELECT_READ) && client.available() == 0) {
      return;
    }
  }
}

}  // namespace grafake::conformance
