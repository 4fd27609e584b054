#include "server/domain/issued_tokens.h"

#include <mutex>

namespace grafake::server {

std::optional<IssuedToken> IssuedTokens::Find(const Sha256& digest) const {
  const std::shared_lock lock(mutex_);
  const auto found = tokens_.find(digest);
  return found == tokens_.end() ? std::nullopt : std::optional(found->second);
}

void IssuedTokens::Keep(const Sha256& digest, const IssuedToken& token, std::uint64_t removals_before) {
  const std::unique_lock lock(mutex_);
  if (removals_ != removals_before) return;
  tokens_.insert_or_assign(digest, token);
  digests_.insert_or_assign(token.id, digest);
}

void IssuedTokens::Remove(std::int64_t id) {
  const std::unique_lock lock(mutex_);
  ++removals_;
  const auto found = digests_.find(id);
  if (found == digests_.end()) return;
  tokens_.erase(found->second);
  digests_.erase(found);
}

template <class Predicate>
void IssuedTokens::RemoveIf(Predicate gone) {
  const std::unique_lock lock(mutex_);
  ++removals_;
  std::erase_if(tokens_, [&](const auto& item) {
    if (!gone(item.second)) return false;
    digests_.erase(item.second.id);
    return true;
  });
}

void IssuedTokens::RemoveOfAccount(std::int64_t account_id) {
  RemoveIf([&](const IssuedToken& token) { return token.account_id == account_id; });
}

void IssuedTokens::RemoveOfOrg(std::int64_t org_id) {
  RemoveIf([&](const IssuedToken& token) { return token.org_id == org_id; });
}

void IssuedTokens::RemoveAll() {
  RemoveIf([](const IssuedToken& /*token*/) { return true; });
}

}  // namespace grafake::server
