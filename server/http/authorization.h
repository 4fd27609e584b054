#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/domain/access.h"
#include "server/domain/identities.h"
#include "server/domain/kept_permissions.h"
#include "server/domain/teams.h"
#include "server/http/answers.h"
#include "server/http/pages.h"
#include "server/http/route.h"
#include "server/http/scope_lookups.h"
#include "server/releases/sign_in_rules.h"

namespace grafake::server {

struct AuthorizationSettings {
  bool rbac = true;                // [rbac] enabled
  bool editors_can_admin = false;  // [users] editors_can_admin
  bool breaks_at_unreadable_orgs = false;
  ForcedSignIn forced_sign_in = ForcedSignIn::kWhereSignInIsAsked;
  bool permissions_ask_for_sign_in = false;  // a nobody lacks no permission: he is told to sign in
  OwnOrg own_org = OwnOrg::kIsAsAnyOther;
  bool scopes_are_looked_up_first =
      false;  // who may do a thing to all of a kind may not do it to one that is not there
};

// Decides whether a caller may call a route. Thread-safe.
class Authorization {
 public:
  // Who knows what callers may do.
  struct Sources {
    Access& access;
    Identities& identities;
    KeptPermissions& kept;
    ScopeLookups& lookups;
  };

  Authorization(const Answers& answers, const Pages& pages, const Sources& sources, Teams& teams,
                AuthorizationSettings settings)
      : answers_(answers),
        pages_(pages),
        access_(sources.access),
        identities_(sources.identities),
        kept_(sources.kept),
        lookups_(sources.lookups),
        teams_(teams),
        settings_(settings) {}

  // Nothing: the caller may pass. Otherwise the answer to send.
  [[nodiscard]] std::optional<Response> Refuse(const RouteAccess& access, const Context& context);

  // The sign-in check alone, which hears what was wrong with a credential; it also stands before the answer for an
  // unknown path.
  [[nodiscard]] std::optional<Response> RefuseStranger(const RouteAccess& access, const Context& context) const;

  [[nodiscard]] bool rbac() const { return settings_.rbac; }

 private:
  [[nodiscard]] Response StrangersAnswer(const RouteAccess& access, const Context& context) const;
  [[nodiscard]] bool Holds(const PermissionSet& permissions, const Need& need, const Context& context) const;
  [[nodiscard]] std::optional<Response> CheckPermission(const RouteAccess& access, const Context& context);
  // Before the answer to one who lacks something, if he does.
  [[nodiscard]] Response ToldToSignIn(const Context& context, std::optional<Response> denied) const;
  [[nodiscard]] std::optional<Response> CheckFallback(Fallback fallback, const Context& context) const;
  [[nodiscard]] bool PassesFallback(Fallback fallback, const Principal& caller) const;
  // What the caller may do in the org that the route asks for; null when that org cannot be told. Throws where the
  // release breaks at that.
  [[nodiscard]] std::shared_ptr<const PermissionSet> PermissionsFor(InOrg in_org, const Context& context);
  [[nodiscard]] Response Lacking(const std::vector<Need>& needs, const Context& context) const;
  [[nodiscard]] Response Denied(const std::vector<Need>& needs, const Context& context) const;
  [[nodiscard]] ReasonPtr WhyDenied(const RouteAccess& access, const Context& context) const;
  [[nodiscard]] Holder HolderOf(const RouteAccess& access, const Context& context) const;

  const Answers& answers_;
  const Pages& pages_;
  Access& access_;
  Identities& identities_;
  KeptPermissions& kept_;
  ScopeLookups& lookups_;
  Teams& teams_;
  AuthorizationSettings settings_;
};

}  // namespace grafake::server
