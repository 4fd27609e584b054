#pragma once

#include <chrono>
#include <optional>
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
  std::chrono::steady_clock::time_point end;  // of the call: whoever reads the body stops then
};

// Sends calls over connections that it keeps, again where that is safe. Thread-safe.
//
// What is sent again, and why, is decided in these places:
//   request.h     Call::Repeatable: carried out twice it has the effect of once
//   retries.cc    Invites, StatusInvites: the outcomes after which another attempt may help and can do no harm
//   transport.cc  SendWithRetries: only in time, and only while the budget lasts
//   transport.cc  FollowRedirectOrNewToken: a changed request goes out at once; no budget, no wait
//   refusal.cc    MaybeDone, ErrorOf: what an attempt that was lost makes of the outcomes after it
//   connection.cc Exchange: a kept link that turns out dead is replaced at once where the call is repeatable
class Transport {
 public:
  explicit Transport(ClientOptions options);

  // A successful answer, or why there is none. Does not throw.
  [[nodiscard]] Result<Answer> Send(const Call& call, const CallOptions& options);
  // The same options with the end of this call made the end of all that follow.
  [[nodiscard]] CallOptions WithDeadline(const CallOptions& options) const;

 private:
  using TimePoint = std::chrono::steady_clock::time_point;

  // What was tried so far. It outlives an exception, so that what was sent is told all the same.
  struct History {
    std::vector<Attempt> attempts;
    int corrections = 0;
    bool maybe_done = false;       // an attempt before the last one may have been carried out
    bool last_maybe_done = false;  // the last one may have been
    std::string note;              // why there is no other token
  };

  [[nodiscard]] Result<Answer> SendWithRetries(const Call& call, const CallOptions& options, History& history);
  // Sends it once, and once more for each redirect and each token that has become another.
  [[nodiscard]] Outcome SendAndCorrect(const Call& call, Request& request, TimePoint end, const std::stop_token& stop,
                                       History& history);
  [[nodiscard]] Outcome SendOnce(const Call& call, const Request& request, TimePoint end, const std::stop_token& stop,
                                 History& history);
  // The request that is worth sending at once after this outcome; nothing: there is none. Throws what a TokenSource
  // throws, and std::exception when its token cannot be sent.
  [[nodiscard]] std::optional<Request> FollowRedirectOrNewToken(const Call& call, const Outcome& outcome,
                                                                const Request& request) const;
  // How long to wait before the next attempt, which is then paid for; nothing: none will be made.
  [[nodiscard]] std::optional<std::chrono::milliseconds> WaitForRetry(const Call& call, const Outcome& outcome,
                                                                      int made, TimePoint end,
                                                                      const std::stop_token& stop);
  [[nodiscard]] Result<Answer> Succeed(Outcome outcome, TimePoint end, History& history);
  [[nodiscard]] static Error GiveUp(const Call& call, const Outcome& outcome, const Credentials& credentials,
                                    History& history);
  [[nodiscard]] static Error ErrorOfException(const char* what, History& history);
  [[nodiscard]] Request RequestOf(const Call& call, const CallOptions& options) const;
  [[nodiscard]] TimePoint EndOf(const CallOptions& options) const;

  ClientOptions options_;
  BaseUrl base_url_;
  std::optional<std::string> misuse_;  // what keeps the options from working
  Connections connections_;
  Retries retries_;
};

}  // namespace grafake
