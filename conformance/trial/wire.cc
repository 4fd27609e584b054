#include "conformance/trial/wire.h"

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>

#include <array>

#include "conformance/base64.h"

namespace grafake::conformance {
namespace {

using Poco::Net::Socket;
using Poco::Net::StreamSocket;

// Hands over what one side has said; false at its end.
bool HandOver(StreamSocket& from, StreamSocket& to, std::string& bytes) {
  std::array<char, 16384> part{};
  const int got = from.receiveBytes(part.data(), static_cast<int>(part.size()));
  if (got <= 0) return false;
  bytes.append(part.data(), static_cast<std::size_t>(got));
  for (int sent = 0; sent < got;) sent += to.sendBytes(part.data() + sent, got - sent);
  return true;
}

}  // namespace

Wire::Wire(std::uint16_t server) : server_(server) {}

Wire::~Wire() {
  ending_ = true;
  acceptor_.join();
}

void Wire::Accept() {
  while (!ending_) {
    if (!listener_.poll(Poco::Timespan(0, 50000), Socket::SELECT_READ)) continue;
    carriers_.emplace_back([this, client = listener_.acceptConnection()] { Carry(client); });
  }
}

void Wire::Carry(StreamSocket client) {
  std::string asked;
  std::string answered;
  try {
    StreamSocket server(Poco::Net::SocketAddress("127.0.0.1", server_));
    for (bool open = true; open && !ending_;) {
      Socket::SocketList readable = {client, server};
      Socket::SocketList none, broken;
      if (Socket::select(readable, none, broken, Poco::Timespan(0, 50000)) == 0) continue;
      for (const Socket& side : readable)
        open = open && (side == client ? HandOver(client, server, asked) : HandOver(server, client, answered));
    }
  } catch (const Poco::Exception&) {
    // One side is gone; so is the connection.
  }
  const std::lock_guard lock(mutex_);
  bytes_ += asked + "\n" + answered + "\n";
}

std::string Wire::Bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

std::set<std::string> SecretsIn(const std::string& bytes) {
  std::set<std::string> secrets;
  const auto keep = [&](const std::string& text) {
    if (text.size() > 5) secrets.insert(text);  // "admin" and "wrong" are words of every report
  };
  const auto collect = [&](const std::string& before, const std::string& ends, const auto& take) {
    for (auto at = bytes.find(before); at != std::string::npos; at = bytes.find(before, at + 1)) {
      const auto begin = at + before.size();
      take(bytes.substr(begin, bytes.find_first_of(ends, begin) - begin));
    }
  };
  collect("Authorization: Bearer ", "\r", keep);
  collect("Authorization: Basic ", "\r", [&](const std::string& coded) {
    const std::string plain = FromBase64(coded).value_or("");
    keep(coded);
    keep(plain.substr(plain.find(':') + 1));
  });
  collect("grafana_session=", ";\r", keep);
  for (const char* member : {"key", "password", "oldPassword", "newPassword", "confirmNew"})
    collect('"' + std::string(member) + "\":\"", "\"", keep);
  return secrets;
}

}  // namespace grafake::conformance
