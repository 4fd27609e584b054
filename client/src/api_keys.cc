#include "grafake/api_keys.h"

#include "src/call.h"

namespace grafake {
namespace {

ApiKey KeyOf(const Json& object) {
  ApiKey key{Id(object), Member<std::string>(object, "name"), Member<std::string>(object, "role")};
  if (auto time = Member<std::string>(object, "expiration"); !time.empty()) key.expiration = std::move(time);
  return key;
}

CreatedApiKey CreatedOf(const Json& object) {
  return {Id(object), Member<std::string>(object, "name"), Secret(object.at("key").get<std::string>())};
}

}  // namespace

Result<std::vector<ApiKey>> ApiKeys::List(bool include_expired, const CallOptions& options) const {
  const std::string query = include_expired ? "?includeExpired=true" : "";
  return Ask(*transport_, {"GET", "/api/auth/keys" + query, {}}, options, ListOf(KeyOf));
}

Result<CreatedApiKey> ApiKeys::Create(const NewApiKey& key, const CallOptions& options) const {
  Json body{{"name", key.name}, {"role", key.role}};
  if (key.seconds_to_live != 0) body["secondsToLive"] = key.seconds_to_live;
  return Ask(*transport_, {"POST", "/api/auth/keys", body}, options, CreatedOf);
}

Result<void> ApiKeys::Delete(std::int64_t id, const CallOptions& options) const {
  return Order(*transport_, {"DELETE", "/api/auth/keys/" + std::to_string(id), {}}, options);
}

}  // namespace grafake
