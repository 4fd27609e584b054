#include "server/domain/tokens.h"

namespace grafake::server {

std::vector<ApiKeyRow> Tokens::List(std::int64_t org_id, std::int64_t account_id) {
  return store_.ListOfAccount(org_id, account_id);
}

Result<MadeToken> Tokens::Create(const NewToken& token) {
  if (auto fits = settings_.limit.Check(token.seconds_to_live); !fits) return tl::unexpected(fits.error());
  const Instant now = clock_();
  if (auto fits = settings_.limit.CheckDay(now, token.seconds_to_live); !fits) return tl::unexpected(fits.error());
  if (token.of_external) return Fail(ErrorCode::kExternal, {}, Clash::kAccountOfAService);
  std::string secret = settings_.prefixed ? NewPrefixedToken() : NewLegacyToken(token.name, token.org_id);
  const ApiKeyRow row{.org_id = token.org_id,
                      .name = token.name,
                      .hash = StoredHash(*ParseToken(secret), settings_.hash),
                      .role = "Viewer",
                      .created = ToTimestamp(now),
                      .expires = ExpiryOf(now, token.seconds_to_live),
                      .account_id = token.account_id};
  return store_.Insert(row, LifetimeIsNotNegative(token.seconds_to_live)).map([&](std::int64_t id) {
    return MadeToken{id, std::move(secret)};
  });
}

Result<Done> Tokens::Delete(std::int64_t org_id, std::int64_t account_id, std::int64_t id) {
  return store_.Erase(id, org_id, account_id);
}

}  // namespace grafake::server
