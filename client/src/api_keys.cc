#include "grafake/api_keys.h"

#include "src/call.h"

namespace grafake {
namespace {

ApiKey KeyOf(const Json& object) {
  return {.id = Id(object),
          .name = Member<std::string>(object, "name"),
          .role = Member<std::string>(object, "role"),
          .expiration = OptionalText(object, "expiration")};
}

CreatedApiKey CreatedKeyOf(const Json& object) {
  return {Id(object), Member<std::string>(object, "name"), Secret(object.at("key").get<std::string>())};
}

ApiKeyMigration MigrationOf(const Json& object) {
  return {.total = Member<std::int64_t>(object, "total"),
          .migrated = Member<std::int64_t>(object, "migrated"),
          .failed_ids =
              ListOf([](const Json& id) { return id.get<std::int64_t>(); })(Member<Json>(object, "failedApikeyIDs")),
          .failed_details = Texts(object, "failedDetails")};
}

}  // namespace

Result<std::vector<ApiKey>> ApiKeys::List(bool include_expired, const CallOptions& options) const {
  const std::string query = include_expired ? "?includeExpired=true" : "";
  return SendAndRead(*transport_, {"GET", "/api/auth/keys" + query, {}}, options, ListOf(KeyOf));
}

Result<CreatedApiKey> ApiKeys::Create(const NewApiKey& key, const CallOptions& options) const {
  Json body{{"name", key.name}, {"role", key.role}};
  if (key.seconds_to_live != 0) body["secondsToLive"] = key.seconds_to_live;
  return SendAndRead(*transport_, {"POST", "/api/auth/keys", body}, options, CreatedKeyOf);
}

Result<void> ApiKeys::Delete(std::int64_t id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"DELETE", "/api/auth/keys/" + std::to_string(id), {}}, options);
}

Result<ApiKeyMigration> ApiKeys::MigrateAll(const CallOptions& options) const {
  return SendAndRead(*transport_, {"POST", "/api/serviceaccounts/migrate", {}}, options, MigrationOf);
}

Result<void> ApiKeys::Migrate(std::int64_t id, const CallOptions& options) const {
  return SendAndConfirm(*transport_, {"POST", "/api/serviceaccounts/migrate/" + std::to_string(id), {}}, options);
}

}  // namespace grafake
