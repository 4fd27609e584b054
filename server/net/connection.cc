#include "server/net/connection.h"

#include <poll.h>

#include <algorithm>
#include <utility>

#include "server/net/open_connections.h"

namespace grafake::server {
namespace {

constexpr int kTurns = 64;            // steps and reads before other connections come first
constexpr int kTurnsOfAnAnswer = 16;  // so four answers are given at once to a client that sends many requests

// Whoever sends many requests that are long to answer gets one answer, then others come.
constexpr std::chrono::microseconds kTurnTime{50};

// net/http looks at so many bytes behind a POST for line ends that do not belong there.
constexpr std::size_t kMostStrayLineEnds = 4;

// The client did nothing wrong and may come again, so it is no 413.
constexpr HttpFault kNoMemoryForRequest{.status = 503,
                                        .body = "503 Service Unavailable: too many large requests at once, try again",
                                        .header = "Retry-After: 1\r\n"};

}  // namespace

Connection::Connection(std::unique_ptr<Stream> stream, Peer peer, const RequestService& service)
    : stream_(std::move(stream)),
      peer_(std::move(peer)),
      service_(service),
      in_share_(service.memory().bodies),
      out_share_(service.memory().answers),
      behind_since_(SteadyNow()),
      awaited_event_(POLLIN) {}

void Connection::Cut() {
  cut_ = true;
  idle_ = false;
  stream_->Cut();
}

bool Connection::IsExpired(SteadyInstant now) const {
  const SteadyInstant deadline = deadline_;
  return deadline != 0 && now >= deadline && !HasMoved();
}

bool Connection::HasMoved() const {
  pollfd socket{descriptor(), awaited_event_, 0};
  return socket.events != 0 && ::poll(&socket, 1, 0) != 0;
}

bool Connection::IsReading() const { return behind_since_ != 0 && awaited_event_ == POLLOUT; }

Connection::Next Connection::Serve(ThreadMemory& memory) {
  if (cut_) return Next::kClosed;  // what it sent before that is answered no more
  if (std::exchange(resumes_at_, 0) != 0 && IsGone()) return Next::kClosed;
  memory_ = &memory;
  deadline_ = 0;
  behind_since_ = 0;
  idle_ = false;
  input_may_wait_ = true;
  const SteadyInstant end = SteadyNow() + std::chrono::nanoseconds(kTurnTime).count();
  for (turns_ = 0; turns_ < kTurns; ++turns_) {
    if (!out_.empty() || after_ != After::kKeep) {
      if (const auto blocked = SendOutput()) return AwaitClient(*blocked);
      if (!in_.empty() && SteadyNow() >= end) break;
    }
    if (TakeStep() == Step::kMade) continue;
    if (!out_.empty()) continue;  // "100 Continue", without which the client sends nothing
    if (const auto blocked = ReadInput()) return AwaitClient(*blocked);
  }
  return AwaitClient(Next::kAgain);
}

Connection::Step Connection::TakeStep() {
  switch (phase_) {
    case Phase::kHead:
      return TakeHead();
    case Phase::kBody:
      return TakeBody();
    case Phase::kDraining:
      break;
  }
  in_.clear();
  return Step::kNeedsInput;
}

Connection::Step Connection::TakeHead() {
  SkipStrayLineEnds();
  const auto end = FindHeadEnd(in_, searched_);
  if (end.value_or(in_.size()) > service_.limits().head) return Refuse(HttpFault{.status = 431});
  if (!end) return CheckIncompleteHead();
  auto head = ParseRequestHead(std::string_view(in_).substr(0, *end));
  in_.erase(0, *end);
  if (!head) return Refuse(head.error());
  head_ = std::move(*head);
  return BeginBody();
}

void Connection::SkipStrayLineEnds() {
  if (!after_post_ || in_.empty()) return;
  in_.erase(0, std::min(in_.find_first_not_of("\r\n"), kMostStrayLineEnds));
  after_post_ = in_.empty();
}

Connection::Step Connection::CheckIncompleteHead() {
  searched_ = in_.size();
  const auto line_end = in_.find('\n');
  if (line_checked_ || line_end == std::string::npos) return Step::kNeedsInput;
  line_checked_ = true;
  std::string_view line = std::string_view(in_).substr(0, line_end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto fault = CheckRequestLine(line);
  return fault ? Refuse(*fault) : Step::kNeedsInput;
}

Connection::Step Connection::BeginBody() {
  searched_ = 0;
  line_checked_ = false;
  asked_by_head_ = false;
  after_post_ = head_->request.method == "POST";
  if (head_->expect == Expect::kOther) return RefuseExpectation();
  head_->request.client = this;
  head_->request.client_ip = peer_.ip;
  head_->request.client_port = peer_.port;
  head_->request.https = stream_->encrypted();
  phase_ = Phase::kBody;
  body_.emplace(*head_, service_.limits().body, service_.memory().bodies);
  const bool waits = head_->expect == Expect::kContinue;
  if (waits || head_->content_length > service_.limits().unread_body) {
    if (auto refusal = RefusalByHead()) return QueueResponse(std::move(*refusal), After::kDrain);
  }
  if (waits && body_->state() == RequestBody::State::kMore) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  return TakeBody();
}

Connection::Step Connection::RefuseExpectation() {
  WriteExpectationFailed(HowToAnswer(), DateNow(), out_);
  after_ = After::kDrain;
  return EndRequest();
}

std::optional<Response> Connection::RefusalByHead() {
  if (asked_by_head_) return std::nullopt;
  asked_by_head_ = true;
  return service_.RefuseUnread(head_->request);
}

Connection::Step Connection::TakeBody() {
  in_.erase(0, body_->Take(in_));
  switch (body_->state()) {
    case RequestBody::State::kMore:
      if (body_->size() > service_.limits().unread_body) {
        if (auto refusal = RefusalByHead()) return QueueResponse(std::move(*refusal), After::kDrain);
      }
      return Step::kNeedsInput;
    case RequestBody::State::kDone:
      return AnswerRequest();
    case RequestBody::State::kTooLarge:
      return RefuseTooLarge();
    case RequestBody::State::kMalformed:
      return Refuse(HttpFault{.status = 400});
    case RequestBody::State::kNoMemory:
      return RefuseForMemory();
  }
  return Step::kNeedsInput;  // Not reached: every state is above.
}

Connection::Step Connection::RefuseTooLarge() {
  if (auto refusal = service_.RefuseTooLarge(head_->request)) {
    DropInput();
    return QueueResponse(std::move(*refusal), After::kDrain);
  }
  return Refuse(HttpFault{.status = 413});
}

Connection::Step Connection::AnswerRequest() {
  turns_ += kTurnsOfAnAnswer;
  head_->request.body = body_->Release();
  if (head_->star && head_->request.method == "OPTIONS") {
    const AnswerTo form = HowToAnswer();
    WriteStarAnswer(form, DateNow(), out_);
    after_ = form.close ? After::kClose : After::kKeep;
    return EndRequest();
  }
  return QueueResponse(service_.Answer(head_->request), After::kKeep);
}

Connection::Step Connection::QueueResponse(Response response, After after) {
  AnswerTo form = HowToAnswer();
  form.close = form.close || after != After::kKeep;
  const auto delivery = std::move(response.delivery);
  const std::size_t begin = out_.size();
  const std::size_t body = response.body.size();
  bool close = WriteResponse(std::move(response), form, DateNow(), out_);
  if (delivery != nullptr) {
    odd_ = std::make_unique<OddAnswer>(*delivery, out_, begin, body, SteadyNow());
    close = close || odd_->closes();
  }
  after_ = close && after == After::kKeep ? After::kClose : after;
  return EndRequest();
}

// Whatever is kept for the request goes, at the latest now: the client may take its time to read the answer.
Connection::Step Connection::EndRequest() {
  phase_ = Phase::kHead;
  head_.reset();
  body_.reset();
  pace_.Forget();
  return Step::kMade;
}

Connection::Step Connection::Refuse(const HttpFault& fault) {
  WriteFault(fault, out_);
  after_ = After::kDrain;
  DropInput();
  return EndRequest();
}

Connection::Step Connection::RefuseForMemory() {
  service_.NoteLimit(LimitNotes::Kind::kBodies, service_.limits().bodies);
  return Refuse(kNoMemoryForRequest);
}

AnswerTo Connection::HowToAnswer() const {
  return {head_->request.method == "HEAD", head_->http11, !head_->keep_alive || service_.stopping()};
}

std::string_view Connection::DateNow() const { return memory_->date.At(service_.options().clock()); }

// Sends out_, and does what comes after it.
Connection::Blocked Connection::SendOutput() {
  if (const auto blocked = odd_ == nullptr ? SendUpTo(out_.size()) : SendOddAnswer()) return blocked;
  const After after = after_;
  EndOutput();
  return after == After::kClose ? Blocked(Next::kClosed) : std::nullopt;
}

Connection::Blocked Connection::SendUpTo(std::size_t end) {
  while (sent_ < end) {
    const IoResult write = stream_->Write(std::string_view(out_).substr(sent_, end - sent_));
    if (write.status == IoStatus::kClosed) return Next::kClosed;
    if (write.status != IoStatus::kDone) return write.status == IoStatus::kWantRead ? Next::kReadable : Next::kWritable;
    sent_ += write.bytes;
    moved_ += write.bytes;
  }
  return std::nullopt;
}

Connection::Blocked Connection::SendOddAnswer() {
  const SteadyInstant now = SteadyNow();
  if (const auto blocked = SendUpTo(odd_->Sendable(now))) return blocked;
  if (const auto until = odd_->WaitsUntil(sent_, now)) {
    resumes_at_ = *until;
    return Next::kLater;
  }
  if (odd_->resets()) {
    stream_->ResetWhenClosed();
    return Next::kClosed;
  }
  odd_.reset();
  delayed_since_ = 0;
  return std::nullopt;
}

void Connection::EndOutput() {
  out_.clear();
  if (out_.capacity() > BudgetShare::kUncounted) out_ = {};
  out_share_.Release();
  sent_ = 0;
  const After after = std::exchange(after_, After::kKeep);
  if (after != After::kKeep) stream_->EndWriting();
  if (after != After::kDrain) return;
  phase_ = Phase::kDraining;
  DropInput();
}

// Reads what has arrived into in_.
Connection::Blocked Connection::ReadInput() {
  if (!input_may_wait_) return Next::kReadable;
  const IoResult read = stream_->Read(memory_->buffer);
  switch (read.status) {
    case IoStatus::kDone:
      return KeepInput(read.bytes);
    case IoStatus::kWantRead:
      return Next::kReadable;
    case IoStatus::kWantWrite:
      return Next::kWritable;
    case IoStatus::kClosed:
      break;
  }
  return EndInput();
}

Connection::Blocked Connection::KeepInput(std::size_t bytes) {
  moved_ += bytes;
  input_may_wait_ = bytes == memory_->buffer.size() || !stream_->short_read_is_last();
  if (phase_ == Phase::kDraining) return std::nullopt;
  in_.append(memory_->buffer.data(), bytes);
  if (!in_share_.Resize(in_.capacity())) RefuseForMemory();
  return std::nullopt;
}

// The client sends no more: what it has begun is refused, when it is enough to be a request.
Connection::Blocked Connection::EndInput() {
  const bool head_begun = phase_ == Phase::kHead && in_.find('\n') != std::string::npos;
  if (phase_ != Phase::kBody && !head_begun) return Next::kClosed;
  Refuse(HttpFault{.status = 400});
  return std::nullopt;
}

void Connection::DropInput() {
  in_ = {};
  in_share_.Release();
}

Awaited Connection::WhatIsAwaited() const {
  if (!out_.empty()) return Awaited::kReading;
  switch (phase_) {
    case Phase::kBody:
      return Awaited::kBody;
    case Phase::kDraining:
      return Awaited::kDraining;
    case Phase::kHead:
      break;
  }
  return in_.empty() && stream_->Established() ? Awaited::kRequest : Awaited::kHead;
}

// From here to the next event it is the client's turn, and its time runs.
Connection::Next Connection::AwaitClient(Next next) {
  memory_ = nullptr;
  if (next == Next::kClosed || !KeepOutput()) return Next::kClosed;
  if (next == Next::kLater) return AwaitTime();
  pace_.Await(WhatIsAwaited(), std::exchange(moved_, 0), SteadyNow(), service_.limits());
  const bool draining = pace_.awaited() == Awaited::kDraining;
  // A refused client may go on sending: that does not keep it here.
  awaited_event_ = draining ? short{0} : next == Next::kWritable ? short{POLLOUT} : short{POLLIN};
  deadline_ = pace_.Deadline(service_.limits());
  if (next == Next::kAgain) {
    NoteAhead();
    return next;
  }
  ahead_since_ = 0;
  behind_since_ = pace_.behind_since();
  return draining || pace_.awaited() == Awaited::kRequest ? BecomeIdle(next) : next;
}

// It is nobody's turn, so nobody is behind.
Connection::Next Connection::AwaitTime() {
  pace_.Forget();
  moved_ = 0;
  awaited_event_ = 0;
  ahead_since_ = 0;
  if (delayed_since_ == 0) delayed_since_ = SteadyNow();
  return Next::kLater;
}

// Clients that wait for an answer do not close their side first.
bool Connection::IsGone() const {
  pollfd socket{descriptor(), POLLRDHUP, 0};
  return ::poll(&socket, 1, 0) == 1;
}

void Connection::NoteAhead() {
  const bool ahead = phase_ == Phase::kHead && !in_.empty();
  if (ahead && ahead_since_ == 0) ahead_since_ = SteadyNow();
}

// What the client does not take at once is kept while there is room. Without, the slowest reader makes some for others.
bool Connection::KeepOutput() {
  if (out_.empty() || out_share_.Resize(out_.capacity())) return true;
  service_.NoteLimit(LimitNotes::Kind::kAnswers, service_.limits().answers);
  if (home_) home_->CutSlowestReader();
  return false;
}

Connection::Next Connection::BecomeIdle(Next next) {
  DropInput();
  out_ = {};
  idle_ = true;
  // SocketServer::BeginStop() sets stopping() and then cuts who is idle(). Both are sequentially consistent, so either
  // this sees the one or Stop() sees the other, and none stays behind.
  return service_.stopping() ? Next::kClosed : next;
}

}  // namespace grafake::server
