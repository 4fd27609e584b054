#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/request_note.h"

namespace grafake::server {

struct Principal;
struct Reason;  // http/reason.h

// One header line as it came. Names keep their spelling; they compare without case.
struct Header {
  std::string name;
  std::string value;
};

// What a client asked, as plain values: no socket, no POCO. Everything in it is untrusted.
struct Request {
  std::string method;  // as sent, "GET"; compared with case
  std::string path;    // the target before '?', still percent-encoded, beginning with '/'
  std::string query;   // the target after '?', still percent-encoded; empty when there is none
  std::vector<Header> headers;
  std::string body;
  std::string client_ip;  // without port
  std::string client_port;
  bool https = false;      // the connection is encrypted
  std::string raw_target;  // the target as sent, where path and query do not show it; empty otherwise

  // The target of the request line, as sent.
  [[nodiscard]] std::string Target() const;

  // The value of the first header of that name, whatever its case; null when there is none.
  [[nodiscard]] const std::string* FindHeader(std::string_view name) const;
};

// The name of a header that goes out. Only a literal can be one, so that it is never copied.
class HeaderName {
 public:
  consteval HeaderName(const char* literal) : text_(literal) {}  // NOLINT(google-explicit-constructor)
  constexpr operator std::string_view() const { return text_; }  // NOLINT(google-explicit-constructor)
  friend bool operator==(HeaderName name, std::string_view text) { return name.text_ == text; }

 private:
  std::string_view text_;
};

// One header line of an answer.
struct AnswerHeader {
  HeaderName name;
  std::string value;
};

// As many as answers usually have: room for them is made at once.
inline constexpr std::size_t kUsualAnswerHeaders = 8;

// What goes back. The server adds Date, Content-Length or Transfer-Encoding, and Connection.
struct Response {
  int status = 200;
  std::vector<AnswerHeader> headers;
  std::string body;
  bool traced = false;     // the body ends with the member traceID
  std::string_view route;  // the pattern of the route that answered, for logs and metrics; empty: none
  std::shared_ptr<const Principal> caller = nullptr;  // who asked, for the log; null: it has not come so far
  std::vector<RequestNote> notes = {};                // for the log
  std::shared_ptr<const Reason> reason = nullptr;     // of a refusal: what decided it; null: none is known

  // Replaces every header of that name.
  void SetHeader(HeaderName name, std::string value);
};

// True when the two names are equal without regard to ASCII case.
[[nodiscard]] bool SameHeaderName(std::string_view a, std::string_view b);

}  // namespace grafake::server
