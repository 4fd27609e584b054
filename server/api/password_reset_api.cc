#include "server/api/password_reset_api.h"

#include "server/http/form.h"
#include "server/storage/not_found.h"

namespace grafake::server {

void PasswordResetApi::Mount(Router& router) const {
  const RouteAccess open{.sign_in = false};
  router.Add({"POST", "/api/user/password/send-reset-email", open, HandlerOf(this, &PasswordResetApi::SendMail)});
  router.Add({"POST", "/api/user/password/reset", open, HandlerOf(this, &PasswordResetApi::Reset)});
}

Response PasswordResetApi::SendMail(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string user;
  const auto bound = Form("dtos.SendResetPasswordEmailForm")
                         .Text("userOrEmail", user)
                         .Required("UserOrEmail", user)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (settings_.behind_proxy)
    return Because(answers_.Refuse(r.reset_behind_proxy), SettingSays{"[auth.proxy] enabled", "true"});
  if (settings_.login_form_disabled)
    return Because(answers_.Refuse(r.reset_login_disabled), SettingSays{"[auth] disable_login_form", "true"});
  const auto found = users_.LookUp(user);
  if (!found || (found->is_disabled && settings_.disabled_are_never_mailed))
    return answers_.Refuse(r.reset_user_unknown, UserNotFound("login or email", user).value());
  return Because(
      answers_.Refuse(r.reset_not_sent, "SMTP not configured, check your grafana.ini config file's [smtp] section"),
      SettingSays{"[smtp] enabled", "false"});
}

Response PasswordResetApi::Reset(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string fresh;
  std::string confirmed;
  std::string code;
  const auto bound = Form("dtos.ResetUserPasswordForm")
                         .Text("newPassword", fresh)
                         .Text("confirmPassword", confirmed)
                         .Text("code", code)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  return Because(answers_.Refuse(r.reset_code_invalid), NotServed{"password reset code: none is ever mailed"});
}

}  // namespace grafake::server
