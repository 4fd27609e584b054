#include "bench/connection.h"

#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace grafake::bench {
namespace {

constexpr std::string_view kEnd = "\r\n\r\n";

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The value of a header in a raw head; empty when it is missing.
std::string_view HeaderIn(std::string_view head, std::string_view lower_name) {
  while (!head.empty()) {
    const auto end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const auto same = [&](std::size_t i) { return Lower(line[i]) == lower_name[i]; };
    if (line.size() <= lower_name.size() || line[lower_name.size()] != ':') continue;
    std::size_t i = 0;
    while (i < lower_name.size() && same(i)) ++i;
    if (i == lower_name.size()) return line.substr(line.find_first_not_of(' ', i + 1));
  }
  return {};
}

std::size_t Number(std::string_view text, int base) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, base);
  return value;
}

}  // namespace

Connection::Connection(const TargetUrl& target) {
  try {
    socket_.connect(Poco::Net::SocketAddress(target.host, target.port));
  } catch (const Poco::Exception& e) {
    throw NotConnected("cannot connect to " + target.host + ":" + std::to_string(target.port) + ": " + e.displayText());
  }
  socket_.setNoDelay(true);
  socket_.setReceiveTimeout(Poco::Timespan(30, 0));
}

void Connection::Fill(std::size_t size) {
  std::array<char, 16384> bytes;
  while (buffer_.size() < size) {
    const int got = socket_.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
    if (got <= 0) throw std::runtime_error("the target closed the connection");
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

std::size_t Connection::FillHead() {
  while (true) {
    const auto end = buffer_.find(kEnd);
    if (end != std::string::npos) return end + kEnd.size();
    Fill(buffer_.size() + 1);
  }
}

std::string Connection::TakeChunked(std::size_t from) {
  std::string body;
  while (true) {
    auto line = buffer_.find("\r\n", from);
    while (line == std::string::npos) {
      Fill(buffer_.size() + 1);
      line = buffer_.find("\r\n", from);
    }
    const std::size_t size = Number(std::string_view(buffer_).substr(from, line - from), 16);
    Fill(line + 2 + size + 2);
    body.append(buffer_, line + 2, size);
    from = line + 2 + size + 2;
    if (size == 0) break;
  }
  buffer_.erase(0, from);
  return body;
}

void Connection::Send(std::string_view request) {
  for (std::size_t sent = 0; sent < request.size();) {
    sent += static_cast<std::size_t>(socket_.sendBytes(request.data() + sent, static_cast<int>(request.size() - sent)));
  }
}

Answer Connection::Receive() {
  const std::size_t head_size = FillHead();
  const std::string head = buffer_.substr(0, head_size);
  Answer answer{.status = static_cast<int>(Number(std::string_view(head).substr(9, 3), 10))};
  if (HeaderIn(head, "transfer-encoding") == "chunked") {
    answer.body = TakeChunked(head_size);
    return answer;
  }
  const std::size_t length = Number(HeaderIn(head, "content-length"), 10);
  Fill(head_size + length);
  answer.body = buffer_.substr(head_size, length);
  buffer_.erase(0, head_size + length);
  return answer;
}

std::string RequestBytes(const TargetUrl& target, const RequestParts& parts) {
  std::string bytes = parts.method + " " + target.prefix + parts.path + " HTTP/1.1\r\nHost: " + target.host + ":" +
                      std::to_string(target.port) + "\r\n";
  if (!parts.authorization.empty()) bytes += "Authorization: " + parts.authorization + "\r\n";
  if (!parts.body.empty() || parts.method == "POST") {
    bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(parts.body.size()) + "\r\n";
  }
  return bytes + "\r\n" + parts.body;
}

}  // namespace grafake::bench
