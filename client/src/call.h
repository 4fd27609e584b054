#pragma once

#include <variant>

#include "src/reading.h"
#include "src/refusal.h"
#include "src/transport.h"
#include "src/wipe.h"

namespace grafake {

// Sends a call and reads its answer with `read`; an answer that does not fit is kUnreadable. Texts of both are wiped:
// there may be a password or a token among them.
template <class Read>
auto Ask(Transport& transport, Call call, const CallOptions& options, Read read) -> Result<decltype(read(Json()))> {
  const WipedAtEnd wiped_call(call.body);
  Result<Answer> answer = transport.Send(call, options);
  if (!answer) return tl::unexpected(std::move(answer.error()));
  const WipedAtEnd wiped_answer(answer->body);
  try {
    Json json = Parsed(answer->body);
    const WipedAtEnd wiped_json(json);
    return read(json);
  } catch (const std::exception&) {
    Error error = UnreadableAnswer(answer->status, answer->content_type, answer->body.size());
    error.attempts = std::move(answer->attempts);
    return tl::unexpected(std::move(error));
  }
}

// Sends a call whose answer holds nothing of interest, but must be Grafana's all the same: a proxy's page is none.
inline Result<void> Order(Transport& transport, Call call, const CallOptions& options) {
  return Ask(transport, std::move(call), options, [](const Json&) { return std::monostate(); }).map([](auto) {});
}

}  // namespace grafake
