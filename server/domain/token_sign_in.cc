#include "server/domain/token_sign_in.h"

#include "server/releases/refusals.h"
#include "server/storage/grounds.h"
#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

template <class Value>
tl::unexpected<Error> InvalidKey(ErrorCode code, Value ground) {
  return Fail(code, std::string(kInvalidKey), std::move(ground));
}

tl::unexpected<Error> UnknownKey(const ParsedToken& token, std::optional<std::string> deleted) {
  return InvalidKey(ErrorCode::kNotFound,
                    TokenUnknown{.deleted = std::move(deleted), .key_name = token.name, .org_id = token.org_id});
}

tl::unexpected<Error> OtherSecret(const ParsedToken& token) {
  return InvalidKey(ErrorCode::kWrongPassword,
                    TokenUnknown{.key_name = token.name, .org_id = token.org_id, .other_secret = true});
}

}  // namespace

Result<PrincipalPtr> TokenSignIn::SignIn(std::string_view token, std::int64_t only_org, Identities* kept,
                                         std::int64_t* token_id) {
  const auto parsed = ParseToken(token);
  if (!parsed) return InvalidKey(ErrorCode::kMalformed, TokenMalformed{parsed.error()});
  if (!rules_.prefixed && !parsed->legacy)
    return InvalidKey(ErrorCode::kMalformed, TokenMalformed{TokenFlaw::kPrefixed});
  Identities& accounts = kept == nullptr ? identities_ : *kept;
  return Find(*parsed).and_then([&](const IssuedToken& found) {
    if (token_id != nullptr) *token_id = found.id;
    return Identify(found, only_org, accounts);
  });
}

Result<ApiKeyRow> TokenSignIn::Look(std::string_view token) {
  const auto parsed = ParseToken(token);
  if (!parsed) return InvalidKey(ErrorCode::kMalformed, TokenMalformed{parsed.error()});
  return FindRow(*parsed, TokenDigest(*parsed));
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
    if (hash_ == TokenHash::kSha256) issued_.Keep(digest, issued, row.name, removals);
    return issued;
  });
}

Result<ApiKeyRow> TokenSignIn::FindLegacy(const ParsedToken& token, const Sha256& digest) {
  auto row = keys_.FindByName(token.org_id, token.name);
  if (!row) return UnknownKey(token, issued_.NameOfRemoved(digest));
  const auto presented =
      IsDerived(row->hash) ? gate_.Derive(token.secret, token.salt) : std::optional(Hex(digest.data(), digest.size()));
  if (!presented) return Fail(ErrorCode::kBusy, {}, Clash::kTooManyDerivations);
  if (!SameSecret(row->hash, *presented)) return OtherSecret(token);
  return *std::move(row);
}

Result<ApiKeyRow> TokenSignIn::FindRow(const ParsedToken& token, const Sha256& digest) {
  if (token.legacy) return FindLegacy(token, digest);
  if (auto row = keys_.FindByHash(Hex(digest.data(), digest.size()))) return *std::move(row);
  const auto unknown = [&] {
    return InvalidKey(ErrorCode::kNotFound, TokenUnknown{.deleted = issued_.NameOfRemoved(digest)});
  };
  // Else every unknown token would cost a derivation.
  if (!keys_.HasDerived()) return unknown();
  const auto derived = gate_.Derive(token.secret, token.salt);
  if (!derived) return Fail(ErrorCode::kBusy, {}, Clash::kTooManyDerivations);
  if (auto row = keys_.FindByHash(*derived)) return *std::move(row);
  return unknown();
}

std::optional<ApiKeyRow> TokenSignIn::FindDigested(const ParsedToken& token, const Sha256& digest) {
  const std::string hash = Hex(digest.data(), digest.size());
  if (!token.legacy) return keys_.FindByHash(hash);
  auto row = keys_.FindByName(token.org_id, token.name);
  return row && SameSecret(row->hash, hash) ? std::move(row) : std::nullopt;
}

IssuedToken TokenSignIn::Issued(const ApiKeyRow& row) const {
  IssuedToken issued{.id = row.id,
                     .org_id = row.org_id,
                     .account_id = row.account_id.value_or(0),
                     .expires = row.expires,
                     .is_revoked = rules_.revocations && row.is_revoked};
  if (!row.account_id && rules_.keys) {
    const Role role = StoredRole(row.role);
    Principal key{.kind = Principal::Kind::kKey, .org_id = row.org_id, .role = role};
    key.permissions = access_.OfMember(key);
    issued.key = std::make_shared<const Principal>(std::move(key));
  }
  return issued;
}

std::string TokenSignIn::NameOf(std::int64_t token_id) try {
  if (auto name = issued_.NameOf(token_id)) return *std::move(name);
  return keys_.NameOf(token_id).value_or("");
} catch (const StorageFailure&) {
  return {};
}

std::optional<TokenSignIn::Sight> TokenSignIn::Know(std::string_view token) try {
  const auto parsed = ParseToken(token);
  if (!parsed) return std::nullopt;
  const Sha256 digest = TokenDigest(*parsed);
  if (const auto used = issued_.Find(digest)) return Sight{NameOf(used->id), OwnerOf(*used)};
  if (const auto row = FindDigested(*parsed, digest))
    return Sight{row->name, row->account_id ? NameOfAccount(*row->account_id, row->org_id) : ""};
  auto removed = issued_.NameOfRemoved(digest);
  return removed ? std::optional(Sight{*std::move(removed), ""}) : std::nullopt;
} catch (const StorageFailure&) {
  return std::nullopt;
}

std::string TokenSignIn::NameOfAccount(std::int64_t id, std::int64_t org_id) try {
  return identities_.NameOf(id, org_id);
} catch (const StorageFailure&) {
  return {};
}

std::string TokenSignIn::OwnerOf(const IssuedToken& token) {
  return token.key ? "" : NameOfAccount(token.account_id, token.org_id);
}

Expired TokenSignIn::WhenExpired(const IssuedToken& token) {
  return {token.key ? Noun::kApiKey : Noun::kToken, NameOf(token.id), OwnerOf(token), *token.expires,
          UnixSeconds(clock_())};
}

Result<PrincipalPtr> TokenSignIn::Identify(const IssuedToken& token, std::int64_t only_org, Identities& accounts) {
  if (token.expires && *token.expires <= UnixSeconds(clock_()))
    return Fail(ErrorCode::kExpired, {}, WhenExpired(token));
  if (token.is_revoked) return Fail(ErrorCode::kRevoked, {}, Revoked{NameOf(token.id), OwnerOf(token)});
  if (only_org != 0 && only_org != token.org_id)
    return Fail(ErrorCode::kOrgNotFound, {},
                TokenOfOtherOrg{token.key ? Noun::kApiKey : Noun::kToken, NameOf(token.id), OwnerOf(token),
                                token.org_id, only_org});
  if (token.account_id == 0 && !token.key) return InvalidKey(ErrorCode::kMalformed, KeySignsNobodyIn{NameOf(token.id)});
  if (uses_ != nullptr && (token.key || notes_accounts_)) uses_->Note(token.id);
  if (token.key) return token.key;
  auto account = accounts.Load(token.account_id, token.org_id);
  if (!account)
    return Fail(ErrorCode::kUserNotFound, "user not found", TokenWithoutOwner{NameOf(token.id), token.account_id});
  if (account->is_disabled)
    return Fail(ErrorCode::kDisabled, {}, Disabled{Noun::kAccount, account->name, NameOf(token.id)});
  return account;
}

}  // namespace grafake::server
