#include "server/api/invitations_api.h"

#include "server/api/metadata.h"
#include "server/api/time_text.h"
#include "server/domain/mail_address.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr const char* kNoMailServer = "SMTP not configured, check your grafana.ini config file's [smtp] section";

constexpr RefusalTable kInvitedMembers({{ErrorCode::kAlreadyMember, &Refusals::invited_is_member}},
                                       &Refusals::invited_add_failed,
                                       kThingErrors | kDocumentErrors | kOrgErrors | kUserErrors | kRoleErrors |
                                           kLifetimeErrors | kPasswordErrors | kCredentialErrors |
                                           ErrorCodes{ErrorCode::kLastAdmin, ErrorCode::kNotMember});
constexpr RefusalTable kRevocation({{ErrorCode::kNotFound, &Refusals::invitation_not_found},
                                    {ErrorCode::kDenied, &Refusals::invitation_of_other_org}},
                                   &Refusals::invitation_update_failed,
                                   (kThingErrors | kDocumentErrors | kOrgErrors | kUserErrors | kRoleErrors |
                                    kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors));

// As Grafana tells mail addresses from logins: with a domain that has a dot.
bool IsMail(const std::string& text) {
  return ParseMailAddress(text) == text && text.find('.', text.rfind('@')) != std::string::npos;
}

const std::string& FirstFilled(const std::string& a, const std::string& b, const std::string& c) {
  return !a.empty() ? a : !b.empty() ? b : c;
}

void AddInvitation(JsonWriter& json, const InvitationRow& row, const std::string& root_url) {
  json.BeginObject()
      .Member("id", row.id)
      .Member("orgId", row.org_id)
      .Member("name", row.name)
      .Member("email", row.email)
      .Member("role", row.role)
      .Member("invitedByLogin", row.by_login)
      .Member("invitedByEmail", row.by_email)
      .Member("invitedByName", row.by_name)
      .Member("code", row.code)
      .Member("status", row.status)
      .Member("url", root_url + "invite/" + row.code)
      .Member("emailSent", row.mailed)
      .Member("emailSentOn", TimeText(row.mailed_on))
      .Member("createdOn", TimeText(row.created))
      .EndObject();
}

}  // namespace

void InvitationsApi::Mount(Router& router) const {
  const RouteAccess open{.sign_in = false};
  const RouteAccess add{.any_of = {{"org.users:add"}}, .fallback = Fallback::kOrgAdmin};
  RouteAccess add_one = add;
  add_one.quota = "user";
  router.Add({"GET", "/api/org/invites", add, HandlerOf(this, &InvitationsApi::List)});
  router.Add({"POST", "/api/org/invites", add_one, HandlerOf(this, &InvitationsApi::Invite)});
  router.Add({"PATCH", "/api/org/invites/:code/revoke", add, HandlerOf(this, &InvitationsApi::Revoke)});
  router.Add({"GET", "/api/user/invite/:code", open, HandlerOf(this, &InvitationsApi::Get)});
  router.Add({"POST", "/api/user/invite/complete", open, HandlerOf(this, &InvitationsApi::Accept)});
}

Response InvitationsApi::List(const Context& context) const {
  JsonWriter json;
  json.BeginArray();
  for (const InvitationRow& row : invitations_.PendingIn(context.caller.org_id))
    AddInvitation(json, row, settings_.root_url);
  json.EndArray();
  return answers_.Json(json.Take());
}

Response InvitationsApi::Invite(const Context& context) const {
  const Refusals& r = answers_.refusals();
  Wish wish;
  std::optional<Role> role;
  const auto bound = Form("dtos.AddInviteForm")
                         .Text("loginOrEmail", wish.who)
                         .Text("name", wish.name)
                         .RoleName("role", role, role_names_)
                         .Boolean("sendEmail", wish.mailed)
                         .Required("LoginOrEmail", wish.who)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (!role) return Because(answers_.Refuse(r.invited_role_unknown), GroundReason(MemberMissing{"role"}));
  if (!MayGive(context.caller, *role))
    return answers_.Refuse(r.role_too_high, RoleTooHigh(*role, context.caller.role).value());
  wish.role = *role;
  const auto user = members_.FindUser(wish.who);
  return user ? AddKnown(context, *user, wish) : InviteStranger(context, wish);
}

