#pragma once

namespace grafake::server {

// How people are invited and sign up. Obeyed by Invitations and its routes.
struct InvitationRules {
  bool mail_must_match = false;    // who accepts one has the email that was invited
  bool org_is_named = false;       // who looks at one hears into which org it leads
  bool revoked_by_org = false;     // one that is unknown, or another org's, is not revoked; otherwise any code is
  bool newcomers_checked = false;  // who makes himself a user needs a name, a mail address and a fit password
};

}  // namespace grafake::server
