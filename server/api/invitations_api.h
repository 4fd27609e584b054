#pragma once

#include <string>

#include "server/api/newcomers.h"
#include "server/domain/invitations.h"
#include "server/domain/members.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/invitation_rules.h"
#include "server/releases/user_rules.h"

namespace grafake::server {

struct InvitationSettings {
  bool form_disabled = false;  // [auth] disable_login_form: nobody new could sign in
  std::string root_url;        // ending in '/'; links to invitations begin with it
};

// Invitations into an org, and accepting one: /api/org/invites, /api/user/invite.
class InvitationsApi {
 public:
  InvitationsApi(const Answers& answers, Newcomers& newcomers, Invitations& invitations, Members& members,
                 RoleRules role_names, const InvitationRules& rules, InvitationSettings settings)
      : answers_(answers),
        newcomers_(newcomers),
        invitations_(invitations),
        members_(members),
        role_names_(role_names),
        rules_(rules),
        settings_(std::move(settings)) {}

  void Mount(Router& router) const;

 private:
  // What somebody is to be.
  struct Wish {
    std::string who;  // email or login
    std::string name;
    Role role = Role::kViewer;
    bool mailed = false;
  };

  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Invite(const Context& context) const;
  [[nodiscard]] Response Revoke(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Accept(const Context& context) const;

  // Who is a user already is a member at once.
  [[nodiscard]] Response AddKnown(const Context& context, const UserRow& user, const Wish& wish) const;
  [[nodiscard]] Response InviteStranger(const Context& context, const Wish& wish) const;
  [[nodiscard]] Response NotAccepted(const Error& error, const UserDraft& newcomer) const;
  // No mail is ever sent.
  [[nodiscard]] Response NotMailed(const Refusal& refusal) const;

  const Answers& answers_;
  Newcomers& newcomers_;
  Invitations& invitations_;
  Members& members_;
  RoleRules role_names_;
  const InvitationRules& rules_;
  InvitationSettings settings_;
};

}  // namespace grafake::server
