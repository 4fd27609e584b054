#pragma once

#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// Forgotten passwords. grafake sends no mail, as a Grafana without SMTP: so there is never a code that would do.
class PasswordResetApi {
 public:
  // `login_form_disabled` is [auth] disable_login_form.
  PasswordResetApi(const Answers& answers, Users& users, bool login_form_disabled)
      : answers_(answers), users_(users), login_form_disabled_(login_form_disabled) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response SendMail(const Context& context) const;
  [[nodiscard]] Response Reset(const Context& context) const;

  const Answers& answers_;
  Users& users_;
  bool login_form_disabled_;
};

}  // namespace grafake::server
