#pragma once

#include <variant>

#include "src/reading.h"
#include "src/refusal.h"
#include "src/transport.h"
#include "src/wipe.h"

namespace grafake {

// Of an answer that came in time, but not in time to be read. A call that only reads may be repeated; of any other the
// status tells that it was carried out.
[[nodiscard]] inline Error UnreadInTime(const Call& call, const Answer& answer, const std::stop_token& stop) {
  if (!call.OnlyReads()) return UnreadableAnswer(answer.status, answer.content_type, answer.body.size());
  return {.kind = stop.stop_requested() ? ErrorKind::kCancelled : ErrorKind::kTimedOut,
          .status = answer.status,
          .message = NoTimeToRead().what()};
}

// Sends a call and reads its answer with `read`, both before the call's time is up; an answer that does not fit is
// kUnreadable. Texts of both are wiped: there may be a password or a token among them.
template <class Read>
auto SendAndRead(Transport& transport, Call call, const CallOptions& options, Read read)
    -> Result<decltype(read(Json()))> {
  const WipedAtEnd wiped_call(call.body);
  Result<Answer> answer = transport.Send(call, options);
  if (!answer) return tl::unexpected(std::move(answer.error()));
  const WipedAtEnd wiped_answer(answer->body);
  const Patience patience{answer->end, options.stop};
  Error error;
  try {
    Json json = Parsed(answer->body, &patience);
    const WipedAtEnd wiped_json(json);
    return read(json);
  } catch (const NoTimeToRead&) {
    error = UnreadInTime(call, *answer, options.stop);
  } catch (const std::exception&) {
    error = UnreadableAnswer(answer->status, answer->content_type, answer->body.size());
  }
  error.attempts = std::move(answer->attempts);
  return tl::unexpected(std::move(error));
}

// Sends a call whose answer holds nothing of interest, but must be Grafana's all the same: a proxy's page is none.
inline Result<void> SendAndConfirm(Transport& transport, Call call, const CallOptions& options) {
  return SendAndRead(transport, std::move(call), options, [](const Json&) { return std::monostate(); }).map([](auto) {
  });
}

}  // namespace grafake
