#pragma once

#include <string>

#include "server/domain/digest.h"
#include "server/domain/token_format.h"
#include "server/storage/api_key_store.h"

namespace grafake::server {

// [grafake] token_hash: how tokens are kept. A token has 190 random bits, so a plain digest of it is as safe as
// Grafana's slow derivation, and can be looked up.
enum class TokenHash { kSha256, kPbkdf2 };

// The digest by which a token is looked up in memory. Two spellings of one legacy token (its JSON may differ in blanks)
// have one digest.
[[nodiscard]] Sha256 TokenDigest(const ParsedToken& token);

// What is stored in api_key.key for a new token: 64 hex digits of the digest, or Grafana's 100.
[[nodiscard]] std::string StoredHash(const ParsedToken& token, TokenHash kind);

// True when a stored hash is Grafana's own: it can only be compared by deriving again.
[[nodiscard]] inline bool IsDerived(const std::string& stored) { return stored.size() == kDerivedHashLength; }

}  // namespace grafake::server
