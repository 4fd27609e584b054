#include "conformance/suite/conversation.h"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <thread>

namespace grafake::conformance {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kGlance = std::chrono::milliseconds(25);  // between two looks at a target that shows a change late
constexpr std::size_t kShownText = 600;

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
  if (text.size() > kShownText) text = text.substr(0, kShownText) + "…";
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

std::int64_t Reply::Id(const std::string& pointer) const {
  const Json id = At(pointer);
  return id.is_number_integer() ? id.get<std::int64_t>() : 0;
}

std::string Reply::Text(const std::string& pointer) const {
  const Json text = At(pointer);
  return text.is_string() ? text.get<std::string>() : "";
}

Reply Conversation::Send(const OutgoingRequest& request) {
  secrets_.Learn(request.who);
  auto answer = conformance::Send(endpoint_, request);
  exchanges_.push_back({request, answer.value_or(RecordedAnswer{})});
  if (answer && IsLocked(*answer)) throw Busy(Words(request) + " answered " + InShort(*answer));
  if (answer) return {*this, exchanges_.size() - 1};
  Note(Words(request), "an answer", "none: " + answer.error());
  throw NoAnswer(answer.error());
}

Reply Conversation::Await(const OutgoingRequest& request, const AnswerMatcher& matcher, double seconds,
                          std::source_location where) {
  const auto deadline = Clock::now() + std::chrono::duration<double>(seconds);
  Reply reply = Send(request);
  while (!matcher.Matches(reply.answer()) && Clock::now() < deadline) {
    exchanges_.pop_back();
    std::this_thread::sleep_for(kGlance);
    reply = Send(request);
  }
  return reply.Is(matcher, where);
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
  failures_.push_back({secrets_.Masked(request), secrets_.Masked(expected), secrets_.Masked(got), ""});
  ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line())) << failures_.back().got;
}

std::string Conversation::Described(std::size_t number) const { return Words(exchanges_[number].request); }

std::string Conversation::Traffic() const {
  std::ostringstream out;
  for (const auto& [request, answer] : exchanges_) {
    out << Words(request) << "\n";
    PrintHeaders(out, request.headers);
    if (request.body) out << "  " << *request.body << "\n";
    out << "→ " << answer.status << "\n";
    PrintHeaders(out, answer.headers);
    out << "  " << answer.body << "\n\n";
  }
  return secrets_.Masked(out.str());
}

}  // namespace grafake::conformance
