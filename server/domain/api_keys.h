#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/roles.h"
#include "server/domain/tokens.h"
#include "server/storage/api_key_store.h"

namespace grafake::server {

struct NewApiKey {
  std::int64_t org_id = 0;
  std::string name;
  Role role = Role::kViewer;
  std::int64_t seconds_to_live = 0;  // 0: for ever
};

// Legacy API keys, by Grafana's rules. Thread-safe; each call is one transaction.
class ApiKeys {
 public:
  ApiKeys(ApiKeyStore& store, Clock clock, TokenSettings settings)
      : store_(store), clock_(std::move(clock)), settings_(settings) {}

  // By name, at most 100; a key that expires in this very second is still among those that are not expired.
  [[nodiscard]] std::vector<ApiKeyRow> List(std::int64_t org_id, bool include_expired);
  // In this order: kRoleTooHigh (above `most`), kLifetimeMissing, kLifetimeTooLong, kTaken (any key or token of the
  // org), kLifetimeNegative.
  [[nodiscard]] Result<MadeToken> Create(const NewApiKey& key, Role most);
  // kNotFound: not in this org, or a token of a service account.
  [[nodiscard]] Result<Done> Delete(std::int64_t org_id, std::int64_t id);

 private:
  ApiKeyStore& store_;
  Clock clock_;
  TokenSettings settings_;
};

}  // namespace grafake::server
