#include "server/domain/api_keys.h"

namespace grafake::server {

std::vector<ApiKeyRow> ApiKeys::List(std::int64_t org_id, bool include_expired) {
  return store_.ListLegacy(org_id, include_expired ? std::nullopt : std::optional(UnixSeconds(clock_())));
}

Result<MadeToken> ApiKeys::Create(const NewApiKey& key, Role most) {
  if (key.role > most) return RoleTooHigh(key.role, most);
  if (auto fits = settings_.limit.Check(key.seconds_to_live); !fits) return tl::unexpected(fits.error());
  const Instant now = clock_();
  std::string secret = NewLegacyToken(key.name, key.org_id);
  const ApiKeyRow row{.org_id = key.org_id,
                      .name = key.name,
                      .hash = StoredHash(*ParseToken(secret), settings_.hash),
                      .role = std::string(RoleName(key.role)),
                      .created = ToTimestamp(now),
                      .expires = ExpiryOf(now, key.seconds_to_live)};
  return store_.Insert(row, LifetimeIsNotNegative(key.seconds_to_live)).map([&](std::int64_t id) {
    return MadeToken{id, std::move(secret)};
  });
}

Result<Done> ApiKeys::Delete(std::int64_t org_id, std::int64_t id) { return store_.Erase(id, org_id, std::nullopt); }

}  // namespace grafake::server
