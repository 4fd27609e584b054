#include "server/api/accounts_api.h"

#include "server/api/metadata.h"
#include "server/api/page_query.h"
#include "server/api/path_id.h"
#include "server/api/time_text.h"
#include "server/http/form.h"

namespace grafake::server {
namespace {

constexpr std::string_view kAccountScope = "serviceaccounts:id:";

// Grafana asks no one on these routes to sign in first: the permission alone decides.
RouteAccess AccountNeeds(std::string_view action, std::string_view scope = {}) {
  return {.sign_in = false, .any_of = {{action, scope}}, .fallback = Fallback::kOrgAdmin};
}

// The members that every answer about an account begins with.
void AddAccountIdentity(JsonWriter& json, const AccountRow& account) {
  json.Member("id", account.id)
      .Member("name", account.name)
      .Member("login", account.login)
      .Member("orgId", account.org_id)
      .Member("isDisabled", account.is_disabled);
}

constexpr ErrorCodes kNotOfAccounts =
    kOrgErrors | kUserErrors | kLifetimeErrors | kMemberErrors | kPasswordErrors | kCredentialErrors;
constexpr RefusalTable kAccountCreation({{ErrorCode::kTaken, &Refusals::account_duplicate}},
                                        &Refusals::account_create_failed, kNotOfAccounts | kThingErrors | kRoleErrors);
constexpr RefusalTable kAccountUpdate({{ErrorCode::kRoleTooHigh, &Refusals::role_too_high}},
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

Response AccountsApi::Search(const Context& context) const {
  const PageQuery page = PageQueryOf(context.query);
  const AccountPage found =
      accounts_.Search(context.caller.org_id, {.text = context.query.Text("query"),
                                               .only_expired_tokens = context.query.Boolean("expiredTokens"),
                                               .page = page.page,
                                               .per_page = page.per_page});
  JsonWriter json;
  json.BeginObject().Member("totalCount", found.total).Key("serviceAccounts").BeginArray();
  for (const AccountRow& account : found.rows) {
    json.BeginObject();
    AddAccountIdentity(json, account);
    json.Member("role", account.role)
        .Member("tokens", account.tokens)
        .Member("avatarUrl", avatars_.OfName(account.name));
    AddAccessControl(json, context, kAccountScope, account.id);
    json.EndObject();
  }
  json.EndArray().Member("page", page.page).Member("perPage", page.per_page).EndObject();
  return answers_.Json(json.Take());
}

Response AccountsApi::Create(const Context& context) const {
  const Refusals& refusals = answers_.refusals();
  std::string name;
  const auto bound =
      Form("serviceaccounts.CreateServiceAccountForm").Text("name", name).Required("Name", name).Bind(context.request);
  if (!bound) return answers_.Refuse(refusals.account_bad_request, bound.error().cause);
  const auto made = accounts_.Create(context.caller.org_id, name);
  if (!made) return answers_.RefuseFor(made.error(), kAccountCreation);
  JsonWriter json;
  json.BeginObject();
  AddAccountIdentity(json, *made);
  // Grafana leaves both empty here.
  json.Member("role", "").Member("tokens", 0).Member("avatarUrl", "").EndObject();
  return answers_.Json(json.Take(), 201);
}

Response AccountsApi::Shown(const AccountRow& account, const Context& context) const {
  JsonWriter json;
  json.BeginObject();
  AddAccountIdentity(json, account);
  json.Member("createdAt", TimeText(account.created))
      .Member("updatedAt", TimeText(account.updated))
      .Member("avatarUrl", avatars_.OfName(account.name))
      .Member("role", account.role)
      .Key("teams")
      .Null();
  AddAccessControl(json, context, kAccountScope, account.id);
  json.EndObject();
  return answers_.Json(json.Take());
}

Response AccountsApi::Get(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().account_id_invalid);
  if (!id) return id.error();
  const auto account = accounts_.Get(context.caller.org_id, *id);
  if (!account) return answers_.Refuse(answers_.refusals().account_not_found, account.error().cause);
  return Shown(*account, context);
}

Response AccountsApi::Update(const Context& context) const {
  const Refusals& refusals = answers_.refusals();
  const auto id = PathId(answers_, context, "id", refusals.account_id_invalid);
  if (!id) return id.error();
  AccountEdit edit;
  const auto bound = Form("serviceaccounts.UpdateServiceAccountForm")
                         .Text("name", edit.name)
                         .RoleName("role", edit.role)
                         .Boolean("isDisabled", edit.is_disabled)
                         .Bind(context.request);
  if (!bound) return answers_.Refuse(refusals.account_bad_request, bound.error().cause);
  const auto account = accounts_.Update(context.caller.org_id, *id, edit, context.caller.role);
  if (account) return Shown(*account, context);
  return answers_.RefuseFor(account.error(), kAccountUpdate);
}

Response AccountsApi::Delete(const Context& context) const {
  const auto id = PathId(answers_, context, "id", answers_.refusals().account_delete_id_invalid);
  if (!id) return id.error();
  const auto deleted = accounts_.Delete(context.caller.org_id, *id);
  if (!deleted) return answers_.Refuse(answers_.refusals().account_delete_failed, deleted.error().cause);
  return answers_.Message("Service account deleted");
}

}  // namespace grafake::server
