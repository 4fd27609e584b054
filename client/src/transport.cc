#include "src/transport.h"

#include <algorithm>
#include <condition_variable>
#include <random>

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

// What keeps these options from working; empty: nothing.
std::string ComplaintAbout(const ClientOptions& options) {
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

Timing WithRealOnes(Timing timing) {
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

}  // namespace

Transport::Transport(ClientOptions options)
    : options_(std::move(options)),
      base_url_(BaseUrlOf(options_.url).value_or(BaseUrl{})),
      misuse_(ComplaintAbout(options_)),
      connections_(options_, base_url_),
      retries_(options_.retry) {
  options_.timing = WithRealOnes(std::move(options_.timing));
}

Result<Answer> Transport::Send(const Call& call, const CallOptions& options) try {
  if (!misuse_.empty()) return tl::unexpected(Misuse(misuse_));
  return Try(call, options);
} catch (const Json::type_error&) {
  return tl::unexpected(Misuse("a text of the call is not UTF-8"));
} catch (const std::exception& e) {
  return tl::unexpected(Misuse(e.what()));
}

Result<Answer> Transport::Try(const Call& call, const CallOptions& options) {
  const TimePoint end = EndOf(options);
  Request request = RequestOf(call, options);
  std::vector<Attempt> attempts;
  bool maybe_done = false;
  for (int made = 1, corrections = 0;; ++made) {
    if (std::string complaint = ComplaintAbout(request.credentials); !complaint.empty())
      return tl::unexpected(Misuse(std::move(complaint)));
    Outcome outcome = Once(request, call.Repeatable(), end, options.stop);
    attempts.push_back(AttemptOf(outcome));
    const bool answered = outcome.end == Outcome::End::kAnswered;
    if (answered && (IsSuccess(outcome.status) || DeletedBefore(call, outcome, maybe_done))) {
      retries_.Succeeded();
      return Answer{outcome.status, std::move(outcome.content_type), std::move(outcome.body), std::move(attempts)};
    }
    if (answered && corrections < kMostCorrections && Corrected(call, outcome, request)) {
      ++corrections, --made;
      continue;
    }
    const auto wait = retries_.WaitAfter(call, outcome, made, options_.timing.random());
    if (!wait || options_.timing.now() + *wait >= end || options.stop.stop_requested()) {
      Error error = ErrorOf(call, outcome, request.credentials, maybe_done);
      error.attempts = std::move(attempts);
      return tl::unexpected(std::move(error));
    }
    maybe_done = maybe_done || MaybeDone(call, outcome);
    options_.timing.sleep(*wait, options.stop);
  }
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

Outcome Transport::Once(const Request& request, bool repeatable, TimePoint end, const std::stop_token& stop) {
  const auto left = std::chrono::ceil<milliseconds>(end - options_.timing.now());
  if (stop.stop_requested()) return {.end = Outcome::End::kStopped, .failure = "stopped before it was sent"};
  if (left.count() <= 0) return {.end = Outcome::End::kTimedOut, .failure = "no time was left to send it"};
  auto connection = connections_.Take();
  Outcome outcome = connection->Exchange(request, repeatable, left, stop);
  connections_.Keep(std::move(connection));
  return outcome;
}

bool Transport::Corrected(const Call& call, const Outcome& outcome, Request& request) const {
  if (!outcome.location.empty() && call.OnlyReads()) {
    Destination destination = Resolved(base_url_.origin, request.target, outcome.location);
    if (destination.origin != base_url_.origin) return false;
    request.target = std::move(destination.target);
    return true;
  }
  if (!std::holds_alternative<TokenSource>(options_.credentials) || !RefusesToken(outcome)) return false;
  Credentials now = Current(options_.credentials);
  if (std::get<AccessToken>(now).token == std::get<AccessToken>(request.credentials).token) return false;
  request.credentials = std::move(now);
  return true;
}

}  // namespace grafake
