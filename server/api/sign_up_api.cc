#include "server/api/sign_up_api.h"

#include "server/domain/mail_address.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr RefusalTable kSigningUp({{ErrorCode::kTaken, &Refusals::sign_up_taken}}, &Refusals::sign_up_failed,
                                  kThingErrors | kDocumentErrors | kOrgErrors | kUserErrors | kRoleErrors |
                                      kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors);

}  // namespace

void SignUpApi::Mount(Router& router) const {
  const RouteAccess open{.sign_in = false};
  router.Add({"GET", "/api/user/signup/options", open, HandlerOf(this, &SignUpApi::Options)});
  router.Add({"POST", "/api/user/signup", {.sign_in = false, .quota = "user"}, HandlerOf(this, &SignUpApi::Begin)});
  router.Add({"POST", "/api/user/signup/step2", open, HandlerOf(this, &SignUpApi::Complete)});
}

Response SignUpApi::Options(const Context& /*context*/) const {
  JsonWriter json;
  json.BeginObject()
      .Member("autoAssignOrg", settings_.auto_assign_org)
      .Member("verifyEmailEnabled", settings_.verifies_mail)
      .EndObject();
  return answers_.Json(json.Take());
}

Response SignUpApi::Closed() const {
  return Because(answers_.Refuse(answers_.refusals().sign_up_closed), SettingSays{"[users] allow_sign_up", "false"});
}

std::optional<Response> SignUpApi::RefuseMail(std::string& email) const {
  if (!rules_.newcomers_checked || email.empty()) return std::nullopt;
  const auto address = ParseMailAddress(email);
  if (!address) {
    return Because(answers_.Refuse(answers_.refusals().sign_up_mail_invalid),
                   GroundReason(InputUnfit{InputUnfit::Where::kMember, "email", email, "a mail address", true}));
  }
  email = *address;
  return std::nullopt;
}

Response SignUpApi::Begin(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string email;
  const auto bound = Form("dtos.SignUpForm").Text("email", email).Required("Email", email).Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (!settings_.allowed) return Closed();
  if (auto refused = RefuseMail(email)) return *std::move(refused);
  if (const auto known = users_.LookUp(email)) {
    return Because(answers_.Refuse(r.sign_up_known), GroundReason(TakenAlready{Noun::kUser, "login or email", email}));
  }
  invitations_.BeginSignUp(email, context.caller.user_id, context.request.client_ip);
  if (settings_.verifies_mail) {
    return Because(answers_.Refuse(r.sign_up_not_mailed,
                                   "SMTP not configured, check your grafana.ini config file's [smtp] section"),
                   SettingSays{"[smtp] enabled", "false"});
  }
  return answers_.Json(R"({"status":"SignUpCreated"})");
}

std::optional<Response> SignUpApi::RefuseCode(const std::string& email, const std::string& code) const {
  const Refusals& r = answers_.refusals();
  const auto begun = invitations_.Find(code);
  if (!begun) return answers_.Refuse(r.sign_up_code_invalid, begun.error());
  if (begun->email != email)
    return Because(answers_.Refuse(r.sign_up_code_of_other), GroundReason(Clash::kOtherMailThanInvited));
  return std::nullopt;
}

Response SignUpApi::Complete(const Context& context) const {
  const Refusals& r = answers_.refusals();
  UserDraft newcomer;
  std::string code;
  const auto bound = Form("dtos.SignUpStep2Form")
                         .Text("email", newcomer.email)
                         .Text("name", newcomer.name)
                         .Text("username", newcomer.login)
                         .Text("password", newcomer.password)
                         .Text("code", code)
                         .Text("orgName", newcomer.own_org_name)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (!settings_.allowed) return Closed();
  if (auto refused = RefuseMail(newcomer.email)) return *std::move(refused);
  if (settings_.verifies_mail) {
    if (auto refused = RefuseCode(newcomer.email, code)) return *std::move(refused);
  }
  const auto joined = invitations_.SignUp(newcomer, code);
  if (!joined) return answers_.RefuseFor(joined.error(), kSigningUp);
  JsonWriter json;
  json.BeginObject()
      .Member("code", joined->was_invited ? "redirect-to-select-org" : "redirect-to-landing-page")
      .Member("message", "User sign up completed successfully")
      .EndObject();
  return newcomers_.SignIn(context.request, joined->user_id, answers_.Json(json.Take()));
}

}  // namespace grafake::server
