#include "server/api/current_user_api.h"

#include "server/api/account_profile.h"
#include "server/api/metadata.h"
#include "server/api/path_id.h"
#include "server/api/user_form.h"
#include "server/api/user_json.h"
#include "server/api/users_alone.h"
#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

constexpr RefusalTable kOwnPasswordChange({{ErrorCode::kUserNotFound, &Refusals::user_unreadable},
                                           {ErrorCode::kWrongPassword, &Refusals::own_password_wrong},
                                           {ErrorCode::kTooShort, &Refusals::own_password_short},
                                           {ErrorCode::kTooWeak, &Refusals::password_weak}},
                                          &Refusals::own_password_failed,
                                          kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                              kMemberErrors | kCredentialErrors | kDocumentErrors);

}  // namespace

void CurrentUserApi::Mount(Router& router) const {
  const RouteAccess own{.refuse_anonymous = true};
  router.Add({"GET", "/api/user/", own, HandlerOf(this, &CurrentUserApi::Get)});
  const auto alone = [&](auto method) {
    return ForUsersAlone(answers_, machines_.are_no_users, HandlerOf(this, method));
  };
  router.Add({"PUT", "/api/user/", own, alone(&CurrentUserApi::Update)});
  router.Add({"GET", "/api/user/orgs", own, alone(&CurrentUserApi::Orgs)});
  router.Add({"POST", "/api/user/using/:id", own, alone(&CurrentUserApi::Use)});
  router.Add({"GET", "/profile/switch-org/:id", own, HandlerOf(this, &CurrentUserApi::SwitchOrgAndGoHome)});
  router.Add({"PUT", "/api/user/password", own, alone(&CurrentUserApi::ChangePassword)});
  router.Add({"PUT", "/api/user/helpflags/:id", own, alone(&CurrentUserApi::SetHelpFlag)});
  router.Add({"GET", "/api/user/helpflags/clear", own, alone(&CurrentUserApi::ClearHelpFlags)});
}

Response CurrentUserApi::Get(const Context& context) const {
  if (machines_.are_no_users && context.caller.kind == Principal::Kind::kAccount) {
    return answers_.Json(AccountProfile(context.caller, machines_.with_provisioning));
  }
  const auto user = users_.Get(context.caller.user_id);
  if (!user) return Because(answers_.Refuse(answers_.refusals().user_not_found), ReasonOf(user.error()));
  JsonWriter json;
  json.BeginObject();
  AddProfile(json, *user, avatars_, shape_);
  AddAccessControl(json, context, "global.users:id:", user->id);
  AddProvisioning(json, shape_);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response CurrentUserApi::Update(const Context& context) const {
  const auto edit = ReadUserEdit(context.request, trimmed_);
  if (!edit) return answers_.Refuse(answers_.refusals().bad_request_data, edit.error());
  if (auto refused = RefuseEdit(context, *edit)) return *std::move(refused);
  return ConcludeUserEdit(answers_, users_.Update(context.caller.user_id, *edit));
}

std::optional<Response> CurrentUserApi::RefuseEdit(const Context& context, const UserEdit& edit) const {
  const Refusals& r = answers_.refusals();
  if (IsFrozen(users_, context.caller.user_id, shape_)) return FrozenUser(answers_);
  const bool renamed = named_by_ == ProxyProperty::kUsername && edit.login != context.caller.login;
  const bool moved = named_by_ == ProxyProperty::kEmail && edit.email != context.caller.email;
  if (!behind_proxy_ || (!renamed && !moved)) return std::nullopt;
  return Because(answers_.Refuse(renamed ? r.own_login_of_proxy : r.own_email_of_proxy),
                 SettingSays{"[auth.proxy] header_property", renamed ? "username" : "email"});
}

std::optional<Response> CurrentUserApi::RefusePassword(const Context& context) const {
  if (behind_proxy_ && shape_.external.passwords_frozen)
    return Because(answers_.Refuse(answers_.refusals().own_password_of_proxy),
                   SettingSays{"[auth.proxy] enabled", "true"});
  if (IsFrozen(users_, context.caller.user_id, shape_)) return FrozenUser(answers_);
  return std::nullopt;
}

Response CurrentUserApi::Orgs(const Context& context) const {
  JsonWriter json;
  AddOrgs(json, users_.OrgsOf(context.caller.user_id));
  return answers_.Json(json.Take());
}

Response CurrentUserApi::Use(const Context& context) const {
  const auto org = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  if (!org) return org.error();
  return answers_.Conclude(users_.SetCurrentOrg(context.caller.user_id, *org), "Active organization changed",
                           kOrgSwitching);
}

// A page, though it does something.
Response CurrentUserApi::SwitchOrgAndGoHome(const Context& context) const try {
  const auto org = ParseInteger(context.Param("id"));
  if (!org)
    return Because(answers_.ContextRefuse(answers_.refusals().id_invalid), NoNumberInPath("id", context.Param("id")));
  const auto switched = users_.SetCurrentOrg(context.caller.user_id, *org);
  return switched ? pages_.ToHome(context.request) : pages_.NotFound(context);
} catch (const StorageFailure&) {
  return pages_.NotFound(context);
}

Response CurrentUserApi::ChangePassword(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string old;
  std::string fresh;
  const auto bound = Form("models.ChangeUserPasswordCommand")
                         .Text("oldPassword", old)
                         .Text("newPassword", fresh)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (auto refused = RefusePassword(context)) return *std::move(refused);
  return answers_.Conclude(users_.ChangePassword(context.caller.user_id, old, fresh), "User password changed",
                           kOwnPasswordChange);
}

Response CurrentUserApi::HelpFlagSet(std::int64_t flags) const {
  JsonWriter json;
  json.BeginObject().Member("helpFlags1", flags).Member("message", "Help flag set").EndObject();
  return answers_.Json(json.Take());
}

Response CurrentUserApi::SetHelpFlag(const Context& context) const {
  const auto flag = PathId(answers_, context, "id", answers_.refusals().id_invalid);
  if (!flag) return flag.error();
  return HelpFlagSet(users_.AddHelpFlags(context.caller.user_id, *flag));
}

Response CurrentUserApi::ClearHelpFlags(const Context& context) const {
  users_.ClearHelpFlags(context.caller.user_id);
  return HelpFlagSet(0);
}

}  // namespace grafake::server
