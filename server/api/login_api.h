#pragma once

#include "server/domain/password_sign_in.h"
#include "server/domain/sessions.h"
#include "server/http/answers.h"
#include "server/http/cookies.h"
#include "server/http/pages.h"
#include "server/http/router.h"

namespace grafake::server {

struct LoginSettings {
  bool form_disabled = false;    // [auth] disable_login_form
  bool no_passwords = false;     // [auth] disable_login, where the release has it
  std::string signout_redirect;  // [auth] signout_redirect_url; empty: the login page
  bool ping_in_json = false;     // who is signed in is told so in JSON, instead of as a text
  bool tells_next_page = false;  // who signs in always hears where to go, home if nowhere else
  bool gives_sessions = false;   // [auth.proxy] enable_login_token: who comes signed in gets a session of his own
};

// Signing in and out as a browser does it: /login, /logout, /api/login/ping.
class LoginApi {
 public:
  LoginApi(const Answers& answers, const Pages& pages, const Cookies& cookies, PasswordSignIn& passwords,
           Sessions& sessions, LoginSettings settings)
      : answers_(answers),
        pages_(pages),
        cookies_(cookies),
        passwords_(passwords),
        sessions_(sessions),
        settings_(std::move(settings)) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Login(const Context& context) const;
  [[nodiscard]] Response LoginPage(const Context& context) const;
  [[nodiscard]] Response Logout(const Context& context) const;
  // Whoever signs out is sent away, even when that cannot be written down.
  void Revoke(const SessionRow& session, Response& response) const;
  [[nodiscard]] Response Ping(const Context& context) const;
  [[nodiscard]] Response LoggedIn(const Context& context, std::int64_t user_id) const;

  const Answers& answers_;
  const Pages& pages_;
  const Cookies& cookies_;
  PasswordSignIn& passwords_;
  Sessions& sessions_;
  LoginSettings settings_;
};

}  // namespace grafake::server
