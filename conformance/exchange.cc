#include "conformance/exchange.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include "conformance/answer_reader.h"
#include "conformance/base64.h"
#include "conformance/connection.h"
#include "conformance/secrets.h"

namespace grafake::conformance {
namespace {

using Header = std::pair<std::string, std::string>;

// The header that WHO stands for; an empty name for nobody.
Header CredentialHeader(const std::string& who) {
  if (who.empty()) return {};
  if (who.starts_with("bearer:")) return {"Authorization", "Bearer " + who.substr(7)};
  if (who.starts_with("raw:")) return {"Authorization", who.substr(4)};
  if (who.starts_with("cookie:")) return {"Cookie", who.substr(7)};
  return {"Authorization", "Basic " + ToBase64(who)};
}

bool NeedsContentType(const OutgoingRequest& request) {
  return request.body && request.content_type && !request.headers.contains("Content-Type");
}

std::string HostOf(const Endpoint& endpoint) {
  const bool usual = endpoint.port == (endpoint.tls ? 443 : 80);
  const bool address = endpoint.host.find(':') != std::string::npos;  // of IPv6
  return (address ? "[" + endpoint.host + "]" : endpoint.host) + (usual ? "" : ":" + std::to_string(endpoint.port));
}

std::string BytesOf(const Endpoint& endpoint, const OutgoingRequest& request) {
  std::string head =
      request.method + " " + endpoint.path + request.target + " HTTP/1.1\r\nHost: " + HostOf(endpoint) + "\r\n";
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

std::string ShellQuoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string CurlCredentials(const std::string& who) {
  const auto [name, value] = CredentialHeader(who);
  if (name.empty()) return {};
  const bool basic = value.starts_with("Basic ") && !who.starts_with("raw:");
  if (basic) return " -u " + ShellQuoted(who.substr(0, who.find(':')) + ":") + "\"$PASSWORD\"";
  if (value.starts_with("Bearer ")) return " -H " + ShellQuoted(name + ": Bearer ") + "\"$TOKEN\"";
  return " -H " + ShellQuoted(name + ": ") + (name == "Cookie" ? "\"$COOKIE\"" : "\"$AUTHORIZATION\"");
}

}  // namespace

std::string Endpoint::Url() const { return (tls ? "https://" : "http://") + HostOf(*this) + path; }

tl::expected<Endpoint, std::string> ReadUrl(const std::string& url) try {
  const Poco::URI uri(url);
  const bool tls = uri.getScheme() == "https";
  if ((!tls && uri.getScheme() != "http") || uri.getHost().empty() || !uri.getUserInfo().empty())
    return tl::unexpected(std::string("a URL looks like http://host:3000, with --user for credentials"));
  const std::string path = uri.getPathEtc();
  return Endpoint{
      .host = uri.getHost(), .port = uri.getPort(), .path = path.substr(0, path.find_last_not_of('/') + 1), .tls = tls};
} catch (const Poco::Exception&) {
  return tl::unexpected("not a URL: '" + url + "'");
}

tl::expected<RecordedAnswer, std::string> Send(const Endpoint& endpoint, const OutgoingRequest& request,
                                               const Patience& patience) try {
  Connection connection(endpoint, patience);
  connection.Write(BytesOf(endpoint, request));
  return ReadAnswer([&] { return connection.Read(); }, request.method);
} catch (const std::exception& e) {
  return tl::unexpected(std::string(e.what()));
}

tl::expected<RecordedAnswer, std::string> Send(std::uint16_t port, const OutgoingRequest& request) {
  return Send(Endpoint{.port = port}, request);
}

KeptConnection::KeptConnection(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}
KeptConnection::~KeptConnection() = default;

// A connection's patience is counted from its beginning.
tl::expected<RecordedAnswer, std::string> KeptConnection::Send(const OutgoingRequest& request) try {
  constexpr auto kLeast = std::chrono::seconds(20);
  if (!connection_ || patience_.until - std::chrono::steady_clock::now() < kLeast) {
    patience_ = {};
    connection_ = std::make_unique<Connection>(endpoint_, patience_);
  }
  connection_->Write(BytesOf(endpoint_, request));
  return ReadAnswer([&] { return connection_->Read(); }, request.method);
} catch (const std::exception& e) {
  connection_.reset();
  return tl::unexpected(std::string(e.what()));
}

std::string CurlLine(const Endpoint& endpoint, const OutgoingRequest& request) {
  std::string line = "curl -i --path-as-is -X " + request.method + CurlCredentials(request.who);
  if (NeedsContentType(request)) line += " -H 'Content-Type: application/json'";
  for (const auto& [name, value] : request.headers)
    line += IsSecretHeader(name) ? " -H " + ShellQuoted(name + ": ") + "\"$SECRET\""
                                 : " -H " + ShellQuoted(name + ": " + value);
  if (request.body) line += " --data-binary " + ShellQuoted(*request.body);
  return line + " " + ShellQuoted(endpoint.Url() + request.target);
}

std::string CurlLine(std::uint16_t port, const OutgoingRequest& request) {
  return CurlLine(Endpoint{.port = port}, request);
}

}  // namespace grafake::conformance
