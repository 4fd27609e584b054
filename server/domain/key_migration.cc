#include "server/domain/key_migration.h"

#include <algorithm>

#include "server/domain/short_uid.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

// Grafana's own words.
constexpr const char* kNotesOfAccounts = "serviceaccounts";
constexpr const char* kMigrated = "migrationStatus";
constexpr const char* kHidden = "hideApiKeys";

}  // namespace

bool KeyMigration::IsDone(std::int64_t org_id) { return notes_.Has(org_id, kNotesOfAccounts, kMigrated); }

void KeyMigration::Hide(std::int64_t org_id) { notes_.Put(org_id, kNotesOfAccounts, kHidden, ToTimestamp(clock_())); }

bool KeyMigration::AreHidden(std::int64_t org_id) {
  return notes_.Has(org_id, kNotesOfAccounts, kHidden) && keys_.ListAllLegacy(org_id).empty();
}

Result<Done> KeyMigration::Migrate(const ApiKeyRow& key, const std::string& suffix) {
  const NewAccount account{.uid = settings_.with_uids ? DrawShortUid(clock_()) : "",
                           .name = "sa-autogen-" + key.name,
                           .login = "sa-autogen-" + std::to_string(key.org_id) + "-" + key.name + suffix,
                           .org_id = key.org_id,
                           .role = key.role,
                           .own_org = !settings_.auto_assign_org,
                           .of_key = key.id,
                           .now = ToTimestamp(clock_())};
  const auto made = accounts_.Insert(account);
  if (made || made.error().code == ErrorCode::kNotFound)
    return Done();  // somebody has deleted or converted it meanwhile
  return tl::unexpected(made.error());
}

Result<std::int64_t> KeyMigration::MigrateAll(std::int64_t org_id) {
  const auto keys = keys_.ListAllLegacy(org_id);
  for (const ApiKeyRow& key : keys) {
    if (auto migrated = Migrate(key); !migrated) return tl::unexpected(migrated.error());
  }
  notes_.Put(org_id, kNotesOfAccounts, kMigrated, ToTimestamp(clock_()));
  return static_cast<std::int64_t>(keys.size());
}

void KeyMigration::MigrateEverywhere() {
  for (const std::int64_t org_id : keys_.OrgsWithLegacy()) {
    for (const ApiKeyRow& key : keys_.ListAllLegacy(org_id)) MigrateSomehow(key);
    notes_.Put(org_id, kNotesOfAccounts, kMigrated, ToTimestamp(clock_()));
  }
}

void KeyMigration::MigrateSomehow(const ApiKeyRow& key) {
  constexpr int kMostNumbers = 10;
  auto migrated = Migrate(key);
  for (int number = 1; !migrated && number <= kMostNumbers; ++number)
    migrated = Migrate(key, number < kMostNumbers ? "-00" + std::to_string(number) : "-010");
}

Result<Done> KeyMigration::MigrateOne(std::int64_t org_id, std::int64_t id) {
  const auto keys = keys_.ListAllLegacy(org_id);
  if (keys.empty())
    return Fail(ErrorCode::kNotFound, "no API keys to convert found",
                NotThere{Noun::kApiKey, "id", std::to_string(id), Within{Noun::kOrg, org_id}});
  const auto key = std::ranges::find(keys, id, &ApiKeyRow::id);
  return key == keys.end() ? Done() : Migrate(*key);
}

Result<Done> KeyMigration::Revert(std::int64_t account_id, std::int64_t id) {
  return accounts_.EraseButKey(account_id, id);
}

}  // namespace grafake::server
