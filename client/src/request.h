#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "grafake/credentials.h"

namespace grafake {

using Json = nlohmann::json;

// What a call asks for, before it is HTTP.
struct Call {
  std::string_view method;
  std::string path;  // "/api/…", below the sub-path of the URL
  Json body;         // null: none

  [[nodiscard]] bool OnlyReads() const { return method == "GET"; }
  // Carried out twice, it has the same effect as once (RFC 9110, 9.2.2).
  [[nodiscard]] bool Repeatable() const { return OnlyReads() || method == "PUT" || method == "DELETE"; }
};

// A call as HTTP.
struct Request {
  std::string_view method;
  std::string target;       // path and query, the sub-path of the URL included
  Secret body;              // may hold a password
  Credentials credentials;  // no TokenSource: its token
  std::int64_t org_id = 0;
};

// What came of sending a request once.
struct Outcome {
  enum class End : std::uint8_t {
    kAnswered,    // with a whole answer, whatever its status
    kNotSent,     // no connection
    kLost,        // sent, and no whole answer came
    kUnreadable,  // sent, and what came is not HTTP, or too much
    kTimedOut,
    kStopped,
    kNotTrusted,  // no connection: the server's certificate is not good
    kMisused,     // no connection: a file of the options cannot be used
  };

  End end = End::kAnswered;
  bool sent = false;    // at least a part of the request may have left
  std::string failure;  // what went wrong; empty when answered
  int status = 0;
  std::string content_type;
  std::string body;
  std::string location;                             // where a redirect points, as it was sent; empty: nowhere
  std::optional<std::chrono::seconds> retry_after;  // what the server asked for
  std::chrono::microseconds took{};
};

}  // namespace grafake
