#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "grafake/client.h"
#include "src/base_url.h"
#include "src/connections.h"
#include "src/request.h"
#include "src/retries.h"

namespace grafake {

// A successful answer.
struct Answer {
  int status = 0;
  std::string content_type;
  std::string body;
  std::vector<Attempt> attempts;
};

// Sends calls over connections that it keeps, again where that is safe. Thread-safe.
class Transport {
 public:
  explicit Transport(ClientOptions options);

  // A successful answer, or why there is none. Does not throw.
  [[nodiscard]] Result<Answer> Send(const Call& call, const CallOptions& options);
  // The same options with the end of this call made the end of all that follow.
  [[nodiscard]] CallOptions WithDeadline(const CallOptions& options) const;

 private:
  using TimePoint = std::chrono::steady_clock::time_point;

  [[nodiscard]] Result<Answer> Try(const Call& call, const CallOptions& options);
  [[nodiscard]] Request RequestOf(const Call& call, const CallOptions& options) const;
  [[nodiscard]] TimePoint EndOf(const CallOptions& options) const;
  [[nodiscard]] Outcome Once(const Request& request, bool repeatable, TimePoint end, const std::stop_token& stop);
  // True when the request was changed so that it is worth sending at once: a redirect, or a token rotated meanwhile.
  [[nodiscard]] bool Corrected(const Call& call, const Outcome& outcome, Request& request) const;

  ClientOptions options_;
  BaseUrl base_url_;
  std::string misuse_;  // what keeps the options from working; empty: nothing
  Connections connections_;
  Retries retries_;
};

}  // namespace grafake
