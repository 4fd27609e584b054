#pragma once

#include <cstdint>
#include <vector>

#include "server/domain/clock.h"
#include "server/storage/api_key_store.h"

namespace grafake::server {

// Legacy API keys, by the rules of Grafana 9.0. Thread-safe.
class ApiKeys {
 public:
  ApiKeys(ApiKeyStore& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

  // By name, at most 100; a key that expires in this very second is still among those that are not expired.
  [[nodiscard]] std::vector<ApiKeyRow> List(std::int64_t org_id, bool include_expired);

 private:
  ApiKeyStore& store_;
  Clock clock_;
};

}  // namespace grafake::server
