#include "server/http/authorization.h"

#include <algorithm>
#include <stdexcept>

#include "server/domain/digest.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// "serviceaccounts:id:{id}" with the path's own text for the parameter.
std::string Injected(std::string_view scope, const Context& context) {
  const auto open = scope.find('{');
  const auto close = scope.find('}');
  if (open == std::string_view::npos || close == std::string_view::npos) return std::string(scope);
  std::string out(scope.substr(0, open));
  out += context.Param(scope.substr(open + 1, close - open - 1));
  return out += scope.substr(close + 1);
}

std::string Listed(const std::vector<Need>& needs) {
  std::string text = needs.size() > 1 ? "any of " : "";
  for (const Need& need : needs) (text += &need == &needs.front() ? "" : ", ") += need.action;
  return text;
}

// The needs as Grafana's log writes them.
std::string InLog(const std::vector<Need>& needs) {
  std::string text;
  for (const Need& need : needs) {
    text += std::string(text.empty() ? "" : " ") + "action:" + std::string(need.action) +
            " scopes:" + std::string(need.scope);
  }
  return needs.size() > 1 ? "any(" + text + ")" : text;
}

// An anonymous caller who asks to sign in, or for another org, counts as a stranger.
bool ForcesLogin(const Context& context) {
  const std::int64_t org = context.query.Integer("orgId");
  return context.query.Boolean("forceLogin") || (org > 0 && org != context.caller.org_id);
}

}  // namespace

ReasonPtr WhyStranger(const Context& context) {
  if (context.no_credential) return context.no_credential;
  return MakeReason(SignInNeeded{context.caller.kind == Principal::Kind::kAnonymous});
}

std::optional<Response> Authorization::RefuseStranger(const RouteAccess& access, const Context& context) const {
  const bool asked = access.sign_in || (settings_.permissions_ask_for_sign_in && !access.any_of.empty());
  if (!asked || context.caller.SignedIn()) return std::nullopt;
  const bool anonymous = context.caller.kind == Principal::Kind::kAnonymous;
  if (anonymous && !access.refuse_anonymous && !ForcesLogin(context)) return std::nullopt;
  return Because(StrangersAnswer(access, context), WhyStranger(context));
}

Response Authorization::StrangersAnswer(const RouteAccess& access, const Context& context) const {
  const Refusals& r = answers_.refusals();
  if (!Pages::IsApi(context.request)) {
    return context.session_due ? pages_.ToRotation(context.request) : pages_.ToLogin(context.request);
  }
  const bool anonymous = context.caller.kind == Principal::Kind::kAnonymous;
  if (anonymous && access.refuse_anonymous) return answers_.ContextRefuse(r.anonymous_refused);
  return answers_.ContextRefuse(context.refused != nullptr ? *context.refused : r.unauthorized);
}

bool Authorization::Holds(const PermissionSet& permissions, const Need& need, const Context& context) const {
  if (need.scope.empty()) return permissions.Has(need.action);
  const std::vector target{Injected(need.scope, context)};
  const bool known = lookups_.Knows(target.front());
  const bool covers = (!known || !settings_.scopes_are_looked_up_first) && permissions.Covers(need.action, target);
  if (covers || !known || !permissions.Has(need.action)) return covers;
  return permissions.Covers(need.action, lookups_.Resolve(context.caller.org_id, target.front()));
}

std::optional<Response> Authorization::Refuse(const RouteAccess& access, const Context& context) {
  if (auto refused = RefuseStranger(access, context)) return refused;
  if (!settings_.rbac || access.always_fallback) return CheckFallback(access.fallback, context);
  return access.any_of.empty() ? std::nullopt : CheckPermission(access, context);
}

std::optional<Response> Authorization::CheckPermission(const RouteAccess& access, const Context& context) {
  const auto permissions = PermissionsFor(access.in_org, context);
  if (!permissions) return Because(Denied({}, context), WhyDenied(access, context));
  const bool passes =
      std::ranges::any_of(access.any_of, [&](const Need& need) { return Holds(*permissions, need, context); });
  auto denied =
      passes ? std::nullopt : std::optional(Because(Lacking(access.any_of, context), WhyDenied(access, context)));
  const bool told = settings_.forced_sign_in == ForcedSignIn::kWherePermissionsAreToo &&
                    context.caller.kind == Principal::Kind::kAnonymous && ForcesLogin(context);
  return told ? ToldToSignIn(context, std::move(denied)) : denied;
}

// Of some things that are not there everybody hears so who may not do that with all of them.
Response Authorization::Lacking(const std::vector<Need>& needs, const Context& context) const {
  for (const Need& need : needs) {
    const auto text = lookups_.MissingText(context.caller.org_id, Injected(need.scope, context));
    if (text.empty() || !Pages::IsApi(context.request)) continue;
    JsonWriter json;
    json.BeginObject().Member("message", text).Member("title", "Not found").EndObject();
    return answers_.ContextJson(json.Take(), 404);
  }
  return Denied(needs, context);
}

