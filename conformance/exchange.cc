#include "conformance/exchange.h"

#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "conformance/answer_reader.h"
#include "conformance/secrets.h"

namespace grafake::conformance {
namespace {

using Header = std::pair<std::string, std::string>;

std::string Base64(const std::string& text) {
  std::ostringstream out;
  Poco::Base64Encoder encoder(out);
  encoder.rdbuf()->setLineLength(0);
  encoder << text;
  encoder.close();
  return out.str();
}

// The header that WHO stands for; an empty name for nobody.
Header CredentialHeader(const std::string& who) {
  if (who.empty()) return {};
  if (who.starts_with("bearer:")) return {"Authorization", "Bearer " + who.substr(7)};
  if (who.starts_with("raw:")) return {"Authorization", who.substr(4)};
  if (who.starts_with("cookie:")) return {"Cookie", who.substr(7)};
  return {"Authorization", "Basic " + Base64(who)};
}

bool NeedsContentType(const OutgoingRequest& request) {
  return request.body && request.content_type && !request.headers.contains("Content-Type");
}

std::string BytesOf(std::uint16_t port, const OutgoingRequest& request) {
  std::string head =
      request.method + " " + request.target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n";
  const auto add = [&](const std::string& name, const std::string& value) { head += name + ": " + value + "\r\n"; };
  const auto [credential, secret] = CredentialHeader(request.who);
  if (!credential.empty()) add(credential, secret);
  if (NeedsContentType(request)) add("Content-Type", "application/json");
  for (const auto& [name, value] : request.headers) add(name, value);
  const bool mayHaveBody = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  const std::string body = request.body.value_or("");
  if (request.body || mayHaveBody) add("Content-Length", std::to_string(body.size()));
  return head + "\r\n" + body;
}

void SendAll(Poco::Net::StreamSocket& socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const int sent = socket.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string Receive(Poco::Net::StreamSocket& socket) {
  std::array<char, 16384> bytes{};
  const int got = socket.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
  return {bytes.data(), static_cast<std::size_t>(std::max(got, 0))};
}

std::string ShellQuoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string CurlCredentials(const std::string& who) {
  const auto [name, value] = CredentialHeader(who);
  if (name.empty()) return {};
  const bool basic = value.starts_with("Basic ") && !who.starts_with("raw:");
  if (basic) return " -u " + ShellQuoted(who.substr(0, who.find(':')) + ":***");
  return " -H " + ShellQuoted(name + (value.starts_with("Bearer ") ? ": Bearer ***" : ": ***"));
}

}  // namespace

tl::expected<RecordedAnswer, std::string> Send(std::uint16_t port, const OutgoingRequest& request) try {
  Poco::Net::StreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", port));
  socket.setReceiveTimeout(Poco::Timespan(30, 0));
  SendAll(socket, BytesOf(port, request));
  return ReadAnswer([&] { return Receive(socket); }, request.method);
} catch (const Poco::Exception& e) {
  return tl::unexpected(e.displayText());
} catch (const std::exception& e) {
  return tl::unexpected(std::string(e.what()));
}

std::string CurlLine(std::uint16_t port, const OutgoingRequest& request) {
  std::string line = "curl -i --path-as-is -X " + request.method + CurlCredentials(request.who);
  if (NeedsContentType(request)) line += " -H 'Content-Type: application/json'";
  for (const auto& [name, value] : request.headers)
    line += " -H " + ShellQuoted(name + ": " + (IsSecretHeader(name) ? "***" : value));
  if (request.body) line += " --data-binary " + ShellQuoted(*request.body);
  return line + " " + ShellQuoted("http://127.0.0.1:" + std::to_string(port) + request.target);
}

}  // namespace grafake::conformance
