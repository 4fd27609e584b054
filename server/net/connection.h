#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "server/net/client_pace.h"
#include "server/net/hand_over.h"
#include "server/net/odd_answer.h"
#include "server/net/request_body.h"
#include "server/net/request_head.h"
#include "server/net/request_service.h"
#include "server/net/response_writer.h"
#include "server/net/shared_budget.h"
#include "server/net/steady_instant.h"
#include "server/net/stream.h"

namespace grafake::server {

class OpenConnections;

// The other end of a connection, as text; empty on a unix socket.
struct Peer {
  std::string ip;
  std::string port;
};

// What a thread lends to the connection that it serves, so that waiting connections need not have it.
struct ThreadMemory {
  std::array<char, std::size_t{16} << 10> buffer{};
  HttpDate date;
};

// One connection between two events of its socket: takes what has arrived, answers every complete request in it, and
// says what to wait for. It never blocks but in the handler, so a slow client holds no thread. An idle one has no
// buffers.
//
// One thread at a time calls Serve(); everything after it may be called by any thread meanwhile.
class Connection final : private AskingClient {
 public:
  // kAgain: there is more to do, but other connections come first. kLater: at resumes_at(), not before.
  enum class Next { kReadable, kWritable, kAgain, kLater, kClosed };

  // `service` must outlive the connection.
  Connection(std::unique_ptr<Stream> stream, Peer peer, const RequestService& service);

  // Among whom it is kept, and with them whatever else it needs. Set once, before it is served.
  void SetHome(std::shared_ptr<OpenConnections> home) { home_ = std::move(home); }
  [[nodiscard]] const std::shared_ptr<OpenConnections>& home() const { return home_; }

  [[nodiscard]] Next Serve(ThreadMemory& memory);

  // By whoever has it between two calls of Serve(): when it goes on, and whether it may do so before.
  [[nodiscard]] SteadyInstant resumes_at() const { return resumes_at_; }
  [[nodiscard]] bool MayResume() const { return odd_ == nullptr || odd_->lifted(); }

  [[nodiscard]] HandOver& hand_over() { return hand_over_; }
  [[nodiscard]] int descriptor() const { return stream_->descriptor(); }
  // What the client has sent and no thread has read yet is not held against it.
  [[nodiscard]] bool HasMoved() const;
  [[nodiscard]] bool IsExpired(SteadyInstant now) const;  // its time is up
  [[nodiscard]] bool IsReading() const;                   // it has an answer to read, and does not
  // Since when the client is behind with what the server waits for; 0 while it is the server's turn.
  [[nodiscard]] SteadyInstant behind_since() const { return behind_since_; }
  // Since when it has always had the next request sent before the last one's answer; 0: it waits for answers.
  [[nodiscard]] SteadyInstant ahead_since() const { return ahead_since_; }
  // Since when its answer is kept back; 0: it is not.
  [[nodiscard]] SteadyInstant delayed_since() const { return delayed_since_; }
  // It owes nobody anything: it waits for the first byte of a request, or for the client to read a refusal.
  [[nodiscard]] bool idle() const { return idle_; }
  // The next Serve() closes it; it counts as idle no more.
  void Cut();
  [[nodiscard]] bool cut() const { return cut_; }

 private:
  enum class Phase { kHead, kBody, kDraining };
  enum class Step { kMade, kNeedsInput };
  enum class After { kKeep, kClose, kDrain };  // the answer in out_
  using Blocked = std::optional<Next>;         // what to wait for before going on; nothing: not blocked

  Step TakeStep();
  Step TakeHead();
  void SkipStrayLineEnds();
  Step CheckIncompleteHead();
  Step BeginBody();
  Step RefuseExpectation();
  Step TakeBody();
  Step AnswerRequest();
  Step QueueResponse(Response response, After after);
  Step EndRequest();
  Step Refuse(const HttpFault& fault);
  Step RefuseTooLarge();
  Step RefuseForMemory();
  std::optional<Response> RefusalByHead();

  Blocked SendOutput();
  Blocked SendUpTo(std::size_t end);
  Blocked SendOddAnswer();
  void EndOutput();
  Blocked ReadInput();
  Blocked KeepInput(std::size_t bytes);
  Blocked EndInput();
  void DropInput();
  Next AwaitClient(Next next);
  Next AwaitTime();
  [[nodiscard]] bool IsGone() const override;
  Next BecomeIdle(Next next);
  void NoteAhead();
  bool KeepOutput();
  [[nodiscard]] Awaited WhatIsAwaited() const;
  [[nodiscard]] std::string_view DateNow() const;
  [[nodiscard]] AnswerTo HowToAnswer() const;

  std::shared_ptr<OpenConnections> home_;  // the last to go
  const std::unique_ptr<Stream> stream_;
  const Peer peer_;
  const RequestService& service_;
  ThreadMemory* memory_ = nullptr;  // while Serve() runs
  int turns_ = 0;                   // that it has taken

  Phase phase_ = Phase::kHead;
  After after_ = After::kKeep;
  bool input_may_wait_ = true;       // the socket may hold more than has been read
  bool after_post_ = false;          // old clients send a line end too many behind a POST
  bool line_checked_ = false;        // the first line of an incomplete head
  bool asked_by_head_ = false;       // before_body has seen this request
  std::size_t searched_ = 0;         // bytes of in_ without the end of the head
  std::string in_;                   // arrived, not yet understood
  BudgetShare in_share_;             // for in_
  std::string out_;                  // answers
  std::size_t sent_ = 0;             // of out_
  BudgetShare out_share_;            // for out_, while the client does not take it
  std::optional<RequestHead> head_;  // from the end of the head to the answer
  std::optional<RequestBody> body_;
  std::unique_ptr<OddAnswer> odd_;  // what is to be known of the answer in out_; null: it goes as usual
  SteadyInstant resumes_at_ = 0;    // 0: it does not wait for a time
  std::size_t moved_ = 0;           // bytes since the client was last waited for, in or out
  ClientPace pace_;

  HandOver hand_over_;
  std::atomic<SteadyInstant> deadline_{0};
  std::atomic<SteadyInstant> behind_since_;
  std::atomic<SteadyInstant> ahead_since_{0};
  std::atomic<SteadyInstant> delayed_since_{0};
  std::atomic<short> awaited_event_;  // of poll(2)
  std::atomic<bool> idle_{true};
  std::atomic<bool> cut_{false};
};

}  // namespace grafake::server
