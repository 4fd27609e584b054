#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace grafake::server {

// Everything that can be refused, in the domain's words. What a client sees of it is the business of
// releases/refusals.h and of the tables in api.
enum class ErrorCode {
  kInvalid,          // the input breaks a rule; the cause says which
  kNotFound,         // the thing itself is not there, or not in this org
  kTaken,            // its name, login or email is in use
  kUidTaken,         // … its uid
  kFixed,            // it, or what of it is to be changed, stays as it is
  kTakenButForCase,  // … by somebody who writes it in other letters
  kReserved,         // its name is kept for others
  kExternal,         // it belongs to a service, which alone changes it
  kOrgNotFound,      // the org it should belong to is not there
  kOrgTaken,         // an org of that name is there already
  kUserNotFound,     // the user it should belong to is not there
  kTeamNotFound,     // the team it should be given to is not there
  kRoleTooHigh,      // nobody gives more than he has
  kLifetimeMissing,  // a lifetime is required here
  kLifetimeTooLong,  // longer than the server allows
  kLifetimeNegative,
  kLifetimeEndless,      // it must end
  kLifetimePastLastDay,  // ends on a day on which no token may live
  kLastAdmin,            // somebody must be left to administer
  kAlreadyMember,
  kNotMember,
  kWrongPassword,
  kTooShort,
  kTooWeak,  // a password that the policy does not allow
  kBlocked,  // too many wrong passwords
  kDisabled,
  kBusy,  // the server has too much to do
  kExpired,
  kRevoked,
  kMalformed,  // a credential that nobody can have issued

  // Of folders, dashboards and data sources
  kUntitled,
  kUidMalformed,  // with letters that none may have
  kUidTooLong,
  kOtherKind,        // it is a folder and should be a dashboard, or the other way round
  kVersionMismatch,  // somebody else has changed it since
  kNameOfFolder,     // a dashboard may not be named as a folder
  kNameOfDashboard,  // … and a folder not as a dashboard beside it
  kFolderNotFound,   // that it should be in
  kDenied,           // the caller may not write it
  kInUse,            // what is in it is used elsewhere
  kCircular,         // a folder cannot be in itself
  kTooDeep,          // too many folders would stand one in the other
  kMessageTooLong,

  kStorage,  // the database refused; the cause says why. Stays the last: ErrorCodes counts up to it
};

// A set of codes.
class ErrorCodes {
 public:
  static constexpr unsigned kCount = static_cast<unsigned>(ErrorCode::kStorage) + 1;

  constexpr ErrorCodes(std::initializer_list<ErrorCode> codes) {
    for (const ErrorCode code : codes) bits_ |= BitOf(code);
  }

  [[nodiscard]] constexpr bool Has(ErrorCode code) const { return (bits_ & BitOf(code)) != 0; }
  [[nodiscard]] friend constexpr ErrorCodes operator|(ErrorCodes left, ErrorCodes right) {
    left.bits_ |= right.bits_;
    return left;
  }

 private:
  static constexpr std::uint64_t BitOf(ErrorCode code) { return std::uint64_t{1} << static_cast<unsigned>(code); }

  std::uint64_t bits_ = 0;
};

// What only some parts of the API have to do with.
inline constexpr ErrorCodes kThingErrors{ErrorCode::kInvalid,  ErrorCode::kNotFound, ErrorCode::kTaken,
                                         ErrorCode::kUidTaken, ErrorCode::kFixed,    ErrorCode::kTakenButForCase,
                                         ErrorCode::kReserved, ErrorCode::kExternal};
inline constexpr ErrorCodes kOrgErrors{ErrorCode::kOrgNotFound, ErrorCode::kOrgTaken};
inline constexpr ErrorCodes kUserErrors{ErrorCode::kUserNotFound, ErrorCode::kTeamNotFound};
inline constexpr ErrorCodes kRoleErrors{ErrorCode::kRoleTooHigh};
inline constexpr ErrorCodes kLifetimeErrors{ErrorCode::kLifetimeMissing, ErrorCode::kLifetimeTooLong,
                                            ErrorCode::kLifetimeNegative, ErrorCode::kLifetimeEndless,
                                            ErrorCode::kLifetimePastLastDay};
inline constexpr ErrorCodes kMemberErrors{ErrorCode::kLastAdmin, ErrorCode::kAlreadyMember, ErrorCode::kNotMember};
inline constexpr ErrorCodes kPasswordErrors{ErrorCode::kWrongPassword, ErrorCode::kTooShort, ErrorCode::kTooWeak};
inline constexpr ErrorCodes kTreeErrors{ErrorCode::kInUse, ErrorCode::kCircular, ErrorCode::kTooDeep,
                                        ErrorCode::kMessageTooLong};
inline constexpr ErrorCodes kDocumentErrors =
    kTreeErrors | ErrorCodes{ErrorCode::kUntitled,        ErrorCode::kUidMalformed,    ErrorCode::kUidTooLong,
                             ErrorCode::kOtherKind,       ErrorCode::kVersionMismatch, ErrorCode::kNameOfFolder,
                             ErrorCode::kNameOfDashboard, ErrorCode::kFolderNotFound,  ErrorCode::kDenied};
inline constexpr ErrorCodes kCredentialErrors{ErrorCode::kBlocked, ErrorCode::kDisabled, ErrorCode::kBusy,
                                              ErrorCode::kExpired, ErrorCode::kRevoked,  ErrorCode::kMalformed};

struct Ground;  // storage/grounds.h

struct Error {
  ErrorCode code;
  std::string cause;  // Grafana's own text of the reason; shown only when app_mode is not production
  std::shared_ptr<const Ground> ground = nullptr;  // the values that decided; null: the code says it all
};

template <class T>
using Result = tl::expected<T, Error>;

// A success that has nothing to say.
struct Done {};

inline tl::unexpected<Error> Fail(ErrorCode code, std::string cause = {}) {
  return tl::unexpected<Error>(Error{code, std::move(cause)});
}

}  // namespace grafake::server
