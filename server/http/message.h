#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
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

// What a test has a request meet inside the server. Nothing of it comes from the client.
struct Plight {
  bool database_locked = false;  // whatever its handler wants to do with the database
  bool caller_kept = false;      // who asks is met as he was found up to five seconds before
};

// Who waits for the answer to a request.
class AskingClient {
 public:
  AskingClient() = default;
  AskingClient(const AskingClient&) = delete;
  AskingClient& operator=(const AskingClient&) = delete;
  virtual ~AskingClient() = default;

  // It has closed the connection, or its side of it. To be called while the request is answered.
  [[nodiscard]] virtual bool IsGone() const = 0;
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
  Plight plight = {};
  const AskingClient* client = nullptr;  // null: nobody can say whether it still waits

  // The target of the request line, as sent.
  [[nodiscard]] std::string Target() const;

  // The value of the first header of that name, whatever its case; null when there is none.
  [[nodiscard]] const std::string* FindHeader(std::string_view name) const;
};

// The name of a header that goes out, usually a literal, so that it is never copied.
class HeaderName {
 public:
  consteval HeaderName(const char* literal) : text_(literal) {}  // NOLINT(google-explicit-constructor)
  constexpr operator std::string_view() const { return text_; }  // NOLINT(google-explicit-constructor)
  friend bool operator==(HeaderName name, std::string_view text) { return name.text_ == text; }

  // One that is kept elsewhere for longer than the answer lives.
  [[nodiscard]] static constexpr HeaderName OfKept(std::string_view text) {
    HeaderName name("");
    name.text_ = text;
    return name;
  }

 private:
  std::string_view text_;
};

// One header line of an answer.
struct AnswerHeader {
  HeaderName name;
  std::string value;
};

// How an answer reaches its client when that is to go wrong.
struct Delivery {
  enum class End {
    kUsual,
    kDropped,  // the connection is closed before a byte of it
    kReset,    // the same, by a reset; a unix socket knows none and is closed
    kGarbage,  // bytes that are no HTTP in its place, then the connection is closed
  };

  std::chrono::nanoseconds delay{0};  // before anything of it
  End end = End::kUsual;
  std::optional<std::size_t> cut_after;  // so many bytes of a longer body go, then the connection is closed
  std::size_t bytes_a_second = 0;        // of the body; 0: all at once
  // True: whoever wanted it to be late wants that no more, and what is still to go goes at once; null: nobody will.
  std::shared_ptr<const std::atomic<bool>> lifted = nullptr;
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
  std::shared_ptr<const Principal> caller = nullptr;   // who asked, for the log; null: it has not come so far
  std::int64_t token_id = 0;                           // of the token or key with which the caller asked; 0: none
  std::vector<RequestNote> notes = {};                 // for the log
  std::shared_ptr<const Reason> reason = nullptr;      // of a refusal: what decided it; null: none is known
  std::shared_ptr<const Delivery> delivery = nullptr;  // null: as usual

  // Replaces every header of that name.
  void SetHeader(HeaderName name, std::string value);
};

// True when the two names are equal without regard to ASCII case.
[[nodiscard]] bool SameHeaderName(std::string_view a, std::string_view b);

}  // namespace grafake::server
