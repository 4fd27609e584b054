#include "server/domain/token_sign_in.h"

#include "server/releases/refusals.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

tl::unexpected<Error> InvalidKey(ErrorCode code) { return Fail(code, std::string(kInvalidKey)); }

}  // namespace

Result<PrincipalPtr> TokenSignIn::SignIn(std::string_view token, std::int64_t only_org) {
  const auto parsed = ParseToken(token);
  if (!parsed || (!rules_.prefixed && !parsed->legacy)) return InvalidKey(ErrorCode::kMalformed);
  return Find(*parsed).and_then([&](const IssuedToken& found) { return Identify(found, only_org); });
}

Result<IssuedToken> TokenSignIn::Find(const ParsedToken& token) {
  const Sha256 digest = TokenDigest(token);
  // With pbkdf2 the cost is the point: nothing is remembered.
  if (hash_ == TokenHash::kSha256) {
    if (auto known = issued_.Find(digest)) return *std::move(known);
  }
  const std::uint64_t removals = issued_.removals();
  return FindRow(token, digest).map([&](const ApiKeyRow& row) {
    IssuedToken issued = Issued(row);
    if (hash_ == TokenHash::kSha256) issued_.Keep(digest, issued, removals);
    return issued;
  });
}

Result<ApiKeyRow> TokenSignIn::FindLegacy(const ParsedToken& token, const std::string& plain) {
  auto row = keys_.FindByName(token.org_id, token.name);
  if (!row) return InvalidKey(ErrorCode::kNotFound);
  const auto presented = IsDerived(row->hash) ? gate_.Derive(token.secret, token.salt) : plain;
  if (!presented) return Fail(ErrorCode::kBusy);
  if (!SameSecret(row->hash, *presented)) return InvalidKey(ErrorCode::kWrongPassword);
  return *std::move(row);
}

Result<ApiKeyRow> TokenSignIn::FindRow(const ParsedToken& token, const Sha256& digest) {
  const std::string plain = Hex(digest.data(), digest.size());
  if (token.legacy) return FindLegacy(token, plain);
  if (auto row = keys_.FindByHash(plain)) return *std::move(row);
  // Else every unknown token would cost a derivation.
  if (!keys_.HasDerived()) return InvalidKey(ErrorCode::kNotFound);
  const auto derived = gate_.Derive(token.secret, token.salt);
  if (!derived) return Fail(ErrorCode::kBusy);
  if (auto row = keys_.FindByHash(*derived)) return *std::move(row);
  return InvalidKey(ErrorCode::kNotFound);
}

IssuedToken TokenSignIn::Issued(const ApiKeyRow& row) const {
  IssuedToken issued{.id = row.id,
                     .org_id = row.org_id,
                     .account_id = row.account_id.value_or(0),
                     .expires = row.expires,
                     .is_revoked = rules_.revocations && row.is_revoked};
  if (!row.account_id && rules_.keys) {
    const Role role = StoredRole(row.role);
    issued.key = std::make_shared<const Principal>(Principal{
        .kind = Principal::Kind::kKey, .org_id = row.org_id, .role = role, .permissions = access_.OfRole(role)});
  }
  return issued;
}

Result<PrincipalPtr> TokenSignIn::Identify(const IssuedToken& token, std::int64_t only_org) {
  if (token.expires && *token.expires <= UnixSeconds(clock_())) return Fail(ErrorCode::kExpired);
  if (token.is_revoked) return Fail(ErrorCode::kRevoked);
  if (only_org != 0 && only_org != token.org_id) return Fail(ErrorCode::kOrgNotFound);
  if (token.account_id == 0 && !token.key) return InvalidKey(ErrorCode::kMalformed);
  if (uses_ != nullptr && (token.key || notes_accounts_)) uses_->Note(token.id);
  if (token.key) return token.key;
  auto account = identities_.Load(token.account_id, token.org_id);
  if (!account) return UserNotFound();
  if (account->is_disabled) return Fail(ErrorCode::kDisabled);
  return account;
}

}  // namespace grafake::server
