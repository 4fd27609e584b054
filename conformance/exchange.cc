#include "conformance/exchange.h"

#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>

#include <array>
#include <charconv>
#include <sstream>
#include <stdexcept>

#include "conformance/compare.h"

namespace grafake::conformance {
namespace {

std::string Base64(const std::string& text) {
  std::ostringstream out;
  Poco::Base64Encoder encoder(out);
  encoder.rdbuf()->setLineLength(0);
  encoder << text;
  encoder.close();
  return out.str();
}

// The header line that WHO stands for; empty for nobody.
std::string CredentialLine(const std::string& who) {
  if (who.empty()) return {};
  if (who.starts_with("bearer:")) return "Authorization: Bearer " + who.substr(7) + "\r\n";
  if (who.starts_with("raw:")) return "Authorization: " + who.substr(4) + "\r\n";
  if (who.starts_with("cookie:")) return "Cookie: " + who.substr(7) + "\r\n";
  return "Authorization: Basic " + Base64(who) + "\r\n";
}

std::string Bytes(std::uint16_t port, const OutgoingRequest& request) {
  std::string head =
      request.method + " " + request.target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n";
  head += CredentialLine(request.who);
  if (request.body && !request.headers.contains("Content-Type")) head += "Content-Type: application/json\r\n";
  for (const auto& [name, value] : request.headers) head += name + ": " + value + "\r\n";
  const bool sends_length =
      request.body || request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (sends_length) head += "Content-Length: " + std::to_string(request.body.value_or("").size()) + "\r\n";
  return head + "\r\n" + request.body.value_or("");
}

// Reads an answer from a socket, byte for byte. Throws std::runtime_error.
class Reader {
 public:
  explicit Reader(Poco::Net::StreamSocket& socket) : socket_(socket) {}

  std::string Line() {
    while (true) {
      const auto end = buffer_.find("\r\n");
      if (end != std::string::npos) return Take(end, 2);
      More();
    }
  }

  std::string Count(std::size_t size) {
    while (buffer_.size() < size) More();
    return Take(size, 0);
  }

  std::string Rest() {
    try {
      while (true) More();
    } catch (const std::runtime_error&) {
      return Take(buffer_.size(), 0);
    }
  }

 private:
  std::string Take(std::size_t size, std::size_t behind) {
    std::string text = buffer_.substr(0, size);
    buffer_.erase(0, size + behind);
    return text;
  }

  void More() {
    std::array<char, 16384> bytes{};
    const int got = socket_.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
    if (got <= 0) throw std::runtime_error("the connection was closed before the answer was complete");
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  }

  Poco::Net::StreamSocket& socket_;
  std::string buffer_;
};

std::size_t Number(const std::string& text, int base) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, base);
  return value;
}

HeaderMap ReadHeaders(Reader& reader) {
  HeaderMap headers;
  for (std::string line = reader.Line(); !line.empty(); line = reader.Line()) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) throw std::runtime_error("a header line without colon: " + line);
    const auto value = line.find_first_not_of(' ', colon + 1);
    headers.emplace(line.substr(0, colon), value == std::string::npos ? "" : line.substr(value));
  }
  return headers;
}

std::string ReadChunks(Reader& reader) {
  std::string body;
  while (true) {
    const std::size_t size = Number(reader.Line(), 16);
    if (size == 0) break;
    body += reader.Count(size);
    reader.Line();
  }
  reader.Line();
  return body;
}

std::string ReadBody(Reader& reader, const RecordedAnswer& answer, const std::string& method) {
  if (method == "HEAD" || answer.status == 204 || answer.status == 304) return {};
  if (answer.headers.contains("Transfer-Encoding")) return ReadChunks(reader);
  const auto length = answer.headers.find("Content-Length");
  return length == answer.headers.end() ? reader.Rest() : reader.Count(Number(length->second, 10));
}

RecordedAnswer ReadAnswer(Reader& reader, const std::string& method) {
  const std::string status = reader.Line();
  if (!status.starts_with("HTTP/1.") || status.size() < 12) throw std::runtime_error("no HTTP answer: " + status);
  RecordedAnswer answer{.status = static_cast<int>(Number(status.substr(9, 3), 10)), .headers = ReadHeaders(reader)};
  answer.body = ReadBody(reader, answer, method);
  // These were not kept in recordings.
  for (const char* name : {"Date", "Content-Length", "Connection", "Transfer-Encoding"}) answer.headers.erase(name);
  return answer;
}

std::string ShellQuoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

tl::expected<RecordedAnswer, std::string> Send(std::uint16_t port, const OutgoingRequest& request) try {
  Poco::Net::StreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", port));
  socket.setReceiveTimeout(Poco::Timespan(30, 0));
  const std::string bytes = Bytes(port, request);
  for (std::size_t sent = 0; sent < bytes.size();) {
    sent += static_cast<std::size_t>(socket.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent)));
  }
  Reader reader(socket);
  return ReadAnswer(reader, request.method);
} catch (const Poco::Exception& e) {
  return tl::unexpected(e.displayText());
} catch (const std::exception& e) {
  return tl::unexpected(std::string(e.what()));
}

std::string CurlLine(std::uint16_t port, const OutgoingRequest& request) {
  std::string line = "curl -i --path-as-is -X " + request.method;
  if (!request.who.empty())
    line += request.who.find(':') != std::string::npos && request.who.starts_with("bearer:")
                ? " -H 'Authorization: Bearer …'"
                : " -u …";
  for (const auto& [name, value] : request.headers) {
    line +=
        " -H " + ShellQuoted(name + ": " + (name == "Authorization" || name == "Cookie" ? std::string("…") : value));
  }
  if (request.body)
    line += " -H 'Content-Type: application/json' --data-binary " + ShellQuoted(WithoutSecrets(*request.body));
  return line + " " + ShellQuoted("http://127.0.0.1:" + std::to_string(port) + request.target);
}

}  // namespace grafake::conformance
