#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"

namespace grafake {

/// An API key, without its secret.
struct ApiKey {
  std::int64_t id = 0;                         ///< never used twice; shared with tokens
  std::string name = {};                       ///< one of its kind in the org, tokens included
  std::string role = {};                       ///< "Viewer", "Editor", "Admin"
  std::optional<std::string> expiration = {};  ///< RFC 3339; unset: never
};

/// What an API key is to be.
struct NewApiKey {
  std::string name = {};             ///< must not be empty
  std::string role = {};             ///< "Viewer", "Editor", "Admin"
  std::int64_t seconds_to_live = 0;  ///< 0: for ever
};

/// What creating an API key gives.
struct CreatedApiKey {
  std::int64_t id = 0;    ///< for Delete
  std::string name = {};  ///< as given
  Secret secret = {};     ///< shown this once
};

/// What a migration came to. Grafana 9.1 to 9.5 say only that it was done: all is 0 and empty.
struct ApiKeyMigration {
  std::int64_t total = 0;                        ///< API keys there were
  std::int64_t migrated = 0;                     ///< that are service accounts
  std::vector<std::int64_t> failed_ids = {};     ///< that are still API keys
  std::vector<std::string> failed_details = {};  ///< why
};

/// The API keys of the org, which Grafana 11.3 creates no more (410) and 12.1 has no more (404). Thread-safe.
class GRAFAKE_EXPORT ApiKeys {
 public:
  /// Asks with this client.
  explicit ApiKeys(const Client& client) : transport_(client.transport()) {}

  /// GET /api/auth/keys, by name, the first 100; Grafana has no way to more.
  [[nodiscard]] Result<std::vector<ApiKey>> List(bool include_expired = false, const CallOptions& options = {}) const;
  /// POST /api/auth/keys
  [[nodiscard]] Result<CreatedApiKey> Create(const NewApiKey& key, const CallOptions& options = {}) const;
  /// DELETE /api/auth/keys/:id
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;
  /// POST /api/serviceaccounts/migrate: makes each API key a token of a service account of its own; its secret stays
  /// valid. Grafana 9.1 to 12.0. It stops at the first failure up to 9.5.
  [[nodiscard]] Result<ApiKeyMigration> MigrateAll(const CallOptions& options = {}) const;
  /// POST /api/serviceaccounts/migrate/:id: the same for one key. Grafana 9.1 to 12.0. Of an unknown key 9.1 and 9.3
  /// say that it was migrated.
  [[nodiscard]] Result<void> Migrate(std::int64_t id, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
