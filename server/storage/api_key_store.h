#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/locks.h"
#include "server/storage/database.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// How long api_key.key is where Grafana's own derivation made it; the SQL says it as a number.
inline constexpr std::size_t kDerivedHashLength = 100;

// A row of `api_key`: a token of a service account, or a legacy API key when it has no account.
struct ApiKeyRow {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::string name;
  std::string hash;  // never to be shown
  std::string role;
  Timestamp created;
  std::optional<std::int64_t> expires;  // Unix seconds; none: never
  std::optional<std::int64_t> account_id;
  std::optional<Timestamp> last_used;
  bool is_revoked = false;  // written by other programs alone
};

// Tokens and API keys. Thread-safe. Names are unique in an org over both kinds; ids are never used again.
class ApiKeyStore {
 public:
  explicit ApiKeyStore(Database& database) : database_(database) {}

  // Inserts `key` (its id is ignored) and returns the id. kTaken: the name is in use in the org; that is asked before
  // `acceptable`, which may refuse the row with an error of its own: Grafana asks in this order.
  [[nodiscard]] Result<std::int64_t> Insert(const ApiKeyRow& key, const Result<Done>& acceptable = Done());
  // By name, bytewise.
  [[nodiscard]] std::vector<ApiKeyRow> ListOfAccount(std::int64_t org_id, std::int64_t account_id);
  // API keys without an account, by name, at most 100; those that expired before `not_before` are left out.
  [[nodiscard]] std::vector<ApiKeyRow> ListLegacy(std::int64_t org_id, std::optional<std::int64_t> not_before);
  // All of them.
  [[nodiscard]] std::vector<ApiKeyRow> ListAllLegacy(std::int64_t org_id);
  [[nodiscard]] std::vector<std::int64_t> OrgsWithLegacy();
  [[nodiscard]] std::optional<ApiKeyRow> FindByHash(const std::string& hash);
  [[nodiscard]] std::optional<ApiKeyRow> FindByName(std::int64_t org_id, const std::string& name);
  [[nodiscard]] std::optional<std::string> NameOf(std::int64_t id);
  // kNotFound unless id, org and account (none: a legacy key) all fit.
  [[nodiscard]] Result<Done> Erase(std::int64_t id, std::int64_t org_id, std::optional<std::int64_t> account_id);
  // Unless it was used less than `stays` before. Waits for nobody; `lost` is called, maybe by another thread, when it
  // cannot be written.
  void TouchLastUsed(std::int64_t id, Timestamp now, std::chrono::seconds stays, std::function<void()> lost);
  // True when a row holds Grafana's slow hash: taken over from a Grafana database, or made with token_hash = pbkdf2.
  [[nodiscard]] bool HasDerived();
  // Such a row may have been added.
  void ForgetDerived();

 private:
  Database& database_;
  Mutex mutex_;
  std::optional<bool> derived_ GUARDED_BY(mutex_);        // nothing: not looked up yet
  std::uint64_t derived_changes_ GUARDED_BY(mutex_) = 0;  // so that what was read before a change is not kept after it
};

}  // namespace grafake::server
