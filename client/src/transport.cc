#include "src/transport.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <random>
#include <stdexcept>
#include <utility>

#include "src/connection.h"
#include "src/credentials.h"
#include "src/refusal.h"

namespace grafake {
namespace {

using std::chrono::milliseconds;

constexpr int kMostCorrections = 5;
constexpr milliseconds kLongestTimeout = std::chrono::hours(24);  // what a time point can surely hold

bool IsSuccess(int status) { return status >= 200 && status <= 299; }

Error Misuse(std::string message) { return {.kind = ErrorKind::kMisused, .message = std::move(message)}; }

// What keeps these options from working.
std::optional<std::string> ComplaintAbout(const ClientOptions& options) {
  if (const auto base_url = BaseUrlOf(options.url); !base_url) return base_url.error();
  if (HasControl(options.user_agent)) return "the user agent holds a control character";
  return ComplaintAbout(options.credentials);
}

double Random() {
  thread_local std::minstd_rand engine(std::random_device{}());
  return std::uniform_real_distribution<double>(0, 1)(engine);
}

void Sleep(milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_for(lock, stop, time, [] { return false; });
}

Timing FilledIn(Timing timing) {
  if (!timing.now) timing.now = [] { return std::chrono::steady_clock::now(); };
  if (!timing.sleep) timing.sleep = Sleep;
  if (!timing.random) timing.random = Random;
  return timing;
}

Attempt AttemptOf(const Outcome& outcome) { return {outcome.took, outcome.status, outcome.failure}; }

// A deletion that is repeated finds nothing where the lost one was carried out.
bool DeletedBefore(const Call& call, const Outcome& outcome, bool maybe_done) {
  return maybe_done && call.method == "DELETE" && outcome.status == 404;
}

bool IsDone(const Call& call, const Outcome& outcome, bool maybe_done) {
  if (outcome.end != Outcome::End::kAnswered) return false;
  return IsSuccess(outcome.status) || DeletedBefore(call, outcome, maybe_done);
}

}  // namespace

Transport::Transport(ClientOptions options)
    : options_(std::move(options)),
      base_url_(BaseUrlOf(options_.url).value_or(BaseUrl{})),
      misuse_(ComplaintAbout(options_)),
      connections_(options_, base_url_),
      retries_(options_.retry) {
  options_.timing = FilledIn(std::move(options_.timing));
}

Result<Answer> Transport::Send(const Call& call, const CallOptions& options) {
  if (misuse_) return tl::unexpected(Misuse(*misuse_));
  History history;
  try {
    return SendWithRetries(call, options, history);
  } catch (const Json::type_error&) {
    return tl::unexpected(ErrorOfException("a text of the call is not UTF-8", history));
  } catch (const std::exception& e) {
    return tl::unexpected(ErrorOfException(e.what(), history));
  } catch (...) {
    return tl::unexpected(ErrorOfException("something was thrown that is no std::exception", history));
  }
}

// Nothing was sent where no attempt was begun. Otherwise a call that changes something may have been carried out.
Error Transport::ErrorOfException(const char* what, History& history) {
  Error error = Misuse(FitForALog(what));
  if (history.attempts.empty()) return error;
  error.kind = history.maybe_done || history.last_maybe_done ? ErrorKind::kOutcomeUnknown : ErrorKind::kNotReached;
  error.attempts = std::move(history.attempts);
  if (Attempt& last = error.attempts.back(); last.status == 0) last.failure = error.message;
  return error;
}

Result<Answer> Transport::SendWithRetries(const Call& call, const CallOptions& options, History& history) {
  const TimePoint end = EndOf(options);
  Request request = RequestOf(call, options);
  if (auto complaint = ComplaintAbout(request.credentials)) return tl::unexpected(Misuse(*std::move(complaint)));
  for (int made = 1;; ++made) {
    Outcome outcome = SendAndCorrect(call, request, end, options.stop, history);
    if (IsDone(call, outcome, history.maybe_done)) return Succeed(std::move(outcome), end, history);
    const auto wait = WaitForRetry(call, outcome, made, end, options.stop);
    if (!wait) return tl::unexpected(GiveUp(call, outcome, request.credentials, history));
    history.maybe_done = history.maybe_done || history.last_maybe_done;
    options_.timing.sleep(*wait, options.stop);
    if (options.stop.stop_requested() || options_.timing.now() >= end) retries_.GiveBack();
  }
}

Error Transport::GiveUp(const Call& call, const Outcome& outcome, const Credentials& credentials, History& history) {
  Error error = ErrorOf(call, outcome, credentials, history.maybe_done);
  if (!history.note.empty()) error.message = FitForALog(Redacted(error.message + history.note, credentials));
  error.attempts = std::move(history.attempts);
  return error;
}

Outcome Transport::SendAndCorrect(const Call& call, Request& request, TimePoint end, const std::stop_token& stop,
                                  History& history) {
  for (;; ++history.corrections) {
    Outcome outcome = SendOnce(call, request, end, stop, history);
    if (outcome.end != Outcome::End::kAnswered || IsSuccess(outcome.status)) return outcome;
    if (history.corrections >= kMostCorrections) return outcome;
    try {
      auto corrected = FollowRedirectOrNewToken(call, outcome, request);
      if (!corrected) return outcome;
      request = std::move(*corrected);
    } catch (const std::exception& e) {
      history.note = std::string("; no other token: ") + e.what();
      return outcome;
    }
  }
}

// Asked for last, so that no retry is paid for that will not be made.
std::optional<milliseconds> Transport::WaitForRetry(const Call& call, const Outcome& outcome, int made, TimePoint end,
                                                    const std::stop_token& stop) {
  const auto wait = retries_.WaitAfter(call, outcome, made, options_.timing.random());
  if (!wait || options_.timing.now() + *wait >= end || stop.stop_requested()) return std::nullopt;
  return retries_.TakeFromBudget() ? wait : std::nullopt;
}

Result<Answer> Transport::Succeed(Outcome outcome, TimePoint end, History& history) {
  retries_.Succeeded();
  return Answer{.status = outcome.status,
                .content_type = std::move(outcome.content_type),
                .body = std::move(outcome.body),
                .attempts = std::move(history.attempts),
                .end = std::chrono::steady_clock::now() + (end - options_.timing.now())};
}

Request Transport::RequestOf(const Call& call, const CallOptions& options) const {
  return {.method = call.method,
          .target = base_url_.path + call.path,
          .body = Secret(call.body.is_null() ? std::string() : call.body.dump()),
          .credentials = Current(options_.credentials),
          .org_id = options.org_id.value_or(options_.org_id)};
}

Transport::TimePoint Transport::EndOf(const CallOptions& options) const {
  const milliseconds timeout = std::clamp(options.timeout.value_or(options_.timeout), milliseconds(0), kLongestTimeout);
  const TimePoint end = options_.timing.now() + timeout;
  return options.deadline ? std::min(end, *options.deadline) : end;
}

CallOptions Transport::WithDeadline(const CallOptions& options) const {
  CallOptions same = options;
  same.deadline = EndOf(options);
  return same;
}

// The attempt is in the history before it begins: an exception does not make it unmade.
Outcome Transport::SendOnce(const Call& call, const Request& request, TimePoint end, const std::stop_token& stop,
                            History& history) {
  Attempt& attempt = history.attempts.emplace_back();
  history.last_maybe_done = false;
  const auto left = std::chrono::ceil<milliseconds>(end - options_.timing.now());
  Outcome outcome;
  if (stop.stop_requested()) {
    outcome = {.end = Outcome::End::kStopped, .failure = "stopped before it was sent"};
  } else if (left.count() <= 0) {
    outcome = {.end = Outcome::End::kTimedOut, .failure = "no time was left to send it"};
  } else {
    auto connection = connections_.Take();
    history.last_maybe_done = !call.OnlyReads();
    outcome = connection->Exchange(request, call.Repeatable(), left, stop);
    connections_.Keep(std::move(connection));
  }
  history.last_maybe_done = MaybeDone(call, outcome);
  attempt = AttemptOf(outcome);
  return outcome;
}

std::optional<Request> Transport::FollowRedirectOrNewToken(const Call& call, const Outcome& outcome,
                                                           const Request& request) const {
  Request corrected = request;
  if (!outcome.location.empty() && call.OnlyReads()) {
    Destination destination = Resolved(base_url_.origin, request.target, outcome.location);
    if (destination.origin != base_url_.origin) return std::nullopt;
    corrected.target = std::move(destination.target);
    return corrected;
  }
  if (!std::holds_alternative<TokenSource>(options_.credentials) || !RefusesToken(outcome)) return std::nullopt;
  corrected.credentials = Current(options_.credentials);
  const Secret& now = std::get<AccessToken>(corrected.credentials).token;
  if (now == std::get<AccessToken>(request.credentials).token) return std::nullopt;
  if (const auto complaint = ComplaintAbout(corrected.credentials)) throw std::runtime_error(*complaint);
  return corrected;
}

}  // namespace grafake