Response InvitationsApi::AddKnown(const Context& context, const UserRow& user, const Wish& wish) const {
  const Refusals& r = answers_.refusals();
  const auto added = members_.Add(context.caller.org_id, user.id, wish.role);
  if (!added) {
    const Refusal& refusal = kInvitedMembers.Find(r, added.error().code);
    return answers_.Refuse(Naming(refusal, wish.who).AsRefusal(), added.error());
  }
  if (wish.mailed && IsMail(user.email)) return NotMailed(r.invited_not_mailed);
  JsonWriter json;
  json.BeginObject()
      .Member("message", "Existing Grafana user " + FirstFilled(user.name, user.login, user.email) + " added to org " +
                             context.caller.org_name)
      .Member("userId", user.id)
      .EndObject();
  return answers_.Json(json.Take());
}

Response InvitationsApi::InviteStranger(const Context& context, const Wish& wish) const {
  const Refusals& r = answers_.refusals();
  if (settings_.form_disabled)
    return Because(answers_.Refuse(r.invitation_login_disabled), SettingSays{"[auth] disable_login_form", "true"});
  invitations_.Invite({.org_id = context.caller.org_id,
                       .email = wish.who,
                       .name = wish.name,
                       .role = std::string(RoleName(wish.role)),
                       .invited_by = context.caller.user_id,
                       .remote_address = context.request.client_ip});
  if (wish.mailed && IsMail(wish.who)) return NotMailed(r.invitation_not_mailed);
  return answers_.Message("Created invite for " + wish.who);
}

Response InvitationsApi::NotMailed(const Refusal& refusal) const {
  return Because(answers_.Refuse(refusal, kNoMailServer), SettingSays{"[smtp] enabled", "false"});
}

Response InvitationsApi::Revoke(const Context& context) const {
  return answers_.Conclude(invitations_.Revoke(std::string(context.Param("code")), context.caller), "Invite revoked",
                           kRevocation);
}

Response InvitationsApi::Get(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto found = invitations_.Find(std::string(context.Param("code")));
  if (!found) return answers_.Refuse(r.invitation_not_found, found.error());
  if (found->status != invitation_status::kPending)
    return Because(answers_.Refuse(r.invitation_not_found), GroundReason(InvitationSpent{found->status}));
  JsonWriter json;
  json.BeginObject()
      .Member("email", found->email)
      .Member("name", found->name)
      .Member("username", found->email)
      .Member("invitedBy", FirstFilled(found->by_name, found->by_login, found->by_email));
  if (rules_.org_is_named) json.Member("orgName", found->org_name);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response InvitationsApi::Accept(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string code;
  UserDraft newcomer;
  const auto bound = Form("dtos.CompleteInviteForm")
                         .Text("inviteCode", code)
                         .Text("email", newcomer.email)
                         .Text("name", newcomer.name)
                         .Text("username", newcomer.login)
                         .Text("password", newcomer.password)
                         .Required("Email", newcomer.email)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto found = invitations_.Find(code);
  if (!found) return answers_.Refuse(r.invitation_not_found, found.error());
  if (found->status != invitation_status::kPending) {
    return Because(answers_.Refuse(Naming(r.invitation_spent, found->status).AsRefusal()),
                   GroundReason(InvitationSpent{found->status}));
  }
  const auto id = invitations_.Accept(*found, newcomer);
  if (!id) return NotAccepted(id.error(), newcomer);
  JsonWriter json;
  json.BeginObject().Member("id", *id).Member("message", "User created and logged in").EndObject();
  return newcomers_.SignIn(context.request, *id, answers_.Json(json.Take()));
}

Response InvitationsApi::NotAccepted(const Error& error, const UserDraft& newcomer) const {
  const Refusals& r = answers_.refusals();
  if (error.code == ErrorCode::kTaken)
    return answers_.Refuse(UserTaken(newcomer.email, newcomer.login).AsRefusal(), error);
  if (error.code == ErrorCode::kFixed) return answers_.Refuse(r.invited_mail_differs, error);
  return answers_.Refuse(error.code == ErrorCode::kOrgNotFound ? r.invited_add_failed : r.invited_not_created, error);
}

}  // namespace grafake::server
