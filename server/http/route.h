#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/domain/principal.h"
#include "server/http/message.h"
#include "server/http/url.h"
#include "server/storage/grounds.h"

namespace grafake::server {

struct Refusal;

// What a handler gets to see of a request. Lives as long as the call.
struct Context {
  const Request& request;
  const Query& query;
  const Principal& caller;
  std::vector<std::pair<std::string_view, std::string>> params;  // of the path, decoded: {"id", "2"}
  std::int64_t session_id = 0;                                   // of the session cookie that signed in; 0: none
  bool rbac = true;                                              // [rbac] enabled
  const Refusal* refused = nullptr;                              // what was wrong with a nobody's credential
  bool session_due = false;  // … and that is the age of a session whose token his browser is to replace
  std::shared_ptr<const Reason> no_credential = nullptr;  // … as values; null: there was none
  std::string_view nonce = {};                            // of a page's scripts; empty without content policy

  // The text of a path parameter; empty when the route has none of that name.
  [[nodiscard]] std::string_view Param(std::string_view name) const;
};

using RouteHandler = std::function<Response(const Context&)>;

// A member function as a handler; `api` must outlive it.
template <class Api>
RouteHandler HandlerOf(const Api* api, Response (Api::*method)(const Context&) const) {
  return [api, method](const Context& context) { return (api->*method)(context); };
}

// Who passes when [rbac] enabled = false.
enum class Fallback {
  kAnyone,     // the group's sign-in check is all
  kOrgEditor,  // editors and org admins
  kOrgAdmin,
  kGrafanaAdmin,
  kTeamsAccess,     // org admins, and editors with [users] editors_can_admin
  kOrgUsersLookup,  // org admins, folder admins, team admins
};

// In which org the permission must be held.
enum class InOrg {
  kCurrent,
  kGlobal,    // in none: only what a Grafana Admin has counts
  kFromPath,  // the org of :orgId
};

// An action, on what. "{name}" in a scope stands for that path parameter; an empty scope asks for the action alone.
struct Need {
  std::string_view action;
  std::string_view scope = {};
};

// Who may call a route. Checked in the order of the fields, before anything of the body or path is looked at.
struct RouteAccess {
  bool sign_in = true;            // 401 for those who are neither signed in nor anonymous
  bool refuse_anonymous = false;  // 401 for anonymous callers too
  std::vector<Need> any_of;       // none: no permission is needed
  Fallback fallback = Fallback::kAnyone;
  InOrg in_org = InOrg::kCurrent;
  bool always_fallback = false;  // Grafana never moved this route to RBAC
  std::string_view quota;        // [quota] target that must not be reached
};

// A parameter of paths in which a uid may stand for the id.
struct UidParameter {
  std::string_view pattern;  // what the routes begin with, down to it: "/api/serviceaccounts/:id"
  std::function<std::optional<std::int64_t>(const Principal& caller, const std::string& uid)> find_id;
  const Refusal* unknown = nullptr;  // the answer when nothing has that uid; never null
  bool for_strangers = false;        // they hear of it, too, instead of being asked to sign in
  Noun noun = Noun::kUser;           // what the uid is of; users are of no org

  [[nodiscard]] std::string_view Name() const { return pattern.substr(pattern.rfind(':') + 1); }
  // In what it is sought.
  [[nodiscard]] std::optional<Within> Scope(const Principal& caller) const {
    return noun == Noun::kUser ? std::nullopt : std::optional(Within{Noun::kOrg, caller.org_id});
  }
};

// One route, as data: what the server serves and what its documentation says. The pattern is Grafana's own spelling,
// trailing slash included, since that decides how an encoded slash is read.
struct Route {
  std::string_view method;
  std::string_view pattern;
  RouteAccess access;
  RouteHandler handler;
  const Refusal* failure = nullptr;            // the answer when the database fails; none: that of a broken handler
  std::vector<const UidParameter*> uids = {};  // the router's own
};

}  // namespace grafake::server
