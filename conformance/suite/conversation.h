#pragma once

#include <chrono>
#include <functional>
#include <source_location>
#include <stdexcept>
#include <string>
#include <vector>

#include "conformance/exchange.h"
#include "conformance/secrets.h"
#include "conformance/suite/matchers.h"
#include "conformance/suite/outcome.h"

namespace grafake::conformance {

// What a case needs beforehand could not be set up.
struct Blocked : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The same, and the target's words are those of one that is busy or failed by itself: SQLite under parallel writers
// answers 500, "database is locked" in its log or in its answer. It may be tried again.
struct Busy : Blocked {
  using Blocked::Blocked;
};

// The target does not have what a case is about.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The run was interrupted while a case was under way.
struct Interrupted : std::runtime_error {
  Interrupted() : std::runtime_error("the run was interrupted while it ran") {}
};

// The target gave no answer to a request; the failure is noted already.
struct NoAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Conversation;

// A request with its answer, to be judged.
class Reply {
 public:
  Reply(Conversation& conversation, std::size_t number) : conversation_(&conversation), number_(number) {}

  // Notes a failure, of the case and of the running GoogleTest test, when the answer is not like that.
  const Reply& Is(const AnswerMatcher& matcher, std::source_location where = std::source_location::current()) const;

  // Throws Blocked, or Busy, when the answer is not like that: for what a case only needs.
  const Reply& Needs(const AnswerMatcher& matcher) const;

  [[nodiscard]] const RecordedAnswer& answer() const;
  // The value at a pointer; null where there is none.
  [[nodiscard]] Json At(const std::string& pointer) const;
  // 0 or an empty text where there is none; throw Blocked, which says so, where there is something else.
  [[nodiscard]] std::int64_t Id(const std::string& pointer = "/id") const;
  [[nodiscard]] std::string Text(const std::string& pointer) const;
  // The same for what a case cannot do without: throw Blocked where there is none.
  [[nodiscard]] std::int64_t NeedsId(const std::string& pointer = "/id") const;
  [[nodiscard]] std::string NeedsText(const std::string& pointer) const;

 private:
  Conversation* conversation_;
  std::size_t number_;  // of the exchange
};

// All that is said between a case and its target. Not thread-safe.
class Conversation {
 public:
  explicit Conversation(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}

  // Throws NoAnswer, Interrupted, or Busy when the target says that its database is locked. All answers together may
  // take 30 s and hold 24 MiB.
  Reply Send(const OutgoingRequest& request);

  // Sends again and again until the answer is so, for changes that a target shows late; notes a failure when it is not
  // so within `seconds`.
  Reply Await(const OutgoingRequest& request, const AnswerMatcher& matcher, double seconds = 8,
              std::source_location where = std::source_location::current());

  [[nodiscard]] bool Judge(std::size_t number, const AnswerMatcher& matcher, std::source_location where);
  // A failure that is not about one answer; `request` says what was done.
  void Note(const std::string& request, const std::string& expected, const std::string& got,
            std::source_location where = std::source_location::current());

  // The same, about the last answer, in which something was of a type that no case can read.
  void NoteNonsense();
  [[nodiscard]] bool empty() const { return exchanges_.empty(); }

  [[nodiscard]] const RecordedAnswer& AnswerOf(std::size_t number) const { return exchanges_[number].answer; }
  [[nodiscard]] std::string Described(std::size_t number) const;
  [[nodiscard]] const std::vector<Failure>& failures() const { return failures_; }
  [[nodiscard]] std::string Traffic() const;
  // A request to change something that was answered 500, as SQLite does to parallel writers; empty: none was.
  [[nodiscard]] const std::string& FailedWrite() const { return failed_write_; }
  void NoteFailedWrite(const std::string& request) { failed_write_ = Masked(request); }
  [[nodiscard]] std::string Masked(std::string text) const { return secrets_.Masked(std::move(text)); }
  [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }
  void MoveTo(Endpoint endpoint) { endpoint_ = std::move(endpoint); }
  void Learn(const std::string& who) { secrets_.Learn(who); }

 private:
  struct Exchange {
    OutgoingRequest request;
    RecordedAnswer answer;
  };

  [[nodiscard]] tl::expected<RecordedAnswer, std::string> Ask(const OutgoingRequest& request);
  Reply Take(const OutgoingRequest& request, tl::expected<RecordedAnswer, std::string> answer);

  Endpoint endpoint_;
  std::vector<Exchange> exchanges_;
  std::vector<Failure> failures_;
  std::chrono::steady_clock::duration patience_ = std::chrono::seconds(30);  // that is left for answers
  std::size_t room_ = std::size_t{24} << 20U;                                // that is left for their bodies
  std::string failed_write_;
  Secrets secrets_;
};

// "200 {"id":1}", in one line.
[[nodiscard]] std::string InShort(const RecordedAnswer& answer);

}  // namespace grafake::conformance
