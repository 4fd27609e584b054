#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <array>

#include "server/domain/digest.h"
#include "server/domain/verification_key.h"

namespace grafake::server {
namespace {

using KeyKind = VerificationKey::Kind;

// An algorithm of RFC 7518, as OpenSSL knows its parts.
struct SignatureAlgorithm {
  std::string_view name;
  KeyKind kind;
  const EVP_MD* (*digest)();  // null: the algorithm has its own
  bool pss = false;
  std::size_t half = 0;  // of an EC signature: the bytes of each of its two numbers
};

constexpr auto kSignatureAlgorithms = std::to_array<SignatureAlgorithm>({{"RS256", KeyKind::kRsa, EVP_sha256},
                                                                         {"RS384", KeyKind::kRsa, EVP_sha384},
                                                                         {"RS512", KeyKind::kRsa, EVP_sha512},
                                                                         {"PS256", KeyKind::kRsa, EVP_sha256, true},
                                                                         {"PS384", KeyKind::kRsa, EVP_sha384, true},
                                                                         {"PS512", KeyKind::kRsa, EVP_sha512, true},
                                                                         {"ES256", KeyKind::kEc, EVP_sha256, false, 32},
                                                                         {"ES384", KeyKind::kEc, EVP_sha384, false, 48},
                                                                         {"ES512", KeyKind::kEc, EVP_sha512, false, 66},
                                                                         {"HS256", KeyKind::kHmac, EVP_sha256},
                                                                         {"HS384", KeyKind::kHmac, EVP_sha384},
                                                                         {"HS512", KeyKind::kHmac, EVP_sha512},
                                                                         {"EdDSA", KeyKind::kEd25519, nullptr}});

const unsigned char* SignedBytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

bool HasHmac(const VerificationKey& key, const EVP_MD* digest, std::string_view text, std::string_view signature) {
  if (key.secret.empty()) return false;
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned size = 0;
  if (HMAC(digest, key.secret.data(), static_cast<int>(key.secret.size()), SignedBytes(text), text.size(), code.data(),
           &size) == nullptr)
    return false;
  return SameSecret({reinterpret_cast<const char*>(code.data()), size}, signature);
}

// An EC signature as OpenSSL reads it, of the two numbers one behind the other; empty for another length.
std::string AsDer(std::string_view signature, std::size_t half) {
  if (signature.size() != 2 * half) return {};
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
  const int size = static_cast<int>(half);
  BIGNUM* const r = BN_bin2bn(SignedBytes(signature), size, nullptr);
  BIGNUM* const s = BN_bin2bn(SignedBytes(signature.substr(half)), size, nullptr);
  if (ECDSA_SIG_set0(pair.get(), r, s) != 1) return {};
  unsigned char* der = nullptr;
  const int length = i2d_ECDSA_SIG(pair.get(), &der);
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> kept(der, [](unsigned char* p) { OPENSSL_free(p); });
  return length <= 0 ? std::string()
                     : std::string(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
}

// What OpenSSL notes of a failure would be taken for one of the connection that is served next.
class QuietOpenSsl {
 public:
  QuietOpenSsl() { ERR_set_mark(); }
  ~QuietOpenSsl() { ERR_pop_to_mark(); }
  QuietOpenSsl(const QuietOpenSsl&) = delete;
  QuietOpenSsl& operator=(const QuietOpenSsl&) = delete;
};

bool IsVerified(EVP_PKEY* key, const SignatureAlgorithm& algorithm, std::string_view text, std::string_view signature) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX* parts = nullptr;
  const EVP_MD* const digest = algorithm.digest == nullptr ? nullptr : algorithm.digest();
  if (EVP_DigestVerifyInit(context.get(), &parts, digest, nullptr, key) != 1) return false;
  if (algorithm.pss && EVP_PKEY_CTX_set_rsa_padding(parts, RSA_PKCS1_PSS_PADDING) != 1) return false;
  return EVP_DigestVerify(context.get(), SignedBytes(signature), signature.size(), SignedBytes(text), text.size()) == 1;
}

}  // namespace

bool IsSignedBy(const VerificationKey& key, std::string_view algorithm, std::string_view text,
                std::string_view signature) {
  const QuietOpenSsl quiet;
  for (const SignatureAlgorithm& known : kSignatureAlgorithms) {
    if (known.name != algorithm || known.kind != key.kind) continue;
    if (known.kind == KeyKind::kHmac) return HasHmac(key, known.digest(), text, signature);
    if (known.kind != KeyKind::kEc) return IsVerified(key.key.get(), known, text, signature);
    return IsVerified(key.key.get(), known, text, AsDer(signature, known.half));
  }
  return false;
}

}  // namespace grafake::server
