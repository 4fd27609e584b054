#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace grafake::server {

// Everything that can be refused, in the domain's words. What a client sees of it is the business of http/errors.
enum class ErrorCode {
  kInvalid,          // the input breaks a rule; the cause says which
  kNotFound,         // the thing itself is not there, or not in this org
  kTaken,            // its name, login or email is in use
  kOrgNotFound,      // the org it should belong to is not there
  kOrgTaken,         // an org of that name is there already
  kUserNotFound,     // the user it should belong to is not there
  kRoleTooHigh,      // nobody gives more than he has
  kLifetimeMissing,  // a lifetime is required here
  kLifetimeTooLong,  // longer than the server allows
  kLifetimeNegative,
  kLastAdmin,  // somebody must be left to administer
  kAlreadyMember,
  kNotMember,
  kWrongPassword,
  kTooShort,
  kBlocked,  // too many wrong passwords
  kDisabled,
  kBusy,  // the server has too much to do
  kExpired,
  kMalformed,  // a credential that nobody can have issued
  kStorage,    // the database refused; the cause says why
};

struct Error {
  ErrorCode code;
  std::string cause;  // Grafana's own text of the reason; shown only when app_mode is not production
};

template <class T>
using Result = tl::expected<T, Error>;

// A success that has nothing to say.
struct Done {};

inline tl::unexpected<Error> Fail(ErrorCode code, std::string cause = {}) {
  return tl::unexpected<Error>(Error{code, std::move(cause)});
}

}  // namespace grafake::server
