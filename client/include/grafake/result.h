#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "grafake/export.h"

namespace grafake {

/// Why a call has no value. What to do about it differs; what exactly happened is in Error::message.
enum class ErrorKind : std::uint8_t {
  kRefused,         ///< Grafana answered and said no: status and message tell
  kNotReached,      ///< no answer came, and nothing was changed: the call may be repeated
  kTimedOut,        ///< the deadline passed, and nothing was changed
  kCancelled,       ///< the caller asked to stop, and nothing was changed
  kUnreadable,      ///< an answer came that is not Grafana's; a status of 2xx means that the call was carried out
  kOutcomeUnknown,  ///< the request was sent and its answer was lost: it may have been carried out
  kNotTrusted,      ///< the server's certificate is not good, or not of this server; nothing was sent
  kMisused,         ///< the options or arguments cannot work; nothing was sent
};

/// One try of a call.
struct Attempt {
  std::chrono::microseconds took{};  ///< from taking a connection to the end of the answer
  int status = 0;                    ///< HTTP status; 0 where none came
  std::string failure = {};          ///< why no whole answer came; empty where one did
};

/// Why a call has no value.
struct GRAFAKE_EXPORT Error {
  ErrorKind kind = ErrorKind::kNotReached;  ///< what it means for the caller
  int status = 0;                           ///< HTTP status; 0 where none came
  std::string message = {};                 ///< Grafana's own, or what went wrong on the way; never a secret
  std::string message_id = {};         ///< Grafana's name of the refusal, "serviceaccounts.ErrNotFound"; 9.3 and later
  std::string trace_id = {};           ///< Grafana's, for its log; empty where it gave none
  std::vector<Attempt> attempts = {};  ///< all tries of the call, the first one first

  /// One line, fit for a log: "refused: 404 Failed to retrieve service account (1 attempt: 3 ms)".
  [[nodiscard]] std::string ToString() const;
  /// True when Grafana refused because the name, login or e-mail address is taken: there is an account, token, API key,
  /// user, org or team of that name already. Releases say so with 400, 409 or 412 and in different words; a membership
  /// that is there already is something else.
  [[nodiscard]] bool IsTaken() const;
};

/// What every call returns: the value, or why there is none. No call throws.
template <class T>
using Result = tl::expected<T, Error>;

}  // namespace grafake
