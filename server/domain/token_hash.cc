#include "server/domain/token_hash.h"

namespace grafake::server {

Sha256 TokenDigest(const ParsedToken& token) {
  constexpr std::string_view kEnd("\0", 1);
  if (!token.legacy) return Sha256OfParts({token.secret, kEnd, token.salt});
  return Sha256OfParts({token.secret, kEnd, token.salt, kEnd, std::to_string(token.org_id)});
}

std::string StoredHash(const ParsedToken& token, TokenHash kind) {
  if (kind == TokenHash::kPbkdf2) return Pbkdf2Hex(token.secret, token.salt);
  const Sha256 digest = TokenDigest(token);
  return Hex(digest.data(), digest.size());
}

}  // namespace grafake::server
