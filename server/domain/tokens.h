#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/lifetime.h"
#include "server/domain/token_hash.h"
#include "server/storage/api_key_store.h"

namespace grafake::server {

struct TokenSettings {
  LifetimeLimit limit;
  TokenHash hash = TokenHash::kSha256;
  bool prefixed = true;  // service account tokens are glsa_…; false: all are of the legacy form
};

struct NewToken {
  std::int64_t org_id = 0;
  std::int64_t account_id = 0;
  std::string name;
  std::int64_t seconds_to_live = 0;  // 0: for ever
  bool of_external = false;          // the account is one that only a service changes
};

// What its maker gets, once. The secret is kept nowhere.
struct MadeToken {
  std::int64_t id = 0;
  std::string secret;
};

// Tokens of service accounts, by Grafana's rules. Thread-safe; each call is one transaction.
class Tokens {
 public:
  Tokens(ApiKeyStore& store, Clock clock, TokenSettings settings)
      : store_(store), clock_(std::move(clock)), settings_(settings) {}

  [[nodiscard]] std::vector<ApiKeyRow> List(std::int64_t org_id, std::int64_t account_id);
  // In this order: kLifetimeMissing, kLifetimeTooLong, kLifetimeEndless, kLifetimePastLastDay, kExternal, kTaken (any
  // token or key of the org), kLifetimeNegative.
  [[nodiscard]] Result<MadeToken> Create(const NewToken& token);
  // kNotFound unless the token is of that account in that org.
  [[nodiscard]] Result<Done> Delete(std::int64_t org_id, std::int64_t account_id, std::int64_t id);

 private:
  ApiKeyStore& store_;
  Clock clock_;
  TokenSettings settings_;
};

}  // namespace grafake::server
