#pragma once

#include <string>

#include "server/api/newcomers.h"
#include "server/domain/invitations.h"
#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/invitation_rules.h"

namespace grafake::server {

struct SignUpSettings {
  bool allowed = false;         // [users] allow_sign_up
  bool verifies_mail = false;   // [users] verify_email_enabled: by a code that nobody is mailed here
  bool auto_assign_org = true;  // [users] auto_assign_org
};

// Becoming a user without being asked: /api/user/signup.
class SignUpApi {
 public:
  SignUpApi(const Answers& answers, Newcomers& newcomers, Invitations& invitations, Users& users,
            const InvitationRules& rules, SignUpSettings settings)
      : answers_(answers),
        newcomers_(newcomers),
        invitations_(invitations),
        users_(users),
        rules_(rules),
        settings_(settings) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Options(const Context& context) const;
  [[nodiscard]] Response Begin(const Context& context) const;
  [[nodiscard]] Response Complete(const Context& context) const;

  // Nothing: it may go on, with the email as it is kept.
  [[nodiscard]] std::optional<Response> RefuseMail(std::string& email) const;
  [[nodiscard]] std::optional<Response> RefuseCode(const std::string& email, const std::string& code) const;
  [[nodiscard]] Response Closed() const;

  const Answers& answers_;
  Newcomers& newcomers_;
  Invitations& invitations_;
  Users& users_;
  const InvitationRules& rules_;
  SignUpSettings settings_;
};

}  // namespace grafake::server
