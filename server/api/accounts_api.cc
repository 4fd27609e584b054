#include "server/api/accounts_api.h"

#include <algorithm>

#include "server/api/metadata.h"
#include "server/api/page_query.h"
#include "server/api/path_id.h"
#include "server/api/time_text.h"
#include "server/domain/external_accounts.h"
#include "server/domain/scope_ids.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr std::string_view kAccountScope = "serviceaccounts:id:";

// Grafana asks no one on these routes to sign in first: the permission alone decides.
RouteAccess AccountNeeds(std::string_view action, std::string_view scope = {}) {
  return {.sign_in = false, .any_of = {{action, scope}}, .fallback = Fallback::kOrgAdmin};
}

// The members that every answer about an account begins with.
void AddAccountIdentity(JsonWriter& json, const AccountRow& account, bool with_uid) {
  json.Member("id", account.id);
  if (with_uid) json.Member("uid", account.uid);
  json.Member("name", account.name)
      .Member("login", account.login)
      .Member("orgId", account.org_id)
      .Member("isDisabled", account.is_disabled);
}

constexpr ErrorCodes kNotOfAccounts =
    kOrgErrors | kUserErrors | kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors;
constexpr RefusalTable kAccountCreation({{ErrorCode::kTaken, &Refusals::account_duplicate},
                                         {ErrorCode::kReserved, &Refusals::account_name_reserved},
                                         {ErrorCode::kRoleTooHigh, &Refusals::account_role_too_high}},
                                        &Refusals::account_create_failed, kNotOfAccounts | kThingErrors);
constexpr RefusalTable kAccountDeletion({{ErrorCode::kNotFound, &Refusals::account_delete_not_found}},
                                        &Refusals::account_delete_failed, kNotOfAccounts | kRoleErrors | kThingErrors);
constexpr RefusalTable kForeignDeletion({{ErrorCode::kExternal, &Refusals::account_external_delete}},
                                        &Refusals::account_not_found, kNotOfAccounts | kRoleErrors | kThingErrors);
constexpr RefusalTable kAccountUpdate({{ErrorCode::kRoleTooHigh, &Refusals::account_role_too_high},
                                       {ErrorCode::kReserved, &Refusals::account_name_reserved},
                                       {ErrorCode::kExternal, &Refusals::account_external_update}},
                                      &Refusals::account_not_found, kNotOfAccounts | kThingErrors);

}  // namespace

void AccountsApi::Mount(Router& router) {
  constexpr std::string_view kOne = "serviceaccounts:id:{id}";
  router.Add({"GET", "/api/serviceaccounts/search", AccountNeeds("serviceaccounts:read"),
              HandlerOf(this, &AccountsApi::Search)});
  router.Add(
      {"POST", "/api/serviceaccounts/", AccountNeeds("serviceaccounts:create"), HandlerOf(this, &AccountsApi::Create)});
  router.Add({"GET", "/api/serviceaccounts/:id", AccountNeeds("serviceaccounts:read", kOne),
              HandlerOf(this, &AccountsApi::Get)});
  router.Add({"PATCH", "/api/serviceaccounts/:id", AccountNeeds("serviceaccounts:write", kOne),
              HandlerOf(this, &AccountsApi::Update)});
  router.Add({"DELETE", "/api/serviceaccounts/:id", AccountNeeds("serviceaccounts:delete", kOne),
              HandlerOf(this, &AccountsApi::Delete)});
}

std::int64_t AccountsApi::CountedTokens(const AccountRow& account) const {
  return static_cast<std::int64_t>(std::min(static_cast<std::size_t>(account.tokens), shape_.most_tokens));
}

Response AccountsApi::Search(const Context& context) const {
  const PageQuery page = PageQueryOf(context.query);
  std::optional<std::vector<std::int64_t>> visible;
  if (context.rbac) visible = IdsIn(context.caller.permissions->Scopes("serviceaccounts:read"), kAccountScope);
  const AccountPage found =
      accounts_.Search(context.caller.org_id, {.text = context.query.Text("query"),
                                               .only_disabled = found_by_state_ && context.query.Boolean("disabled"),
                                               .ids = std::move(visible),
                                               .only_external = context.query.Boolean("external"),
                                               .only_expired_tokens = context.query.Boolean("expiredTokens"),
                                               .page = page.page,
                                               .per_page = page.per_page});
  JsonWriter json;
  json.BeginObject().Member("totalCount", found.total).Key("serviceAccounts").BeginArray();
  for (const AccountRow& account : found.rows) {
    json.BeginObject();
    AddAccountIdentity(json, account, with_uid_);
    if (accounts_.IsExternal(account)) json.Member("isExternal", true);
    json.Member("role", account.role)
        .Member("tokens", CountedTokens(account))
        .Member("avatarUrl", avatars_.OfName(account.name));
    AddAccessControl(json, context, kAccountScope, account.id);
    json.EndObject();
  }
  json.EndArray().Member("page", page.page).Member("perPage", page.per_page).EndObject();
  return answers_.Json(json.Take());
}

Result<AccountWish> AccountsApi::WishIn(const Request& request) const {
  AccountWish wish;
  std::optional<Role> role;
  Form form("serviceaccounts.CreateServiceAccountForm");
  form.Text("name", wish.name).Required("Name", wish.name);
  if (creation_ == AccountCreation::kAsAsked) {
    form.RoleName("role", role, role_names_).Boolean("isDisabled", wish.is_disabled);
  }
  return form.Bind(request).map([&](Done) {
    wish.role = role.value_or(wish.role);
    return wish;
  });
}

