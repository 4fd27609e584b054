#include "server/api/sessions_api.h"

#include "server/api/admin_access.h"
#include "server/api/path_id.h"
#include "server/api/time_text.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// Grafana guesses device, system and browser from the user agent; here all are what it says when it knows none.
void AddSession(JsonWriter& json, const SessionRow& session, bool active, bool with_module) {
  json.BeginObject()
      .Member("id", session.id)
      .Member("isActive", active)
      .Member("clientIp", session.client_ip)
      .Member("device", "Other")
      .Member("os", "Other")
      .Member("osVersion", "")
      .Member("browser", "Other")
      .Member("browserVersion", "");
  if (with_module) json.Member("authModule", "");
  json.Member("createdAt", TimeText(session.created_at))
      .Member("seenAt", TimeText(session.seen_at == 0 ? session.created_at : session.seen_at))
      .EndObject();
}

Result<std::int64_t> ReadSessionId(const Request& request) {
  std::int64_t id = 0;
  return Form("models.RevokeAuthTokenCmd").Integer("authTokenId", id).Bind(request).map([&](Done) { return id; });
}

constexpr RefusalTable kOwnerOfSessions({{ErrorCode::kTakenButForCase, &Refusals::user_ambiguous}},
                                        &Refusals::no_such_user,
                                        kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                            kMemberErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors);
constexpr RefusalTable kSessionRevocation({{ErrorCode::kNotFound, &Refusals::session_not_found}},
                                          &Refusals::session_revoke_failed,
                                          kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                              kMemberErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors);

}  // namespace

void SessionsApi::Mount(Router& router) const {
  const RouteAccess own{.refuse_anonymous = true};
  router.Add({"GET", "/api/user/auth-tokens", own, HandlerOf(this, &SessionsApi::ListOwn)});
  router.Add({"POST", "/api/user/revoke-auth-token", own, HandlerOf(this, &SessionsApi::RevokeOwn)});
  router.Add({"GET", "/api/admin/users/:id/auth-tokens", AdminNeeds("users.authtoken:read", kPathUser),
              HandlerOf(this, &SessionsApi::ListOfUser)});
  router.Add({"POST", "/api/admin/users/:id/revoke-auth-token", AdminNeeds("users.authtoken:write", kPathUser),
              HandlerOf(this, &SessionsApi::RevokeOfUser)});
  router.Add({"POST", "/api/admin/users/:id/logout", AdminNeeds("users:logout", kPathUser),
              HandlerOf(this, &SessionsApi::LogOut)});
}

Response SessionsApi::ListOf(std::int64_t user_id, const Context& context) const {
  if (const auto user = users_.GetUnmistakable(user_id); !user)
    return answers_.RefuseFor(user.error(), kOwnerOfSessions);
  JsonWriter json;
  json.BeginArray();
  for (const SessionRow& session : sessions_.ListOf(user_id)) {
    AddSession(json, session, session.id == context.session_id, with_module_);
  }
  json.EndArray();
  return answers_.Json(json.Take());
}

Response SessionsApi::Revoke(std::int64_t user_id, std::int64_t session_id, const Context& context) const {
  const Refusals& r = answers_.refusals();
  if (const auto user = users_.GetUnmistakable(user_id); !user)
    return answers_.RefuseFor(user.error(), kOwnerOfSessions);
  if (session_id != 0 && session_id == context.session_id)
    return Because(answers_.Refuse(r.session_active), GroundReason(Clash::kOwnSessionRevoked));
  return answers_.Conclude(sessions_.Revoke(user_id, session_id), "User auth token revoked", kSessionRevocation);
}

bool SessionsApi::CanHaveNone(const Principal& caller) const {
  return for_users_ && caller.kind != Principal::Kind::kUser;
}

Response SessionsApi::ListOwn(const Context& context) const {
  if (CanHaveNone(context.caller))
    return Because(answers_.Refuse(answers_.refusals().sessions_not_listed), UserNeeded{AskerOf(context.caller)});
  return ListOf(context.caller.user_id, context);
}

Response SessionsApi::ListOfUser(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  return id ? ListOf(*id, context) : id.error();
}

Response SessionsApi::RevokeOwn(const Context& context) const {
  const auto session = ReadSessionId(context.request);
  if (!session) return answers_.Refuse(answers_.refusals().bad_request_data, session.error());
  if (CanHaveNone(context.caller))
    return Because(answers_.Refuse(answers_.refusals().sessions_not_revoked), UserNeeded{AskerOf(context.caller)});
  return Revoke(context.caller.user_id, *session, context);
}

Response SessionsApi::RevokeOfUser(const Context& context) const {
  const auto session = ReadSessionId(context.request);
  if (!session) return answers_.Refuse(answers_.refusals().bad_request_data, session.error());
  const auto id = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  return id ? Revoke(*id, *session, context) : id.error();
}

Response SessionsApi::LogOut(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "id", r.id_invalid);
  if (!id) return id.error();
  if (*id == context.caller.user_id) return Because(answers_.Refuse(r.own_logout), GroundReason(Clash::kOwnLogout));
  if (const auto user = users_.GetUnmistakable(*id); !user) return answers_.RefuseFor(user.error(), kOwnerOfSessions);
  sessions_.RevokeAllOf(*id);
  return answers_.Message("User logged out");
}

}  // namespace grafake::server
