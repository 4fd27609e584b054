#pragma once

#include "server/api/invitations_api.h"
#include "server/api/newcomers.h"
#include "server/api/password_reset_api.h"
#include "server/api/sign_up_api.h"
#include "server/domain/invitations.h"
#include "server/instance.h"
#include "server/storage/invitation_store.h"

namespace grafake::server {

// What invitations, sign-up and forgotten passwords rest on.
struct GuestGrounds {
  Database& database;
  Users& users;
  Members& members;
  Sessions& sessions;
  const Answers& answers;
  const Cookies& cookies;
  const InstanceSettings& settings;  // that WithRelease has made
};

// The parts of an Instance that are about those who cannot sign in yet, in the order in which they rest on each other.
class InstanceGuests {
 public:
  explicit InstanceGuests(const GuestGrounds& grounds) : on_(grounds) {}

  void Mount(Router& router) const {
    password_reset_api_.Mount(router);
    invitations_api_.Mount(router);
    sign_up_api_.Mount(router);
  }

 private:
  GuestGrounds on_;
  const Release& release_ = *on_.settings.release;
  const InvitationRules& rules_ = release_.invitations;
  PasswordResetApi password_reset_api_{on_.answers,
                                       on_.users,
                                       {on_.settings.login.form_disabled, release_.disabled_are_never_mailed,
                                        on_.settings.proxy.enabled&& release_.user_answers.external.passwords_frozen}};
  InvitationStore store_{on_.database};
  Invitations invitations_{store_, on_.users, on_.members, on_.settings.clock, on_.settings.invitation_lifetime,
                           rules_};
  Newcomers newcomers_{on_.cookies, on_.sessions};
  InvitationsApi invitations_api_{on_.answers,
                                  newcomers_,
                                  invitations_,
                                  on_.members,
                                  release_.role_names,
                                  rules_,
                                  {on_.settings.login.form_disabled, on_.settings.redirects.root_url}};
  SignUpApi sign_up_api_{on_.answers, newcomers_, invitations_, on_.users, rules_, on_.settings.sign_up};
};

}  // namespace grafake::server
