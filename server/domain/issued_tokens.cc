#include "server/domain/issued_tokens.h"

#include "server/ascii.h"

namespace grafake::server {
namespace {

// As Hex() wrote it; nothing when it is of another length.
std::optional<Sha256> DigestOfHex(std::string_view hex) {
  Sha256 digest{};
  if (hex.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest.at(i) = static_cast<std::uint8_t>(HexValue(hex[2 * i]) * 16 + HexValue(hex[2 * i + 1]));
  return digest;
}

}  // namespace

std::optional<IssuedToken> IssuedTokens::Find(const Sha256& digest) const {
  const ReadLock lock(mutex_);
  const IssuedToken* found = tokens_.Find(digest);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

void IssuedTokens::Keep(const Sha256& digest, const IssuedToken& token, const std::string& name,
                        std::uint64_t removals_before) {
  const WriteLock lock(mutex_);
  if (removals_ != removals_before) return;
  if (const auto gone = tokens_.Keep(digest, token)) known_.erase(gone->id);
  known_.insert_or_assign(token.id, Known{digest, name});
  removed_.Erase(digest);
}

void IssuedTokens::Remove(std::int64_t id) {
  const WriteLock lock(mutex_);
  ++removals_;
  const auto found = known_.find(id);
  if (found == known_.end()) return;
  tokens_.Erase(found->second.digest);
  removed_.Keep(found->second.digest, std::move(found->second.name));
  known_.erase(found);
}

std::optional<std::string> IssuedTokens::NameOf(std::int64_t id) const {
  const ReadLock lock(mutex_);
  const auto found = known_.find(id);
  return found == known_.end() ? std::nullopt : std::optional(found->second.name);
}

std::optional<std::string> IssuedTokens::NameOfRemoved(const Sha256& digest) const {
  const ReadLock lock(mutex_);
  const std::string* name = removed_.Find(digest);
  return name == nullptr ? std::nullopt : std::optional(*name);
}

void IssuedTokens::RememberRemoved(std::string_view hash, std::string name) {
  const auto digest = DigestOfHex(hash);
  if (!digest) return;
  const WriteLock lock(mutex_);
  removed_.Keep(*digest, std::move(name));
}

template <class Predicate>
void IssuedTokens::RemoveIf(Predicate gone) {
  const WriteLock lock(mutex_);
  ++removals_;
  tokens_.EraseIf([&](const Sha256& digest, const IssuedToken& token) {
    if (!gone(token)) return false;
    mutex_.AssertHeld();
    const auto known = known_.find(token.id);
    if (known == known_.end()) return true;
    removed_.Keep(digest, std::move(known->second.name));
    known_.erase(known);
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
