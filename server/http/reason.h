#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/domain/principal.h"
#include "server/http/message.h"
#include "server/http/route.h"
#include "server/storage/grounds.h"

namespace grafake::server {

// Why a request was refused: the values that decided it, made where it was decided, and only then. server/control/
// reasons.h makes a sentence of one. Texts may come from strangers; none is a secret. Immutable, of no Instance: it may
// outlive the one that made it.

// Who asked.
struct Asker {
  Principal::Kind kind = Principal::Kind::kNobody;
  std::string name;  // the login of a user, the name of an account
  Role role = Role::kNone;
  std::int64_t org_id = 0;
  bool is_grafana_admin = false;
};

[[nodiscard]] inline Asker AskerOf(const Principal& caller) {
  return {caller.kind, caller.kind == Principal::Kind::kAccount ? caller.name : caller.login, caller.role,
          caller.org_id, caller.is_grafana_admin};
}

// Whom it takes to be let in.
enum class Holder { kUntold, kNobody, kViewer, kEditor, kAdmin, kGrafanaAdmin };

struct PermissionNeeded {
  struct One {
    std::string_view action;
    std::string scope;  // empty: none
  };
  std::vector<One> any_of;
  InOrg in_org = InOrg::kCurrent;
  std::string org = {};  // of the path, as it came
  Asker asker;
  Holder holder = Holder::kUntold;  // the least basic role that has one of them
};

// Without permissions, by role alone.
struct RoleNeeded {
  Fallback fallback;
  Asker asker;
};

// [rbac] enabled = false: a team is its own admins' and the org's.
struct TeamAdminNeeded {
  std::int64_t team_id = 0;
  Asker asker;
};

// Only a person may, or only one who can have sessions.
struct UserNeeded {
  Asker asker;
};

// No credential came with the request.
struct SignInNeeded {
  bool anonymous = false;         // anonymous callers are let in elsewhere, not here
  std::string proxy_header = {};  // of [auth.proxy], which is not there; empty: it is off
  std::string jwt_header = {};    // of [auth.jwt]; empty: none is looked at
  bool jwt_in_url = false;        // … the parameter auth_token is
  bool jwt_passed_over = false;   // … what came there was not taken for one
};

// The Authorization header, or a cookie beside it, is of no known form. It is not told: it may be a secret.
enum class CredentialForm { kNoScheme, kEmptyBearer, kBasicUnreadable, kBasicOff, kRenderKey, kNoPassword };

// The session lives, but its token is to be replaced first.
struct SessionDue {};

struct RouteName {
  std::string_view method;
  std::string_view pattern;
};

// All that is served, and what would be if a setting were another.
struct KnownRoutes {
  struct Off {
    std::string_view prefix;
    std::string_view setting;  // "[feature_toggles] serviceAccounts"
  };
  std::vector<RouteName> served;
  std::vector<Off> off;
};

struct NoSuchRoute {
  std::string method;
  std::string path;
  std::shared_ptr<const KnownRoutes> known;  // never null
};

// Grafana has it, and grafake has not.
struct RouteNotServed {
  std::string_view method;  // empty: any
  std::string_view pattern;
  std::string_view version;  // of the Grafana
};

struct OriginRefused {
  std::string origin;  // as it came
  std::string host;    // that was asked
  bool unreadable = false;
};

struct QuotaFull {
  std::string target;
  std::int64_t limit = 0;
  std::int64_t used = 0;
  std::int64_t org_id = 0;  // whose it is; both 0: the whole Grafana's
  std::int64_t user_id = 0;
};

struct MemberTooLong {
  std::size_t most = 0;  // bytes
};

// A setting, or the release, has it so.
struct SettingSays {
  std::string_view setting;  // "[auth] disable_login_form"
  std::string_view value;
};

// What is not in this Grafana at all, in the release's own words.
struct NotServed {
  std::string_view what;
};

// The database failed.
struct StorageFailed {
  std::string cause;
};

// What was refused without a value that would say more than its code and words.
struct Unexplained {
  ErrorCode code;
  std::string cause;
};

using Grounds = std::shared_ptr<const Ground>;  // never null

struct Reason {
  using Any = std::variant<Grounds, PermissionNeeded, RoleNeeded, TeamAdminNeeded, UserNeeded, SignInNeeded,
                           CredentialForm, SessionDue, NoSuchRoute, RouteNotServed, OriginRefused, QuotaFull,
                           MemberTooLong, SettingSays, NotServed, StorageFailed, Unexplained>;
  Any any;
};

using ReasonPtr = std::shared_ptr<const Reason>;

[[nodiscard]] inline ReasonPtr MakeReason(Reason::Any any) {
  return std::make_shared<const Reason>(Reason{std::move(any)});
}
// A rule's own values.
template <class Value>
[[nodiscard]] ReasonPtr GroundReason(Value value) {
  return MakeReason(Grounds(std::make_shared<const Ground>(Ground{std::move(value)})));
}
[[nodiscard]] inline ReasonPtr ReasonOf(const Error& error) {
  if (error.ground) return MakeReason(error.ground);
  return MakeReason(error.code == ErrorCode::kStorage ? Reason::Any(StorageFailed{error.cause})
                                                      : Reason::Any(Unexplained{error.code, error.cause}));
}

// Why somebody is a nobody: what was wrong with his credential, or that he has shown none.
[[nodiscard]] ReasonPtr WhyStranger(const Context& context);

// The answer, with its reason.
[[nodiscard]] inline Response Because(Response response, ReasonPtr reason) {
  response.reason = std::move(reason);
  return response;
}
[[nodiscard]] inline Response Because(Response response, Reason::Any reason) {
  return Because(std::move(response), MakeReason(std::move(reason)));
}

}  // namespace grafake::server
