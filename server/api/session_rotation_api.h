#pragma once

#include "server/domain/sessions.h"
#include "server/http/answers.h"
#include "server/http/cookies.h"
#include "server/http/pages.h"
#include "server/http/router.h"

namespace grafake::server {

// A new token for the session of a browser that asks for it: POST /api/user/auth-tokens/rotate, and the page
// /user/auth-tokens/rotate, to which browsers are sent whose token is due.
class SessionRotationApi {
 public:
  // `may_be_early`: a token that is not due is replaced too.
  SessionRotationApi(const Answers& answers, const Pages& pages, const Cookies& cookies, Sessions& sessions,
                     bool may_be_early)
      : answers_(answers), pages_(pages), cookies_(cookies), sessions_(sessions), may_be_early_(may_be_early) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Rotate(const Context& context) const;
  [[nodiscard]] Response RotateAndGoOn(const Context& context) const;
  // Puts the new token into the answer, if there is to be one; the error: the cookie shows no living session.
  [[nodiscard]] Result<Done> Replace(const Request& request, Response& response) const;
  // Takes an empty cookie away.
  [[nodiscard]] Response WithoutEmpty(const Request& request, Response refused) const;

  const Answers& answers_;
  const Pages& pages_;
  const Cookies& cookies_;
  Sessions& sessions_;
  bool may_be_early_;
};

}  // namespace grafake::server
