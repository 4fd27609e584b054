#include "server/api/login_api.h"

#include "server/http/client_address.h"
#include "server/http/form.h"
#include "server/http/redirect_target.h"
#include "server/json/writer.h"
#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

constexpr RefusalTable kLoginRefusals({{ErrorCode::kBlocked, &Refusals::login_too_often},
                                       {ErrorCode::kDisabled, &Refusals::login_of_disabled}},
                                      &Refusals::login_failed,
                                      kThingErrors | kDocumentErrors | kOrgErrors | kUserErrors | kRoleErrors |
                                          kLifetimeErrors | kMemberErrors | kPasswordErrors |
                                          ErrorCodes{ErrorCode::kBusy, ErrorCode::kExpired, ErrorCode::kRevoked,
                                                     ErrorCode::kMalformed});

}  // namespace

void LoginApi::Mount(Router& router) const {
  const RouteAccess open{.sign_in = false};
  router.Add({"POST", "/login", {.sign_in = false, .quota = "session"}, HandlerOf(this, &LoginApi::Login)});
  router.Add({"GET", "/login", open, HandlerOf(this, &LoginApi::LoginPage)});
  router.Add({"GET", "/logout", open, HandlerOf(this, &LoginApi::Logout)});
  router.Add({"GET", "/api/login/ping", {.sign_in = false, .quota = "session"}, HandlerOf(this, &LoginApi::Ping)});
}

Response LoginApi::Login(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string user;
  std::string password;
  bool remember = false;
  const auto bound = Form("dtos.LoginCommand")
                         .Text("user", user)
                         .Text("password", password)
                         .Boolean("remember", remember)
                         .Required("User", user)
                         .Required("Password", password)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_login_data, bound.error());
  if (settings_.form_disabled) {
    return Because(answers_.RefuseSignIn(r.login_disabled, std::string_view()),
                   SettingSays{"[auth] disable_login_form", "true"});
  }
  if (settings_.no_passwords) {
    return Because(answers_.RefuseSignIn(r.login_has_no_provider, "no authentication provider"),
                   SettingSays{"[auth] disable_login", "true"});
  }
  const auto id = passwords_.Check(user, password, context.request.client_ip + ":" + context.request.client_port);
  if (!id) return answers_.RefuseSignIn(kLoginRefusals.Find(r, id.error().code), id.error());
  return LoggedIn(context, *id);
}

Response LoginApi::LoggedIn(const Context& context, std::int64_t user_id) const {
  const auto target = pages_.WantedByCookie(context.request);
  JsonWriter json;
  json.BeginObject().Member("message", "Logged in");
  if (target && LeadsInside(*target, pages_.sub_url())) {
    json.Member("redirectUrl", *target);
  } else if (settings_.tells_next_page) {
    json.Member("redirectUrl", pages_.sub_url() + "/");
  }
  json.EndObject();
  Response response = answers_.Json(json.Take());
  cookies_.PutSession(response, sessions_.Create(user_id, BrowserOf(context.request)), sessions_.NextRotation());
  if (target) response.headers.push_back(cookies_.EndOfRedirectTo());
  return response;
}

// Who is signed in already goes on to where he wanted, unless he asks for the page.
Response LoginApi::LoginPage(const Context& context) const {
  const bool goes_on = context.caller.SignedIn() && !context.query.Has("disableAutoLogin");
  if (!goes_on) return pages_.Page(PageKind::kLogin, context);
  Response onward = pages_.ToWanted(context.request, context.query);
  if (!settings_.gives_sessions || context.caller.kind != Principal::Kind::kUser) return onward;
  Response response;
  cookies_.PutSession(response, sessions_.Create(context.caller.user_id, BrowserOf(context.request)),
                      sessions_.NextRotation());
  onward.headers.insert(onward.headers.begin(), std::make_move_iterator(response.headers.begin()),
                        std::make_move_iterator(response.headers.end()));
  return onward;
}

Response LoginApi::Logout(const Context& context) const {
  const auto token = cookies_.SessionIn(context.request);
  const auto session = token ? sessions_.Find(*token) : NoSessionShown();
  Response response = pages_.Redirect(
      context.request, settings_.signout_redirect.empty() ? pages_.sub_url() + "/login" : settings_.signout_redirect);
  if (session) Revoke(*session, response);
  cookies_.EndSession(response);
  return response;
}

void LoginApi::Revoke(const SessionRow& session, Response& response) const try {
  (void)sessions_.Revoke(session.user_id, session.id);
} catch (const StorageFailure& e) {
  response.notes.push_back({.message = "failed to revoke auth token", .fields = {{"error", e.what()}}});
}

Response LoginApi::Ping(const Context& context) const {
  if (context.caller.kind == Principal::Kind::kNobody)
    return Because(answers_.Refuse(answers_.refusals().ping_refused), WhyStranger(context));
  return settings_.ping_in_json ? answers_.Message("Logged in") : answers_.Json("Logged in");
}

}  // namespace grafake::server
