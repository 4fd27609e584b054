#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "server/storage/result.h"

namespace grafake::server {

// What rules saw when they refused something: the values that decided, for whoever has to explain it. Texts may come
// from strangers; none is a secret. Times are Unix seconds of the clock that decided.

// What there is in a Grafana.
enum class Noun {
  kAccount,
  kToken,
  kApiKey,
  kUser,
  kOrg,
  kTeam,
  kSession,
  kDashboard,
  kFolder,
  kDataSource,
  kPlaylist,
  kElement,
  kAnnotation,
  kSnapshot,
  kFlag,
  kThing
};

// The org, account or team in which something was sought.
struct Within {
  Noun noun;
  std::int64_t id = 0;
};

// Nothing has that id, or name.
struct NotThere {
  Noun noun;
  std::string_view by;  // "id", "uid", "name", "login or email"
  std::string value;
  std::optional<Within> in = std::nullopt;
};

// The name, or login, is another's.
struct TakenAlready {
  Noun noun;
  std::string_view by;
  std::string value;
  std::optional<Within> in = std::nullopt;
};

struct NotAMember {
  std::int64_t user_id = 0;
  Within of;
};

struct AlreadyAMember {
  std::int64_t user_id = 0;
  Within of;
};

// Nobody else administers it.
struct LastAdminOf {
  std::int64_t user_id = 0;
  std::optional<Within> of = std::nullopt;  // none: the whole Grafana
};

// Nobody gives more than he has.
struct RoleAbove {
  std::string_view wished;
  std::string_view had;
};

struct LifetimeUnfit {
  enum class Rule { kMissing, kTooLong, kNegative, kEndless, kBehindLastDay };
  Rule rule;
  std::int64_t wished = 0;  // seconds
  std::int64_t most = 0;    // seconds; days for the last two
};

struct OtherPassword {
  std::string login;  // as it was given
};

struct PasswordUnfit {
  std::size_t least = 0;  // characters; 0: the policy asks for more than a length
};

// So many wrong passwords came for one name.
struct NameLocked {
  std::string login;
  int failures = 0;
  std::int64_t until = 0;  // the last second of the lock
  std::int64_t now = 0;
};

// A token, an API key, or a session.
struct Expired {
  Noun noun;
  std::string name;   // of the token or key
  std::string owner;  // of the token; empty: it cannot be told
  std::int64_t at = 0;
  std::int64_t now = 0;
};

// A token that somebody who found it, or its owner, has ended before its time.
struct Revoked {
  std::string name;
  std::string owner;
};

// An API key, in a release where none signs in.
struct KeySignsNobodyIn {
  std::string name;
};

struct Disabled {
  Noun noun;
  std::string name;
  std::string token;  // by which the account asked
};

// Why a credential is no token or key that anybody can have issued.
enum class TokenFlaw { kNoParts, kWrongChecksum, kNotBase64, kNotJson, kWrongMember, kPrefixed };

struct TokenMalformed {
  TokenFlaw flaw;
};

struct TokenUnknown {
  std::optional<std::string> deleted = {};   // its name: it was here until it was deleted
  std::optional<std::string> key_name = {};  // of a key that names itself
  std::int64_t org_id = 0;                   // … and its org
  bool other_secret = false;                 // there is one of that name, with another secret
};

struct TokenOfOtherOrg {
  Noun noun;  // a token or an API key
  std::string name;
  std::string owner;
  std::int64_t org_id = 0;
  std::int64_t asked = 0;
};

struct TokenWithoutOwner {
  std::string name;
  std::int64_t account_id = 0;
};

// Something a client sent is not of the form that is asked for.
struct InputUnfit {
  enum class Where { kMember, kPath, kQuery, kHeader, kBody };
  Where where;
  std::string name;      // of the member, parameter or header
  std::string is;        // "a number"; a text as it came when it is quoted
  std::string expected;  // "text"; empty: not to be said in words
  bool quoted = false;
};

// A member that must be there is not, or is empty.
struct MemberMissing {
  std::string name;
};

// Two things that cannot both be: "somebody asks to revoke the session that he asks with".
enum class Clash {
  kOwnOrgDeleted,
  kOwnSessionRevoked,
  kOwnLogout,
  kTooManyDerivations,
  kAccountHasMoreTokens,
  kAssignmentOfNobody,
  kAccountOfAService,
  kNameOfAService,
  kLoginsDifferByCase,
  kUserOfAnotherSystem,
  kProvisionedChanged,
  kUidChanged,
};

// It is a folder and should become a dashboard, or the other way round.
struct OtherKind {
  bool is_folder = false;  // it is one
  std::string uid;
};

// Somebody has changed a document since it was read.
struct ChangedSince {
  std::int64_t version = 0;  // that it has
  std::int64_t read = 0;     // that was sent
};

struct Ground {
  using Any = std::variant<NotThere, TakenAlready, NotAMember, AlreadyAMember, LastAdminOf, RoleAbove, LifetimeUnfit,
                           OtherPassword, PasswordUnfit, NameLocked, Expired, Revoked, KeySignsNobodyIn, Disabled,
                           TokenMalformed, TokenUnknown, TokenOfOtherOrg, TokenWithoutOwner, InputUnfit, MemberMissing,
                           Clash, OtherKind, ChangedSince>;
  Any any;
};

// A failure that says what decided it.
template <class Value>
[[nodiscard]] tl::unexpected<Error> Fail(ErrorCode code, std::string cause, Value ground) {
  return tl::unexpected<Error>(
      Error{code, std::move(cause), std::make_shared<const Ground>(Ground{std::move(ground)})});
}

}  // namespace grafake::server
