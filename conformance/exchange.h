#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "conformance/recording.h"

namespace grafake::conformance {

// A request as it goes out: every byte of the target and of header values as given.
struct OutgoingRequest {
  std::string method;
  std::string target;
  std::string who;  // fixtures/README.md: "user:password", "bearer:…", "raw:…", "cookie:…", or empty
  HeaderMap headers;
  std::optional<std::string> body;
  bool content_type = true;  // a body without a Content-Type of its own is application/json
};

class Connection;

// Where a server takes requests.
struct Endpoint {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  std::string path;  // in front of every target: Grafana below a sub-path of another server
  bool tls = false;
  std::string ca;         // a PEM file of those who may vouch for it; empty: the system's
  bool insecure = false;  // anybody's certificate will do

  [[nodiscard]] std::string Url() const;
};

// How long an exchange may take: connecting, asking and reading the whole answer.
struct Patience {
  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  bool interruptible = true;  // an interruption of the run ends it soon
};

// Reads "http://host:3000/sub"; https asks for a certificate that the system's authorities vouch for.
[[nodiscard]] tl::expected<Endpoint, std::string> ReadUrl(const std::string& url);

// Sends one request on a connection of its own and reads the answer. The error says what went wrong on the wire, or
// that the answer is none that a Grafana gives: answer_reader.h has the limits.
[[nodiscard]] tl::expected<RecordedAnswer, std::string> Send(const Endpoint& endpoint, const OutgoingRequest& request,
                                                             const Patience& patience = {});
[[nodiscard]] tl::expected<RecordedAnswer, std::string> Send(std::uint16_t port, const OutgoingRequest& request);

// Keeps its connection from one request to the next, as far as the target does. Not thread-safe.
class KeptConnection {
 public:
  explicit KeptConnection(Endpoint endpoint);
  ~KeptConnection();
  KeptConnection(const KeptConnection&) = delete;
  KeptConnection& operator=(const KeptConnection&) = delete;

  // As Send() above. Nothing is sent twice: a connection that the target has closed meanwhile is an error, too.
  [[nodiscard]] tl::expected<RecordedAnswer, std::string> Send(const OutgoingRequest& request);

 private:
  Endpoint endpoint_;
  Patience patience_;
  std::unique_ptr<Connection> connection_;
};

// The same as a command for a shell; credentials are "$PASSWORD", "$TOKEN", "$COOKIE", "$AUTHORIZATION" or "$SECRET",
// for the reader to set. Secrets inside the body and the path are still in it.
[[nodiscard]] std::string CurlLine(const Endpoint& endpoint, const OutgoingRequest& request);
[[nodiscard]] std::string CurlLine(std::uint16_t port, const OutgoingRequest& request);

}  // namespace grafake::conformance
