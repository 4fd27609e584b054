#include "src/refusal.h"

#include "src/credentials.h"
#include "src/reading.h"

namespace grafake {
namespace {

using End = Outcome::End;

constexpr std::size_t kLongestMessage = 500;          // bytes
constexpr std::size_t kLargestRefusal = 256U << 10U;  // bytes; a larger body is nobody's message

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80; }

Json ObjectOf(const std::string& body) {
  if (body.size() > kLargestRefusal) return Json::object();
  try {
    Json parsed = Parsed(body);
    if (parsed.is_object()) return parsed;
  } catch (const std::exception&) {
    return Json::object();
  }
  return Json::object();
}

// A query may hold what nobody else shall read.
std::string WithoutQuery(const std::string& url) { return url.substr(0, url.find_first_of("?#")); }

std::string Described(const std::string& content_type, std::size_t bytes) {
  return std::to_string(bytes) + " bytes of " + (content_type.empty() ? "no named type" : FitForALog(content_type));
}

// Of an answer that Grafana did not write, or wrote for people.
std::string Described(const Outcome& outcome) {
  if (!outcome.location.empty()) return "redirected, which was not followed: " + WithoutQuery(outcome.location);
  return "no message of Grafana's, but " + Described(outcome.content_type, outcome.body.size());
}

Error RefusalOf(const Outcome& outcome) {
  const Json body = ObjectOf(outcome.body);
  Error error{.kind = ErrorKind::kRefused, .status = outcome.status, .message = Member<std::string>(body, "message")};
  if (error.message.empty()) error.message = Described(outcome);
  error.message_id = FitForALog(Member<std::string>(body, "messageId"));
  error.trace_id = FitForALog(Member<std::string>(body, "traceID"));
  return error;
}

ErrorKind KindOf(End end) {
  switch (end) {
    case End::kAnswered:
      return ErrorKind::kRefused;
    case End::kTimedOut:
      return ErrorKind::kTimedOut;
    case End::kStopped:
      return ErrorKind::kCancelled;
    case End::kUnreadable:
      return ErrorKind::kUnreadable;
    case End::kNotTrusted:
      return ErrorKind::kNotTrusted;
    case End::kMisused:
      return ErrorKind::kMisused;
    case End::kNotSent:
    case End::kLost:
      return ErrorKind::kNotReached;
  }
  return ErrorKind::kNotReached;
}

// True when an answer to the repetition tells what became of an attempt that was lost: who may not call, or finds the
// server in trouble, learns nothing of it.
bool SettlesEarlierAttempts(int status) {
  if (status < 400 || status > 499) return false;
  return status != 401 && status != 403 && status != 407 && status != 408 && status != 425 && status != 429;
}

}  // namespace

std::string FitForALog(std::string text) {
  if (text.size() > kLongestMessage) {
    std::size_t end = kLongestMessage;
    while (end > 0 && ContinuesCharacter(text[end])) --end;
    text.replace(end, std::string::npos, "…");
  }
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return text;
}

bool RefusesToken(const Outcome& outcome) {
  if (outcome.status != 500) return outcome.status == 401;
  return Member<std::string>(ObjectOf(outcome.body), "message") == "invalid API key";
}

bool MaybeDone(const Call& call, const Outcome& outcome) {
  if (call.OnlyReads() || !outcome.sent) return false;
  return outcome.end != End::kAnswered || outcome.status == 502 || outcome.status == 504;
}

Error UnreadableAnswer(int status, const std::string& content_type, std::size_t bytes) {
  return {.kind = ErrorKind::kUnreadable,
          .status = status,
          .message = "the answer is not the JSON that was expected, but " + Described(content_type, bytes)};
}

Error ErrorOf(const Call& call, const Outcome& outcome, const Credentials& credentials, bool maybe_done) {
  Error error = outcome.end == End::kAnswered
                    ? RefusalOf(outcome)
                    : Error{.kind = KindOf(outcome.end), .status = outcome.status, .message = outcome.failure};
  const bool settled = outcome.end == End::kAnswered && SettlesEarlierAttempts(outcome.status);
  if (MaybeDone(call, outcome) || (maybe_done && !settled)) error.kind = ErrorKind::kOutcomeUnknown;
  error.message = FitForALog(Redacted(std::move(error.message), credentials));
  return error;
}

}  // namespace grafake
