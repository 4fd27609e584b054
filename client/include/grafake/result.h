#pragma once

#include <string>
#include <tl/expected.hpp>

namespace grafake {

enum class ErrorKind {
  kRefused,         // Grafana answered and said no: status and message tell
  kNotReached,      // no connection; nothing was sent, so the call may be repeated
  kTimedOut,        // the deadline passed; a reading call may be repeated
  kUnreadable,      // an answer came that is not Grafana's
  kOutcomeUnknown,  // the request was sent and the answer was lost: it may have been carried out
};

struct Error {
  ErrorKind kind;
  int status = 0;       // of kRefused and kUnreadable
  std::string message;  // Grafana's own, or what went wrong on the way; never a secret

  // One line, fit for a log: "refused: 404 Failed to retrieve service account".
  [[nodiscard]] std::string ToString() const;
};

// What every call returns: the value, or why there is none. No call throws.
template <class T>
using Result = tl::expected<T, Error>;

}  // namespace grafake