Response Authorization::ToldToSignIn(const Context& context, std::optional<Response> denied) const {
  if (!Pages::IsApi(context.request)) return Because(pages_.ToLogin(context.request), WhyStranger(context));
  Response response = Because(answers_.ContextRefuse(answers_.refusals().unauthorized), WhyStranger(context));
  if (denied) {
    response.body += denied->body;
    response.notes = std::move(denied->notes);
  }
  return response;
}

std::shared_ptr<const PermissionSet> Authorization::PermissionsFor(InOrg in_org, const Context& context) {
  const Principal& caller = context.caller;
  if (in_org == InOrg::kCurrent || (in_org == InOrg::kGlobal && settings_.own_org == OwnOrg::kStandsForAll))
    return caller.permissions;
  if (in_org == InOrg::kGlobal && settings_.own_org == OwnOrg::kCountsIfNamed && !caller.HasUser()) return nullptr;
  if (in_org == InOrg::kGlobal)
    return kept_.Ask(caller.user_id, 0, KeptPermissions::RolesOf(caller),
                     access_.OfGrafanaAdmin(caller.is_grafana_admin));
  const auto org = ParseInteger(context.Param("orgId"));
  if (!org && settings_.breaks_at_unreadable_orgs) throw std::invalid_argument("orgId is not a number");
  if (org && *org == caller.org_id && settings_.own_org != OwnOrg::kIsAsAnyOther) return caller.permissions;
  if (!org || *org == 0 || !caller.HasUser()) return nullptr;
  const auto there = identities_.Load(caller.user_id, *org);
  // A negative org is none: the identity that comes back is of the current one.
  if (!there || there->org_id != *org) return access_.OfGrafanaAdmin(caller.is_grafana_admin);
  return kept_.Ask(caller.user_id, *org, KeptPermissions::RolesOf(*there), there->permissions);
}

bool Authorization::PassesFallback(Fallback fallback, const Principal& caller) const {
  switch (fallback) {
    case Fallback::kAnyone:
      return true;
    case Fallback::kOrgEditor:
      return caller.role >= Role::kEditor;
    case Fallback::kOrgAdmin:
      return caller.role == Role::kAdmin;
    case Fallback::kGrafanaAdmin:
      return caller.is_grafana_admin;
    case Fallback::kTeamsAccess:
      return caller.role == Role::kAdmin || (caller.role == Role::kEditor && settings_.editors_can_admin);
    case Fallback::kOrgUsersLookup:
      return caller.role == Role::kAdmin || teams_.IsAdminOfAny(caller.org_id, caller.user_id);
  }
  return false;
}

std::optional<Response> Authorization::CheckFallback(Fallback fallback, const Context& context) const {
  if (fallback == Fallback::kGrafanaAdmin && Pages::IsApi(context.request)) {
    if (auto refused = RefuseStranger({}, context)) return refused;
  }
  if (PassesFallback(fallback, context.caller)) return std::nullopt;
  Response answer = Pages::IsApi(context.request) ? answers_.ContextRefuse(answers_.refusals().permission_denied)
                                                  : pages_.ToHome(context.request);
  return Because(std::move(answer), RoleNeeded{fallback, AskerOf(context.caller)});
}

// The least role that would do; who is in no org but everywhere is only a Grafana Admin.
Holder Authorization::HolderOf(const RouteAccess& access, const Context& context) const {
  const auto would_do = [&](const std::shared_ptr<const PermissionSet>& held) {
    return std::ranges::any_of(access.any_of, [&](const Need& need) { return Holds(*held, need, context); });
  };
  if (access.in_org != InOrg::kGlobal) {
    if (would_do(access_.OfRole(Role::kViewer))) return Holder::kViewer;
    if (would_do(access_.OfRole(Role::kEditor))) return Holder::kEditor;
    if (would_do(access_.OfRole(Role::kAdmin))) return Holder::kAdmin;
  }
  return would_do(access_.OfGrafanaAdmin(true)) ? Holder::kGrafanaAdmin : Holder::kNobody;
}

ReasonPtr Authorization::WhyDenied(const RouteAccess& access, const Context& context) const {
  if (context.caller.kind == Principal::Kind::kNobody && context.no_credential) return context.no_credential;
  PermissionNeeded needed{
      .in_org = access.in_org, .asker = AskerOf(context.caller), .holder = HolderOf(access, context)};
  for (const Need& need : access.any_of) needed.any_of.push_back({need.action, Injected(need.scope, context)});
  if (access.in_org == InOrg::kFromPath) needed.org = context.Param("orgId");
  return MakeReason(std::move(needed));
}

Response Authorization::Denied(const std::vector<Need>& needs, const Context& context) const {
  if (!Pages::IsApi(context.request)) return pages_.ToHomeRefused(context.request);
  const std::string id = "ACE" + RandomDigits(10);
  JsonWriter json;
  json.BeginObject()
      .Member("accessErrorId", id)
      .Member("message",
              "You'll need additional permissions to perform this action. Permissions needed: " + Listed(needs))
      .Member("title", "Access denied")
      .EndObject();
  Response response = answers_.ContextJson(json.Take(), 403);
  response.notes.push_back(
      {.level = LogLevel::kInfo,
       .message = "Access denied",
       .fields = {{"userID", context.caller.user_id}, {"accessErrorID", id}, {"permissions", InLog(needs)}}});
  return response;
}

}  // namespace grafake::server
