#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "server/net/hand_over.h"
#include "server/net/request_body.h"
#include "server/net/request_head.h"
#include "server/net/request_service.h"
#include "server/net/response_writer.h"
#include "server/net/steady_instant.h"
#include "server/net/stream.h"

namespace grafake::server {

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
class Connection {
 public:
  // kAgain: there is more to do, but other connections come first.
  enum class Next { kReadable, kWritable, kAgain, kClosed };

  // `service` must outlive the connection.
  Connection(std::unique_ptr<Stream> stream, Peer peer, const RequestService& service);

  [[nodiscard]] Next Serve(ThreadMemory& memory);

  [[nodiscard]] HandOver& hand_over() { return hand_over_; }
  [[nodiscard]] int descriptor() const { return stream_->descriptor(); }
  // When the client's time is up; 0 while there is no limit.
  [[nodiscard]] SteadyInstant deadline() const { return deadline_; }
  // Since when it owes nobody anything: it waits for the first byte of a request, or for the client to read a refusal.
  // 0 while it does.
  [[nodiscard]] SteadyInstant idle_since() const { return idle_since_; }
  // The next Serve() closes it; it counts as idle no more.
  void Cut();

 private:
  enum class Phase { kHead, kBody, kDraining };
  enum class Step { kMade, kNeedsInput };
  enum class After { kKeep, kClose, kDrain };  // the answer in out_

  Step TakeStep(ThreadMemory& memory);
  Step TakeHead(ThreadMemory& memory);
  Step BeginBody(ThreadMemory& memory);
  Step TakeBody(ThreadMemory& memory);
  Step Answer(ThreadMemory& memory);
  Step Send(Response response, After after, ThreadMemory& memory);
  Step EndRequest();
  Step Refuse(const HttpFault& fault);
  std::optional<Response> RefusalByHead();

  std::optional<Next> Flush();
  std::optional<Next> Fill(ThreadMemory& memory);
  Next Wait(Next next);
  Next Rest(Next next);
  [[nodiscard]] std::string_view Date(ThreadMemory& memory) const;
  [[nodiscard]] AnswerTo Form() const;

  const std::unique_ptr<Stream> stream_;
  const Peer peer_;
  const RequestService& service_;

  Phase phase_ = Phase::kHead;
  After after_ = After::kKeep;
  bool input_may_wait_ = true;        // the socket may hold more than has been read
  bool after_post_ = false;           // old clients send a line end too many behind a POST
  bool line_checked_ = false;         // the first line of an incomplete head
  bool asked_by_head_ = false;        // before_body has seen this request
  std::size_t searched_ = 0;          // bytes of in_ without the end of the head
  SteadyInstant phase_deadline_ = 0;  // of a head or of draining: progress does not move it
  std::string in_;                    // arrived, not yet understood
  std::string out_;                   // answers
  std::size_t sent_ = 0;              // of out_
  std::optional<RequestHead> head_;   // from the end of the head to the answer
  std::optional<RequestBody> body_;

  HandOver hand_over_;
  std::atomic<SteadyInstant> deadline_{0};
  std::atomic<SteadyInstant> idle_since_;
};

}  // namespace grafake::server
