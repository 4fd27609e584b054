#pragma once

#include <grafake/client.h>

#include <cstdint>
#include <optional>
#include <source_location>
#include <string>

#include "conformance/cases/cases.h"
#include "conformance/client_cases/client_cases.h"

namespace grafake::conformance {

// A client for the case's target. `who` is as elsewhere: "user:password", "bearer:TOKEN" or nobody.
[[nodiscard]] ClientOptions OptionsFor(const Session& s, const std::string& who);
[[nodiscard]] Client ClientFor(const Session& s, const std::string& who);
[[nodiscard]] Client ClientFor(const Session& s);  // as the administrator

// A call that failed, as the failure of the case; one that failed since the target is busy is Busy.
void NoteError(Session& s, const std::string& call, const std::string& expected, const Error& error,
               std::source_location where);

// The value of a call that has to succeed; nothing, and a failure of the case, when it did not.
template <class T>
std::optional<T> ValueOf(Session& s, const std::string& call, const Result<T>& result,
                         std::source_location where = std::source_location::current()) {
  if (result) return *result;
  NoteError(s, call, "success", result.error(), where);
  return std::nullopt;
}

// True when a call that has no value succeeded; otherwise the case has failed.
bool Succeeds(Session& s, const std::string& call, const Result<void>& result,
              std::source_location where = std::source_location::current());

// The failure that a call has to end with.
struct Wanted {
  ErrorKind kind = ErrorKind::kRefused;
  int status = 0;
  std::string message = {};  // empty: any
};

void ExpectError(Session& s, const std::string& call, const std::optional<Error>& error, const Wanted& wanted,
                 std::source_location where = std::source_location::current());

template <class T>
void ExpectRefused(Session& s, const std::string& call, const Result<T>& result, const Wanted& wanted,
                   std::source_location where = std::source_location::current()) {
  ExpectError(s, call, result ? std::nullopt : std::optional(result.error()), wanted, where);
}

// Notes a failure of a call whose value is not as it should be.
template <class T>
void ExpectSame(Session& s, const std::string& what, const T& got, const T& wanted,
                std::source_location where = std::source_location::current()) {
  if (got != wanted) s.Note(what, testing::PrintToString(wanted), testing::PrintToString(got), where);
}

}  // namespace grafake::conformance
