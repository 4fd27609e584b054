#include "bench/connection.h"

#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace grafake::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kEnd = "\r\n\r\n";
constexpr std::size_t kLargestHead = 64U << 10U;  // bytes
constexpr std::size_t kLargestLine = 4U << 10U;   // bytes, before a chunk
constexpr std::size_t kLargestBody = 1U << 20U;   // bytes
constexpr int kMostInterim = 16;                  // answers with 1xx
const Poco::Timespan kBetweenLooks(0, 100'000);   // µs between looks at whether somebody still waits
const Poco::Timespan kHandshake(0, 900'000);      // of TLS, which cannot be looked at in between

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view Trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

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
    if (i == lower_name.size()) return Trimmed(line.substr(i + 1));
  }
  return {};
}

std::size_t Number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return read.ec == std::errc::result_out_of_range ? std::numeric_limits<std::size_t>::max() : value;
}

int StatusIn(std::string_view head) {
  return static_cast<int>(Number(head.substr(std::min<std::size_t>(9, head.size()), 3), 10));
}

}  // namespace

Connection::Connection(const TargetUrl& target, const Patience& patience)
    : patience_(patience), end_(Clock::now() + patience.answer) {
  try {
    Connect(target);
    socket_.setNoDelay(true);
  } catch (const Poco::Exception& e) {
    const std::string why = e.displayText();
    const bool distrusted = why.find("certificate") != std::string::npos;
    throw NotConnected("cannot connect to " + target.host + ":" + std::to_string(target.port) + ": " + why +
                       (distrusted ? "; --ca FILE.pem names who vouches for it" : ""));
  }
}

void Connection::Connect(const TargetUrl& target) {
  socket_.connectNB(Poco::Net::SocketAddress(target.host, target.port));
  while (!socket_.poll(kBetweenLooks, Poco::Net::Socket::SELECT_WRITE | Poco::Net::Socket::SELECT_ERROR))
    CheckPatience();
  if (const int error = socket_.impl()->socketError(); error != 0) throw Poco::Net::NetException(std::strerror(error));
  socket_.setBlocking(true);
  socket_.setReceiveTimeout(kBetweenLooks);
  socket_.setSendTimeout(kBetweenLooks);
  if (!target.tls) return;
  const auto left = std::chrono::duration_cast<std::chrono::microseconds>(end_ - Clock::now());
  const Poco::Timespan handshake =
      std::clamp<Poco::Timespan::TimeDiff>(left.count(), 1, kHandshake.totalMicroseconds());
  socket_.setReceiveTimeout(handshake);
  socket_.setSendTimeout(handshake);
  socket_ = Poco::Net::SecureStreamSocket::attach(socket_, target.host, target.tls);
  socket_.setReceiveTimeout(kBetweenLooks);
  socket_.setSendTimeout(kBetweenLooks);
}

void Connection::CheckPatience() const {
  if (patience_.stop != nullptr && *patience_.stop) throw Stopped();
  if (Clock::now() >= end_)
    throw std::runtime_error("no whole answer within " + std::to_string(patience_.answer.count()) + " ms");
}

void Connection::Fill(std::size_t size) {
  std::array<char, 16384> bytes;
  while (buffer_.size() < size) {
    int got = -1;
    try {
      got = socket_.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
    } catch (const Poco::TimeoutException&) {
      CheckPatience();
      continue;
    }
    if (got <= 0) throw std::runtime_error("the target closed the connection");
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
    if (buffer_.size() < size) CheckPatience();  // a target that drips never lets a read time out
  }
}

std::size_t Connection::FillTo(std::string_view mark, std::size_t from, std::size_t most) {
  while (true) {
    const auto at = buffer_.find(mark, from);
    if (at != std::string::npos && at - from <= most) return at + mark.size();
    if (buffer_.size() - from > most) throw std::runtime_error("a head or line of the answer is too long");
    Fill(buffer_.size() + 1);
  }
}

std::string Connection::TakeHead() {
  for (int interim = 0; interim <= kMostInterim; ++interim) {
    const std::size_t size = FillTo(kEnd, 0, kLargestHead);
    std::string head = buffer_.substr(0, size);
    buffer_.erase(0, size);
    if (!head.starts_with("HTTP/1.")) throw std::runtime_error("the answer is not HTTP/1");
    if (StatusIn(head) >= 200) return head;
  }
  throw std::runtime_error("the target sends interim answers without end");
}

std::string Connection::TakeBody(std::size_t size) {
  if (size > kLargestBody) throw std::runtime_error("the answer is over " + std::to_string(kLargestBody) + " bytes");
  Fill(size);
  std::string body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return body;
}

std::string Connection::TakeChunked() {
  std::string body;
  while (true) {
    const std::size_t line = FillTo("\r\n", 0, kLargestLine);
    const std::size_t size = Number(std::string_view(buffer_).substr(0, line), 16);
    buffer_.erase(0, line);
    if (size > kLargestBody - body.size()) return TakeBody(kLargestBody + 1);
    body += TakeBody(size);
    if (TakeBody(2) != "\r\n") throw std::runtime_error("the chunks of the answer are broken");
    if (size == 0) return body;
  }
}

void Connection::Send(std::string_view request) {
  end_ = Clock::now() + patience_.answer;
  for (std::size_t sent = 0; sent < request.size();) {
    try {
      sent +=
          static_cast<std::size_t>(socket_.sendBytes(request.data() + sent, static_cast<int>(request.size() - sent)));
    } catch (const Poco::TimeoutException&) {
      CheckPatience();
    }
  }
}

Answer Connection::Receive() {
  const std::string head = TakeHead();
  Answer answer{.status = StatusIn(head)};
  if (HeaderIn(head, "transfer-encoding") == "chunked")
    answer.body = TakeChunked();
  else if (answer.status != 204 && answer.status != 304)
    answer.body = TakeBody(Number(HeaderIn(head, "content-length"), 10));
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
