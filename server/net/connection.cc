#include "server/net/connection.h"

#include <algorithm>
#include <utility>

namespace grafake::server {
namespace {

constexpr int kTurns = 64;  // steps and reads before other connections come first

}  // namespace

Connection::Connection(std::unique_ptr<Stream> stream, Peer peer, const RequestService& service)
    : stream_(std::move(stream)), peer_(std::move(peer)), service_(service), idle_since_(SteadyNow()) {}

void Connection::Cut() {
  idle_since_ = 0;
  stream_->Cut();
}

Connection::Next Connection::Serve(ThreadMemory& memory) {
  deadline_ = 0;
  idle_since_ = 0;
  input_may_wait_ = true;
  for (int turn = 0; turn < kTurns; ++turn) {
    if (!out_.empty() || after_ != After::kKeep) {
      if (const auto blocked = Flush()) return Wait(*blocked);
    }
    if (TakeStep(memory) == Step::kMade) continue;
    if (!out_.empty()) continue;
    if (const auto blocked = Fill(memory)) return Wait(*blocked);
  }
  return Wait(Next::kAgain);
}

Connection::Step Connection::TakeStep(ThreadMemory& memory) {
  switch (phase_) {
    case Phase::kHead:
      return TakeHead(memory);
    case Phase::kBody:
      return TakeBody(memory);
    case Phase::kDraining:
      break;
  }
  in_.clear();
  return Step::kNeedsInput;
}

Connection::Step Connection::TakeHead(ThreadMemory& memory) {
  if (after_post_ && !in_.empty()) {
    const auto start = in_.find_first_not_of("\r\n");
    in_.erase(0, std::min<std::size_t>(start, 4));
    after_post_ = in_.empty();
  }
  const auto end = FindHeadEnd(in_, searched_);
  if (end.value_or(in_.size()) > service_.limits().head) return Refuse(HttpFault{431});
  if (end) {
    auto head = ParseRequestHead(std::string_view(in_).substr(0, *end));
    in_.erase(0, *end);
    if (!head) return Refuse(head.error());
    head_ = std::move(*head);
    return BeginBody(memory);
  }
  searched_ = in_.size();
  if (const auto line_end = in_.find('\n'); !line_checked_ && line_end != std::string::npos) {
    line_checked_ = true;
    std::string_view line = std::string_view(in_).substr(0, line_end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (const auto fault = CheckRequestLine(line)) return Refuse(*fault);
  }
  return Step::kNeedsInput;
}

Connection::Step Connection::BeginBody(ThreadMemory& memory) {
  searched_ = 0;
  line_checked_ = false;
  asked_by_head_ = false;
  phase_deadline_ = 0;
  after_post_ = head_->request.method == "POST";
  if (head_->expect == Expect::kOther) {
    WriteExpectationFailed(Form(), Date(memory), out_);
    after_ = After::kDrain;
    return Step::kMade;
  }
  head_->request.client_ip = peer_.ip;
  head_->request.client_port = peer_.port;
  head_->request.https = stream_->encrypted();
  phase_ = Phase::kBody;
  body_.emplace(*head_, service_.limits().body);
  const bool waits = head_->expect == Expect::kContinue;
  if (waits || head_->content_length > service_.limits().unread_body) {
    if (auto refusal = RefusalByHead()) return Send(std::move(*refusal), After::kDrain, memory);
  }
  if (waits && body_->state() == RequestBody::State::kMore) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  return TakeBody(memory);
}

std::optional<Response> Connection::RefusalByHead() {
  if (std::exchange(asked_by_head_, true)) return std::nullopt;
  return service_.RefuseUnread(head_->request);
}

Connection::Step Connection::TakeBody(ThreadMemory& memory) {
  in_.erase(0, body_->Take(in_));
  switch (body_->state()) {
    case RequestBody::State::kMore:
      if (body_->size() > service_.limits().unread_body) {
        if (auto refusal = RefusalByHead()) return Send(std::move(*refusal), After::kDrain, memory);
      }
      return Step::kNeedsInput;
    case RequestBody::State::kDone:
      return Answer(memory);
    case RequestBody::State::kTooLarge:
      return Refuse(HttpFault{413});
    case RequestBody::State::kMalformed:
      return Refuse(HttpFault{400});
  }
  return Step::kNeedsInput;  // Not reached: every state is above.
}

Connection::Step Connection::Answer(ThreadMemory& memory) {
  head_->request.body = body_->Release();
  if (head_->star && head_->request.method == "OPTIONS") {
    const AnswerTo form = Form();
    WriteStarAnswer(form, Date(memory), out_);
    after_ = form.close ? After::kClose : After::kKeep;
    return EndRequest();
  }
  return Send(service_.Answer(head_->request), After::kKeep, memory);
}

Connection::Step Connection::Send(Response response, After after, ThreadMemory& memory) {
  AnswerTo form = Form();
  form.close = form.close || after != After::kKeep;
  const bool close = WriteResponse(std::move(response), form, Date(memory), out_);
  after_ = close && after == After::kKeep ? After::kClose : after;
  return EndRequest();
}

Connection::Step Connection::EndRequest() {
  phase_ = Phase::kHead;
  head_.reset();
  body_.reset();
  return Step::kMade;
}

Connection::Step Connection::Refuse(const HttpFault& fault) {
  WriteFault(fault, out_);
  after_ = After::kDrain;
  return Step::kMade;
}

AnswerTo Connection::Form() const {
  return {head_->request.method == "HEAD", head_->http11, !head_->keep_alive || service_.stopping()};
}

std::string_view Connection::Date(ThreadMemory& memory) const { return memory.date.At(service_.options().clock()); }

// Sends out_, and does what comes after it. Nothing: go on.
std::optional<Connection::Next> Connection::Flush() {
  while (sent_ < out_.size()) {
    const IoResult write = stream_->Write(std::string_view(out_).substr(sent_));
    if (write.status == IoStatus::kClosed) return Next::kClosed;
    if (write.status != IoStatus::kDone) return write.status == IoStatus::kWantRead ? Next::kReadable : Next::kWritable;
    sent_ += write.bytes;
  }
  out_.clear();
  sent_ = 0;
  switch (std::exchange(after_, After::kKeep)) {
    case After::kKeep:
      break;
    case After::kClose:
      stream_->EndWriting();
      return Next::kClosed;
    case After::kDrain:
      stream_->EndWriting();
      phase_ = Phase::kDraining;
      phase_deadline_ = SteadyFromNow(service_.limits().drain_time);
      break;
  }
  return std::nullopt;
}

// Reads what has arrived into in_. Nothing: there is something new.
std::optional<Connection::Next> Connection::Fill(ThreadMemory& memory) {
  if (!input_may_wait_) return Next::kReadable;
  const IoResult read = stream_->Read(memory.buffer);
  switch (read.status) {
    case IoStatus::kDone:
      in_.append(memory.buffer.data(), read.bytes);
      input_may_wait_ = read.bytes == memory.buffer.size() || !stream_->short_read_is_last();
      return std::nullopt;
    case IoStatus::kWantRead:
      return Next::kReadable;
    case IoStatus::kWantWrite:
      return Next::kWritable;
    case IoStatus::kClosed:
      break;
  }
  const bool head_begun = phase_ == Phase::kHead && in_.find('\n') != std::string::npos;
  if (phase_ != Phase::kBody && !head_begun) return Next::kClosed;
  Refuse(HttpFault{400});
  return std::nullopt;
}

// Sets what the client's time is until the next event.
Connection::Next Connection::Wait(Next next) {
  if (next == Next::kClosed) return next;
  const Limits& limits = service_.limits();
  if (!out_.empty() || phase_ == Phase::kBody) {
    deadline_ = SteadyFromNow(limits.stall_time);
    return next;
  }
  const bool between_requests = phase_ == Phase::kHead && in_.empty() && stream_->Established();
  if (between_requests) {
    phase_deadline_ = 0;
  } else if (phase_deadline_ == 0) {  // a head, or a handshake
    phase_deadline_ = SteadyFromNow(limits.head_time);
  }
  deadline_ = phase_deadline_;
  const bool idle = between_requests || phase_ == Phase::kDraining;
  return idle && next != Next::kAgain ? Rest(next) : next;
}

Connection::Next Connection::Rest(Next next) {
  in_ = {};
  out_ = {};
  idle_since_ = SteadyNow();
  // Stop() first sets the flag and then cuts who is idle: one of the two sees the other.
  return service_.stopping() ? Next::kClosed : next;
}

}  // namespace grafake::server
