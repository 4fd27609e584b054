#include "server/domain/token_hash.h"

namespace grafake::server {

Sha256 TokenDigest(const ParsedToken& token) {
  std::string text;
  text.reserve(token.secret.size() + token.salt.size() + 24);
  text += token.secret;
  text += '\0';
  text += token.salt;
  if (token.legacy) (text += '\0') += std::to_string(token.org_id);
  return Sha256Of(text);
}

std::string StoredHash(const ParsedToken& token, TokenHash kind) {
  if (kind == TokenHash::kPbkdf2) return Pbkdf2Hex(token.secret, token.salt);
  const Sha256 digest = TokenDigest(token);
  return Hex(digest.data(), digest.size());
}

}  // namespace grafake::server
