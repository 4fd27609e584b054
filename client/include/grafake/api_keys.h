#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"

namespace grafake {

struct ApiKey {
  std::int64_t id = 0;
  std::string name;
  std::string role;
  std::optional<std::string> expiration;  // RFC 3339
};

struct NewApiKey {
  std::string name;
  std::string role;                  // "Viewer", "Editor", "Admin"
  std::int64_t seconds_to_live = 0;  // 0: for ever
};

struct CreatedApiKey {
  std::int64_t id = 0;
  std::string name;
  Secret secret;
};

// API keys, which Grafana 12.1 has no more (404) and 11.3 no longer creates (410). Thread-safe.
class GRAFAKE_EXPORT ApiKeys {
 public:
  explicit ApiKeys(const Client& client) : transport_(client.transport()) {}

  // GET /api/auth/keys, 100 at most
  [[nodiscard]] Result<std::vector<ApiKey>> List(bool include_expired = false, const CallOptions& options = {}) const;
  // POST /api/auth/keys
  [[nodiscard]] Result<CreatedApiKey> Create(const NewApiKey& key, const CallOptions& options = {}) const;
  // DELETE /api/auth/keys/:id
  [[nodiscard]] Result<void> Delete(std::int64_t id, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
