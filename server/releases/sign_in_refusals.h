#pragma once

#include "server/releases/refusal.h"

namespace grafake::server {

// The refusals of those for whom another system vouches, of those who are invited, and of those who make themselves
// users.
struct SignInRefusals {
  // Signing in by a proxy, or a JWT
  Refusal proxy_address_refused{407, "proxy authentication required", false, {}, false, {}, {}, true};
  Refusal proxy_whitelist_unreadable{407, "could not get the network", false, {}, false, {}, {}, true};
  Refusal proxy_user_unknown{407, "failed to log in as user, specified in auth proxy header", false, {}, false, {}, {},
                             true};
  Refusal proxy_user_failed{407, "failed to log in as user, specified in auth proxy header", false, {}, false, {}, {},
                            true};
  Refusal external_user_gone{407, "failed to log in as user, specified in auth proxy header", false, {}, false, {}, {},
                             true};
  Refusal jwt_invalid{401, "Invalid JWT", true};
  Refusal jwt_unnamed{401, "Invalid JWT"};
  Refusal jwt_user_unknown{401, "User not found", true};
  Refusal jwt_user_failed{401, "Unauthorized", true};
  Refusal jwt_last_admin{401, "Unauthorized", true};
  Refusal jwt_role_invalid{403, "Invalid Role in claim", true, "jwt.invalid_role"};

  // Invitations and sign-up
  Refusal invited_role_unknown{400, "Invalid role specified"};
  Refusal invited_is_member{412, "User {} is already added to organization", true};
  Refusal invited_add_failed{500, "Error while trying to create org user", true};
  Refusal invited_not_mailed{500, "Failed to send email invited_to_org", true};
  Refusal invited_mail_differs{400, "The provided email is different from the address that is found in the invite"};
  Refusal invited_not_created{500, "failed to create user", true};
  Refusal invitation_login_disabled{400, "Cannot invite when login is disabled."};
  Refusal invitation_not_mailed{412, "SMTP not configured, check your grafana.ini config file's [smtp] section", true};
  Refusal invitation_failed{500, "Failed to save invite to database", true};
  Refusal invitation_not_found{404, "Invite not found"};
  Refusal invitation_of_other_org{403, "Permission denied: not permitted to revoke invite"};
  Refusal invitation_spent{412, "Invite cannot be used in status {}"};
  Refusal invitation_update_failed{500, "Failed to update invite status", true};
  Refusal sign_up_closed{401, "User signup is disabled"};
  Refusal sign_up_known{422, "User with same email address already exists"};
  Refusal sign_up_mail_invalid{400, "Invalid email address"};
  Refusal sign_up_not_mailed{500, "Failed to publish event", true};
  Refusal sign_up_begin_failed{500, "Failed to create signup", true};
  Refusal sign_up_code_invalid{404, "Invalid email verification code"};
  Refusal sign_up_code_of_other{404, "Email verification code does not match email"};
  Refusal sign_up_taken{401, "User with same email address already exists"};
  Refusal sign_up_failed{500, "Failed to create user", true};
};

}  // namespace grafake::server
