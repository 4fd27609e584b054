#include "conformance/suite/conversation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <utility>

#include "conformance/interruption.h"
#include "conformance/shown.h"
#include "conformance/suite/told.h"

namespace grafake::conformance {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kGlance = std::chrono::milliseconds(25);  // between two looks at a target that shows a change late
constexpr std::size_t kShownText = 600;
constexpr std::size_t kMostTraffic = std::size_t{1} << 20U;  // of a case

std::string Credential(const std::string& who) {
  return who.empty() ? "nobody" : who.substr(0, who.find_first_of(":="));
}

std::string Words(const OutgoingRequest& request) {
  return request.method + " " + request.target + " as " + Credential(request.who);
}

bool IsLocked(const RecordedAnswer& answer) {
  return answer.status == 500 && answer.body.find("database is locked") != std::string::npos;
}

void PrintHeaders(std::ostream& out, const HeaderMap& headers) {
  for (const auto& [name, value] : headers)
    out << "  " << name << ": " << (IsSecretHeader(name) ? "***" : value) << "\n";
}

}  // namespace

std::string InShort(const RecordedAnswer& answer) {
  std::string text = std::to_string(answer.status) + " " + answer.body;
  if (text.size() > kShownText) return Cut(text, kShownText);
  while (text.ends_with('\n')) text.replace(text.size() - 1, 1, "⏎");
  return text;
}

const Reply& Reply::Is(const AnswerMatcher& matcher, std::source_location where) const {
  (void)conversation_->Judge(number_, matcher, where);
  return *this;
}

const Reply& Reply::Needs(const AnswerMatcher& matcher) const {
  if (matcher.Matches(answer())) return *this;
  const std::string why = conversation_->Described(number_) + " answered " + InShort(answer());
  if (answer().status >= 500) throw Busy(why);
  throw Blocked(why);
}

const RecordedAnswer& Reply::answer() const { return conversation_->AnswerOf(number_); }

Json Reply::At(const std::string& pointer) const {
  const Json json = Json::parse(answer().body, nullptr, false);
  const Json::json_pointer place(pointer);
  return json.is_discarded() || !json.contains(place) ? Json() : json[place];
}

std::int64_t Reply::Id(const std::string& pointer) const try {
  return NumberTold(conversation_->Described(number_), Json::parse(answer().body, nullptr, false), pointer, 0);
} catch (const WrongType& e) {
  throw Blocked(e.what());
}

std::string Reply::Text(const std::string& pointer) const try {
  return TextTold(conversation_->Described(number_), Json::parse(answer().body, nullptr, false), pointer);
} catch (const WrongType& e) {
  throw Blocked(e.what());
}

std::int64_t Reply::NeedsId(const std::string& pointer) const {
  if (const std::int64_t id = Id(pointer); id != 0) return id;
  throw Blocked(conversation_->Described(number_) + " answered no id at " + pointer + ": " + InShort(answer()));
}

std::string Reply::NeedsText(const std::string& pointer) const {
  if (std::string text = Text(pointer); !text.empty()) return text;
  throw Blocked(conversation_->Described(number_) + " answered no text at " + pointer + ": " + InShort(answer()));
}

tl::expected<RecordedAnswer, std::string> Conversation::Ask(const OutgoingRequest& request) {
  if (IsInterrupted()) throw Interrupted();
  secrets_.Learn(request.who);
  auto answer = conformance::Send(endpoint_, request, {.until = Clock::now() + patience_});
  if (!answer && IsInterrupted()) throw Interrupted();
  if (answer && answer->body.size() > room_)
    return tl::unexpected(std::string("the answers to this case are larger than 24 MiB together"));
  return answer;
}

Reply Conversation::Send(const OutgoingRequest& request) {
  const auto begin = Clock::now();
  auto answer = Ask(request);
  patience_ -= std::min(patience_, Clock::now() - begin);
  if (answer) room_ -= answer->body.size();
  return Take(request, std::move(answer));
}

Reply Conversation::Take(const OutgoingRequest& request, tl::expected<RecordedAnswer, std::string> answer) {
  exchanges_.push_back({request, answer.value_or(RecordedAnswer{})});
  if (answer && answer->status == 500 && request.method != "GET") NoteFailedWrite(Words(request));
  if (answer && IsLocked(*answer)) throw Busy(Words(request) + " answered " + InShort(*answer));
  if (answer) return {*this, exchanges_.size() - 1};
  Note(Words(request), "an answer", "none: " + answer.error());
  throw NoAnswer(answer.error());
}

Reply Conversation::Await(const OutgoingRequest& request, const AnswerMatcher& matcher, double seconds,
                          std::source_location where) {
  const auto deadline = Clock::now() + std::chrono::duration<double>(seconds);
  Reply reply = Take(request, Ask(request));  // Each look has all the patience: it is the target that lets wait.
  while (!matcher.Matches(reply.answer()) && Clock::now() < deadline) {
    exchanges_.pop_back();
    RestUntil(Clock::now() + kGlance);
    reply = Take(request, Ask(request));
  }
  return reply.Is(matcher, where);
}

void Conversation::NoteNonsense() {
  const std::size_t last = exchanges_.size() - 1;
  Note(Described(last), "an answer whose parts are of the types that Grafana's are", InShort(AnswerOf(last)));
}

bool Conversation::Judge(std::size_t number, const AnswerMatcher& matcher, std::source_location where) {
  const RecordedAnswer& answer = AnswerOf(number);
  if (matcher.Matches(answer)) return true;
  std::ostringstream expected;
  matcher.DescribeTo(&expected);
  Note(Described(number), expected.str(), InShort(answer), where);
  failures_.back().curl = secrets_.Masked(CurlLine(endpoint_, exchanges_[number].request));
  return false;
}

void Conversation::Note(const std::string& request, const std::string& expected, const std::string& got,
                        std::source_location where) {
  const auto kept = [this](const std::string& text) { return Cut(secrets_.Masked(text), kKept); };
  failures_.push_back({kept(request), kept(expected), kept(got), ""});
  ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line())) << failures_.back().got;
}

std::string Conversation::Described(std::size_t number) const { return Words(exchanges_[number].request); }

std::string Conversation::Traffic() const {
  std::ostringstream out;
  for (const auto& [request, answer] : exchanges_) {
    out << Words(request) << "\n";
    PrintHeaders(out, request.headers);
    if (request.body) out << "  " << Cut(*request.body, kKept) << "\n";
    out << "→ " << answer.status << "\n";
    PrintHeaders(out, answer.headers);
    out << "  " << Cut(answer.body, kKept) << "\n\n";
  }
  return Cut(secrets_.Masked(out.str()), kMostTraffic);
}

}  // namespace grafake::conformance
