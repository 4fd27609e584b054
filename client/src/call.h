#pragma once

#include "src/reading.h"
#include "src/transport.h"

namespace grafake {

// Sends a call and reads its answer with `read`; an answer that does not fit is kUnreadable.
template <class Read>
auto Ask(Transport& transport, const Call& call, const CallOptions& options, Read read)
    -> Result<decltype(read(Json()))> {
  Result<Answer> answer = transport.Send(call, options);
  if (!answer) return tl::unexpected(std::move(answer.error()));
  try {
    return read(Parsed(answer->body));
  } catch (const std::exception&) {
    return tl::unexpected(Error{.kind = ErrorKind::kUnreadable,
                                .status = answer->status,
                                .message = "the answer is not the JSON that was expected",
                                .attempts = std::move(answer->attempts)});
  }
}

// Sends a call whose answer holds nothing of interest but its status.
inline Result<void> Order(Transport& transport, const Call& call, const CallOptions& options) {
  Result<Answer> answer = transport.Send(call, options);
  if (!answer) return tl::unexpected(std::move(answer.error()));
  return {};
}

}  // namespace grafake
