#pragma once

#include <cstdint>

#include "server/domain/accounts.h"
#include "server/storage/api_key_store.h"
#include "server/storage/note_store.h"

namespace grafake::server {

// Turns API keys into tokens of service accounts made for them, and back: whoever has the secret signs in as before.
// Thread-safe; what is done with one key is one transaction.
class KeyMigration {
 public:
  KeyMigration(AccountStore& accounts, ApiKeyStore& keys, NoteStore& notes, Clock clock, MemberSettings settings)
      : accounts_(accounts), keys_(keys), notes_(notes), clock_(std::move(clock)), settings_(settings) {}

  // True once MigrateAll has succeeded, whatever happened since.
  [[nodiscard]] bool IsDone(std::int64_t org_id);
  // Notes that the front end need not show keys any more.
  void Hide(std::int64_t org_id);
  // That was noted, and there is none any more.
  [[nodiscard]] bool AreHidden(std::int64_t org_id);
  // By name; ends with the first that fails, those before stay migrated. kTaken: the login of its account is in use.
  // How many there were.
  [[nodiscard]] Result<std::int64_t> MigrateAll(std::int64_t org_id);
  // All that can be, in every org that has keys; the others stay.
  void MigrateEverywhere();
  // kNotFound: the org has no key at all. One that is none of its keys is passed over. kTaken as above.
  [[nodiscard]] Result<Done> MigrateOne(std::int64_t org_id, std::int64_t id);
  // kNotFound: it is not the only token of that account.
  [[nodiscard]] Result<Done> Revert(std::int64_t account_id, std::int64_t id);

 private:
  // kTaken: the login of its account is in use.
  [[nodiscard]] Result<Done> Migrate(const ApiKeyRow& key, const std::string& suffix = "");
  // With a number behind the login, up to ten, where it is in use.
  void MigrateSomehow(const ApiKeyRow& key);

  AccountStore& accounts_;
  ApiKeyStore& keys_;
  NoteStore& notes_;
  Clock clock_;
  MemberSettings settings_;
};

}  // namespace grafake::server
