#include "server/api/login_api.h"

#include "server/http/client_address.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {

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
  if (!bound) return answers_.Refuse(r.bad_login_data, bound.error().cause);
  if (settings_.form_disabled) return answers_.RefuseSignIn(r.login_disabled, {});
  const auto id = passwords_.Check(user, password, context.request.client_ip + ":" + context.request.client_port);
  if (!id) return answers_.RefuseSignIn(r.login_failed, id.error().cause);
  return LoggedIn(context, *id);
}

Response LoginApi::LoggedIn(const Context& context, std::int64_t user_id) const {
  const auto target = cookies_.RedirectToIn(context.request);
  JsonWriter json;
  json.BeginObject().Member("message", "Logged in");
  if (target && MayLeadTo(*target)) json.Member("redirectUrl", *target);
  json.EndObject();
  Response response = answers_.Json(json.Take());
  response.headers.push_back(cookies_.Session(sessions_.Create(user_id, BrowserOf(context.request))));
  if (target) response.headers.push_back(cookies_.EndOfRedirectTo());
  return response;
}

bool LoginApi::MayLeadTo(std::string_view target) const {
  const std::string decoded = DecodePath(target).value_or("");
  if (!decoded.starts_with('/') || decoded.starts_with("//") || decoded.find('\\') != std::string::npos) return false;
  const std::string& sub = pages_.sub_url();
  return sub.empty() || decoded == sub || decoded.starts_with(sub + "/");
}

Response LoginApi::LoginPage(const Context& context) const {
  return context.caller.SignedIn() ? pages_.ToHome(context.request) : pages_.Empty();
}

Response LoginApi::Logout(const Context& context) const {
  const auto token = cookies_.SessionIn(context.request);
  const auto session = token ? sessions_.Find(*token) : std::nullopt;
  if (session) (void)sessions_.Revoke(session->user_id, session->id);
  Response response = pages_.Redirect(
      context.request, settings_.signout_redirect.empty() ? pages_.sub_url() + "/login" : settings_.signout_redirect);
  response.headers.push_back(cookies_.EndOfSession());
  return response;
}

Response LoginApi::Ping(const Context& context) const {
  if (context.caller.kind == Principal::Kind::kNobody) return answers_.Refuse(answers_.refusals().unauthorized);
  return answers_.Json("Logged in");
}

}  // namespace grafake::server
