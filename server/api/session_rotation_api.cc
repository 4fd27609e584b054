#include "server/api/session_rotation_api.h"

#include "server/http/client_address.h"

namespace grafake::server {

// Nobody is asked to sign in: the cookie is looked at here, which is worth nothing else until it is replaced.
void SessionRotationApi::Mount(Router& router) const {
  const RouteAccess open{.sign_in = false};
  router.Add({"POST", "/api/user/auth-tokens/rotate", open, HandlerOf(this, &SessionRotationApi::Rotate)});
  router.Add({"GET", "/user/auth-tokens/rotate", open, HandlerOf(this, &SessionRotationApi::RotateAndGoOn)});
}

std::optional<SessionRow> SessionRotationApi::SessionIn(const Request& request) const {
  const auto token = cookies_.SessionIn(request);
  return token ? sessions_.Find(*token) : std::nullopt;
}

void SessionRotationApi::PutToken(const SessionRow& session, const Request& request, Response& response) const {
  const Browser browser = BrowserOf(request);
  const auto token = may_be_early_ ? sessions_.Replace(session, browser) : sessions_.Rotate(session, browser);
  if (token) cookies_.PutSession(response, *token, sessions_.NextRotation());
}

Response SessionRotationApi::Rotate(const Context& context) const {
  const auto session = SessionIn(context.request);
  Response response = session ? answers_.Json("{}") : answers_.Refuse(answers_.refusals().rotation_refused);
  if (session) {
    PutToken(*session, context.request, response);
  } else {
    cookies_.EndSession(response);
  }
  return response;
}

Response SessionRotationApi::RotateAndGoOn(const Context& context) const {
  const auto session = SessionIn(context.request);
  Response response = pages_.ToWanted(context.request, context.query);
  if (session) {
    PutToken(*session, context.request, response);
  } else {
    cookies_.EndSession(response);
  }
  return response;
}

}  // namespace grafake::server
