#include "server/api/admin_users_api.h"

#include "server/api/admin_access.h"
#include "server/api/path_id.h"
#include "server/api/user_form.h"
#include "server/http/form.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr ErrorCodes kNotOfAdminUsers = kRoleErrors | kLifetimeErrors | kCredentialErrors | kDocumentErrors |
                                        kThingErrors | kOrgErrors | kUserErrors | kMemberErrors | kPasswordErrors;
constexpr RefusalTable kUserCreation({{ErrorCode::kInvalid, &Refusals::new_user_unnamed},
                                      {ErrorCode::kTooShort, &Refusals::new_user_password_short},
                                      {ErrorCode::kTooWeak, &Refusals::password_weak},
                                      {ErrorCode::kOrgNotFound, &Refusals::new_user_org_missing}},
                                     &Refusals::new_user_failed, kNotOfAdminUsers);
constexpr RefusalTable kPasswordSetting({{ErrorCode::kTooShort, &Refusals::password_short},
                                         {ErrorCode::kUserNotFound, &Refusals::password_user_unknown}},
                                        &Refusals::password_failed, kNotOfAdminUsers);
constexpr RefusalTable kAdminSetting({{ErrorCode::kLastAdmin, &Refusals::last_grafana_admin}}, &Refusals::admin_failed,
                                     kNotOfAdminUsers);
constexpr RefusalTable kUserDeletion({{ErrorCode::kUserNotFound, &Refusals::user_not_found}},
                                     &Refusals::user_delete_failed, kNotOfAdminUsers);
constexpr RefusalTable kUserDisabling({{ErrorCode::kUserNotFound, &Refusals::user_not_found},
                                       {ErrorCode::kExternal, &Refusals::external_user_disable}},
                                      &Refusals::user_disable_failed, kNotOfAdminUsers);
constexpr RefusalTable kUserEnabling({{ErrorCode::kUserNotFound, &Refusals::user_not_found},
                                      {ErrorCode::kExternal, &Refusals::external_user_enable}},
                                     &Refusals::user_enable_failed, kNotOfAdminUsers);

}  // namespace

void AdminUsersApi::Mount(Router& router) const {
  router.Add({"POST", "/api/admin/users/", AdminNeeds("users:create"), HandlerOf(this, &AdminUsersApi::Create)});
  router.Add({"PUT", "/api/admin/users/:id/password", AdminNeeds("users.password:write", kPathUser),
              HandlerOf(this, &AdminUsersApi::SetPassword)});
  router.Add({"PUT", "/api/admin/users/:id/permissions", AdminNeeds("users.permissions:write", kPathUser),
              HandlerOf(this, &AdminUsersApi::SetAdmin)});
  router.Add({"DELETE", "/api/admin/users/:id", AdminNeeds("users:delete", kPathUser),
              HandlerOf(this, &AdminUsersApi::Delete)});
  router.Add({"POST", "/api/admin/users/:id/disable", AdminNeeds("users:disable", kPathUser),
              HandlerOf(this, &AdminUsersApi::Disable)});
  router.Add({"POST", "/api/admin/users/:id/enable", AdminNeeds("users:enable", kPathUser),
              HandlerOf(this, &AdminUsersApi::Enable)});
}

Response AdminUsersApi::Create(const Context& context) const {
  const Refusals& r = answers_.refusals();
  UserDraft draft;
  const auto bound = Form("dtos.AdminCreateUserForm")
                         .Text("email", draft.email)
                         .Text("login", draft.login)
                         .Text("name", draft.name)
                         .Text("password", draft.password)
                         .Integer("orgId", draft.org_id)
                         .Required("Password", draft.password)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  if (trimmed_) TrimLogin(draft);
  const auto made = users_.Create(draft);
  if (made) {
    JsonWriter json;
    json.BeginObject().Member("id", *made);
    if (with_uid_) json.Member("uid", users_.Get(*made).map([](const UserRow& user) { return user.uid; }).value_or(""));
    json.Member("message", "User created").EndObject();
    return answers_.Json(json.Take());
  }
  const Error& error = made.error();
  if (error.code == ErrorCode::kTaken) {
    return answers_.Refuse(UserTaken(draft.email, draft.login).AsRefusal(), error);
  }
  if (error.code == ErrorCode::kOrgNotFound)
    return Because(answers_.Refuse(Naming(r.new_user_org_missing, std::to_string(draft.org_id)).AsRefusal()),
                   ReasonOf(error));
  return answers_.RefuseFor(error, kUserCreation);
}

Response AdminUsersApi::SetPassword(const Context& context) const {
  const Refusals& r = answers_.refusals();
  std::string password;
  const auto bound = Form("dtos.AdminUpdateUserPasswordForm")
                         .Text("password", password)
                         .Required("Password", password)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto id = PathId(answers_, context, "id", r.id_invalid);
  if (!id) return id.error();
  return answers_.Conclude(users_.SetPassword(*id, password), "User password updated", kPasswordSetting);
}

Response AdminUsersApi::SetAdmin(const Context& context) const {
  const Refusals& r = answers_.refusals();
  bool admin = false;
  const auto bound = Form("dtos.AdminUpdateUserPermissionsForm").Boolean("isGrafanaAdmin", admin).Bind(context.request);
  if (!bound) return answers_.Refuse(r.bad_request_data, bound.error());
  const auto id = PathId(answers_, context, "id", r.id_invalid);
  if (!id) return id.error();
  return answers_.Conclude(users_.SetAdmin(*id, admin), "User permissions updated", kAdminSetting);
}

Response AdminUsersApi::Delete(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "id", r.id_invalid);
  if (!id) return id.error();
  return answers_.Conclude(users_.Delete(*id), "User deleted", kUserDeletion);
}

Response AdminUsersApi::Disable(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "id", r.id_invalid);
  if (!id) return id.error();
  return answers_.Conclude(users_.SetDisabled(*id, true), "User disabled", kUserDisabling);
}

Response AdminUsersApi::Enable(const Context& context) const {
  const Refusals& r = answers_.refusals();
  const auto id = PathId(answers_, context, "id", r.id_invalid);
  if (!id) return id.error();
  return answers_.Conclude(users_.SetDisabled(*id, false), "User enabled", kUserEnabling);
}

}  // namespace grafake::server
