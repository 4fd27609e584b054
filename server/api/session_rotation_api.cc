#include "server/api/session_rotation_api.h"

#include "server/http/client_address.h"

namespace grafake::server {

// Nobody is asked to sign in: the cookie is looked at here, which is worth nothing else until it is replaced.
void SessionRotationApi::Mount(Router& router) const {
  const RouteAccess open{.sign_in = false};
  router.Add({"POST", "/api/user/auth-tokens/rotate", open, HandlerOf(this, &SessionRotationApi::Rotate)});
  router.Add({"GET", "/user/auth-tokens/rotate", open, HandlerOf(this, &SessionRotationApi::RotateAndGoOn)});
}

Result<Done> SessionRotationApi::Replace(const Request& request, Response& response) const {
  const auto token = cookies_.SessionIn(request);
  const auto session = token ? sessions_.Find(*token) : NoSessionShown();
  if (!session) return tl::unexpected(session.error());
  const Browser browser = BrowserOf(request);
  const auto fresh = may_be_early_ ? sessions_.Replace(*session, browser) : sessions_.Rotate(*session, browser);
  if (fresh) cookies_.PutSession(response, *fresh, sessions_.NextRotation());
  return Done();
}

// One that shows a token which is worth nothing keeps it, as in Grafana.
Response SessionRotationApi::WithoutEmpty(const Request& request, Response refused) const {
  if (!cookies_.SessionIn(request)) cookies_.EndSession(refused);
  return refused;
}

Response SessionRotationApi::Rotate(const Context& context) const {
  Response response = answers_.Json("{}");
  const auto replaced = Replace(context.request, response);
  if (replaced) return response;
  return WithoutEmpty(context.request, answers_.Refuse(answers_.refusals().rotation_refused, replaced.error()));
}

Response SessionRotationApi::RotateAndGoOn(const Context& context) const {
  Response response = pages_.ToWanted(context.request, context.query);
  if (Replace(context.request, response)) return response;
  return WithoutEmpty(context.request, pages_.Redirect(context.request, pages_.sub_url() + "/login"));
}

}  // namespace grafake::server
