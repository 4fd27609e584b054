#pragma once

#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// Forgotten passwords. grafake sends no mail, as a Grafana without SMTP: so there is never a code that would do.
class PasswordResetApi {
 public:
  struct Settings {
    bool login_form_disabled = false;        // [auth] disable_login_form
    bool disabled_are_never_mailed = false;  // they are answered as those who are not there
    bool behind_proxy = false;               // [auth.proxy] enabled, where that leaves no passwords
  };

  PasswordResetApi(const Answers& answers, Users& users, Settings settings)
      : answers_(answers), users_(users), settings_(settings) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response SendMail(const Context& context) const;
  [[nodiscard]] Response Reset(const Context& context) const;

  const Answers& answers_;
  Users& users_;
  Settings settings_;
};

}  // namespace grafake::server
