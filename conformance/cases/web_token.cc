#include "conformance/cases/web_token.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "conformance/base64.h"

namespace grafake::conformance {
namespace {

// As URLs have it, without the padding.
std::string UrlBase64(const std::string& bytes) {
  std::string text = ToBase64(bytes);
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string HmacSha256(const std::string& key, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, text.size(), digest.data(), &size) == nullptr)
    throw std::runtime_error("OpenSSL signs nothing");
  return {digest.begin(), digest.begin() + size};
}

std::string HeadAndClaims(const std::string& algorithm, const std::string& key_id, const Json& claims) {
  const Json head = {{"alg", algorithm}, {"typ", "JWT"}, {"kid", key_id}};
  return UrlBase64(head.dump()) + "." + UrlBase64(claims.dump());
}

}  // namespace

Json WebKey(const std::string& id, const std::string& secret) {
  return {{"kty", "oct"}, {"kid", id}, {"k", UrlBase64(secret)}};
}

std::string SignedToken(const Json& claims, const std::string& key_id, const std::string& secret) {
  const std::string text = HeadAndClaims("HS256", key_id, claims);
  return text + "." + UrlBase64(HmacSha256(secret, text));
}

std::string UnsignedToken(const Json& claims, const std::string& key_id) {
  return HeadAndClaims("none", key_id, claims) + ".";
}

}  // namespace grafake::conformance
