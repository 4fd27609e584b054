#include "server/api/key_migration_api.h"

#include "server/api/path_id.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// As on the other routes of service accounts: the permission alone decides.
RouteAccess MigrationNeeds(std::string_view action, std::string_view scope = {}) {
  return {.sign_in = false, .any_of = {{action, scope}}, .fallback = Fallback::kOrgAdmin};
}

// Whatever keeps a key from becoming another thing, Grafana says the same of it.
constexpr ErrorCodes kAnyError = kThingErrors | kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors |
                                 kMemberErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors;
constexpr RefusalTable kMigration({}, &Refusals::migration_failed, kAnyError);
constexpr RefusalTable kConversion({}, &Refusals::key_conversion_failed, kAnyError);
constexpr RefusalTable kReverting({}, &Refusals::key_revert_failed, kAnyError);

}  // namespace

void KeyMigrationApi::Mount(Router& router) {
  const RouteAccess create = MigrationNeeds("serviceaccounts:create");
  router.Add({"POST", "/api/serviceaccounts/migrate", create, HandlerOf(this, &KeyMigrationApi::MigrateAll)});
  router.Add({"POST", "/api/serviceaccounts/migrate/:keyId", create, HandlerOf(this, &KeyMigrationApi::MigrateOne)});
  if (!rules_.can_be_undone) return;
  router.Add({"GET", "/api/serviceaccounts/migrationstatus", MigrationNeeds("serviceaccounts:read"),
              HandlerOf(this, &KeyMigrationApi::Status)});
  router.Add({"POST", "/api/serviceaccounts/hideApiKeys", create, HandlerOf(this, &KeyMigrationApi::Hide)});
  router.Add({"POST", "/api/serviceaccounts/:id/revert/:keyId",
              MigrationNeeds("serviceaccounts:delete", "serviceaccounts:id:{id}"),
              HandlerOf(this, &KeyMigrationApi::Revert)});
}

Response KeyMigrationApi::Status(const Context& context) const {
  JsonWriter json;
  return answers_.Json(
      json.BeginObject().Member("migrated", migration_.IsDone(context.caller.org_id)).EndObject().Take());
}

Response KeyMigrationApi::Hide(const Context& context) const {
  migration_.Hide(context.caller.org_id);
  return answers_.Message("API keys hidden");
}

Response KeyMigrationApi::MigrateAll(const Context& context) const {
  const auto count = migration_.MigrateAll(context.caller.org_id);
  if (!count) return answers_.RefuseFor(count.error(), kMigration);
  if (!rules_.counted) return answers_.Message("API keys migrated to service accounts");
  JsonWriter json;
  json.BeginObject().Member("total", *count).Member("migrated", *count).Member("failed", 0);
  json.Key("failedApikeyIDs").BeginArray().EndArray().Key("failedDetails").BeginArray().EndArray().EndObject();
  return answers_.Json(json.Take());
}

Response KeyMigrationApi::MigrateOne(const Context& context) const {
  const auto id = PathId(answers_, context, "keyId", answers_.refusals().migrated_key_invalid);
  if (!id) return id.error();
  return answers_.Conclude(migration_.MigrateOne(context.caller.org_id, *id), "Service accounts migrated", kConversion);
}

Response KeyMigrationApi::Revert(const Context& context) const {
  const auto key = PathId(answers_, context, "keyId", answers_.refusals().reverted_key_invalid);
  if (!key) return key.error();
  const auto account = PathId(answers_, context, "id", answers_.refusals().reverted_account_invalid);
  if (!account) return account.error();
  return answers_.Conclude(migration_.Revert(*account, *key), "reverted service account to API key", kReverting);
}

}  // namespace grafake::server