std::int64_t AccountsApi::ManagerBy(const Context& context) const {
  const bool may = context.caller.kind == Principal::Kind::kUser ||
                   (context.caller.kind == Principal::Kind::kAccount && permissions_.given_to_accounts);
  return permissions_.exist && context.rbac && may ? context.caller.user_id : 0;
}

Response AccountsApi::Create(const Context& context) const {
  const Refusals& refusals = answers_.refusals();
  auto wish = WishIn(context.request);
  if (!wish) return answers_.Refuse(refusals.account_bad_request, wish.error());
  wish->manager = ManagerBy(context);
  auto made = accounts_.Create(context.caller.org_id, *wish, context.caller.role);
  if (!made) return answers_.RefuseFor(made.error(), kAccountCreation);
  kept_.Forget(context.caller.user_id, context.caller.org_id);  // its maker holds something new
  if (!shape_.made_with_org) made->org_id = -1;
  JsonWriter json;
  json.BeginObject();
  AddAccountIdentity(json, *made, with_uid_);
  // Grafana leaves the avatar empty here, and some releases the role.
  json.Member("role", shape_.made_with_role ? made->role : "").Member("tokens", 0).Member("avatarUrl", "").EndObject();
  return answers_.Json(json.Take(), 201);
}

void AccountsApi::AddAccount(JsonWriter& json, const AccountRow& account, const Context& context, bool read) const {
  json.BeginObject();
  AddAccountIdentity(json, account, with_uid_);
  json.Member("createdAt", TimeText(account.created))
      .Member("updatedAt", TimeText(account.updated))
      .Member("avatarUrl", avatars_.OfName(account.name))
      .Member("role", account.role);
  AddTeams(json, account);
  if (read) AddExternal(json, account);
  if (read && shape_.read_with_tokens && account.tokens > 0) json.Member("tokens", CountedTokens(account));
  AddAccessControl(json, context, kAccountScope, account.id);
  json.EndObject();
}

void AccountsApi::AddExternal(JsonWriter& json, const AccountRow& account) const {
  if (!accounts_.KeepsExternal()) return;
  if (accounts_.IsExternal(account)) json.Member("isExternal", true);
  if (const std::string service = RequirerOf(account.name); !service.empty()) json.Member("requiredBy", service);
}

void AccountsApi::AddTeams(JsonWriter& json, const AccountRow& account) const {
  json.Key("teams");
  if (!shape_.with_team_names) {
    json.Null();
    return;
  }
  json.BeginArray();
  for (const std::string& name : accounts_.TeamNames(account.org_id, account.id)) json.Value(name);
  json.EndArray();
}

Response AccountsApi::Get(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().account_id_invalid);
  if (!id) return id.error();
  const auto account = accounts_.Get(context.caller.org_id, *id);
  const Refusals& r = answers_.refusals();
  if (!account) return answers_.Refuse(*id == 0 ? r.account_zero : r.account_not_found, account.error());
  JsonWriter json;
  AddAccount(json, *account, context, true);
  return answers_.Json(json.Take());
}

Response AccountsApi::Changed(const AccountRow& account, const Context& context) const {
  JsonWriter json;
  if (!shape_.changed_in_message) {
    AddAccount(json, account, context, false);
    return answers_.Json(json.Take());
  }
  json.BeginObject()
      .Member("id", account.id)
      .Member("message", "Service account updated")
      .Member("name", account.name)
      .Key("serviceaccount");
  AddAccount(json, account, context, false);
  return answers_.Json(json.EndObject().Take());
}

Response AccountsApi::Update(const Context& context) const {
  const Refusals& refusals = answers_.refusals();
  const auto id = PathId(answers_, context, "id", refusals.account_id_invalid);
  if (!id) return id.error();
  AccountEdit edit;
  RoleRules role_names = role_names_;
  role_names.null_is_viewer = false;  // no role need be sent here
  const auto bound = Form("serviceaccounts.UpdateServiceAccountForm")
                         .Text("name", edit.name)
                         .RoleName("role", edit.role, role_names)
                         .Boolean("isDisabled", edit.is_disabled)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(refusals.account_bad_request, bound.error());
  const auto account = accounts_.Update(context.caller.org_id, *id, edit, context.caller.role);
  if (account) return Changed(*account, context);
  if (account.error().code == ErrorCode::kInvalid) return answers_.Broken();  // Grafana reads the name that is missing
  if (*id == 0 && account.error().code == ErrorCode::kNotFound)
    return answers_.Refuse(refusals.account_update_zero, account.error());
  return answers_.RefuseFor(account.error(), kAccountUpdate);
}

Response AccountsApi::Delete(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().account_delete_id_invalid);
  if (!id) return id.error();
  if (const auto own = accounts_.CheckOwn(context.caller.org_id, *id); !own && *id != 0)
    return answers_.RefuseFor(own.error(), kForeignDeletion);
  const auto deleted = accounts_.Delete(context.caller.org_id, *id);
  if (!deleted && *id == 0 && deleted.error().code == ErrorCode::kNotFound)
    return answers_.Refuse(answers_.refusals().account_delete_zero, deleted.error());
  return answers_.Conclude(deleted, "Service account deleted", kAccountDeletion);
}

}  // namespace grafake::server
