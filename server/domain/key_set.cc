#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "server/domain/base64_url.h"
#include "server/domain/json_members.h"
#include "server/domain/verification_key.h"
#include "server/json/scanner.h"

namespace grafake::server {
namespace {

using KeyRead = tl::expected<VerificationKey, std::string>;

struct CurveName {
  std::string_view json;
  const char* openssl;
  std::size_t size;  // of each coordinate, in bytes
};

constexpr CurveName kCurveNames[] = {{"P-256", "P-256", 32}, {"P-384", "P-384", 48}, {"P-521", "P-521", 66}};

// What a key is made of in OpenSSL's words, which points to numbers and bytes: they live as long as it does.
class KeyParts {
 public:
  void AddNumber(const char* name, const std::string& bytes) {
    numbers_.emplace_back(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr),
        BN_free);
    OSSL_PARAM_BLD_push_BN(builder_.get(), name, numbers_.back().get());
  }
  void AddText(const char* name, const char* text) { OSSL_PARAM_BLD_push_utf8_string(builder_.get(), name, text, 0); }
  void AddBytes(const char* name, std::string bytes) {
    bytes_.push_back(std::move(bytes));
    OSSL_PARAM_BLD_push_octet_string(builder_.get(), name, bytes_.back().data(), bytes_.back().size());
  }

  // Null when they make none.
  [[nodiscard]] OpenSslKey Make(const char* kind) {
    const std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> params(OSSL_PARAM_BLD_to_param(builder_.get()),
                                                                         OSSL_PARAM_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
      return nullptr;
    return {key, EVP_PKEY_free};
  }

 private:
  std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder_{OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free};
  std::vector<std::unique_ptr<BIGNUM, decltype(&BN_free)>> numbers_;
  std::deque<std::string> bytes_;
};

// Bytes of a key's member; empty when they are not there.
std::string KeyBytes(const JsonObjectMap& object, const std::string& name) {
  return DecodeBase64Url(object.TextOf(name)).value_or("");
}

tl::unexpected<std::string> NoKey(const KeyWords& words, std::string_view why) {
  return tl::unexpected(std::string(words.prefix) + std::string(why));
}

KeyRead ReadRsa(const JsonObjectMap& object, const KeyWords& words) {
  const std::string n = KeyBytes(object, "n");
  const std::string e = KeyBytes(object, "e");
  if (n.empty() || e.empty()) return NoKey(words, "invalid RSA key, missing n/e values");
  KeyParts parts;
  parts.AddNumber(OSSL_PKEY_PARAM_RSA_N, n);
  parts.AddNumber(OSSL_PKEY_PARAM_RSA_E, e);
  return VerificationKey{.kind = VerificationKey::Kind::kRsa, .key = parts.Make("RSA")};
}

KeyRead ReadEc(const JsonObjectMap& object, const KeyWords& words) {
  const std::string name = object.TextOf("crv");
  const auto* const curve = std::ranges::find(kCurveNames, name, &CurveName::json);
  if (curve == std::end(kCurveNames)) return NoKey(words, "unsupported elliptic curve '" + name + "'");
  const std::string x = KeyBytes(object, "x");
  const std::string y = KeyBytes(object, "y");
  if (x.empty() || y.empty()) return NoKey(words, "invalid EC key, missing x/y values");
  if (x.size() != curve->size) return NoKey(words, "invalid EC public key, wrong length for x");
  if (y.size() != curve->size) return NoKey(words, "invalid EC public key, wrong length for y");
  KeyParts parts;
  parts.AddText(OSSL_PKEY_PARAM_GROUP_NAME, curve->openssl);
  parts.AddBytes(OSSL_PKEY_PARAM_PUB_KEY, '\x04' + x + y);
  VerificationKey key{.kind = VerificationKey::Kind::kEc, .key = parts.Make("EC")};
  if (key.key == nullptr) return NoKey(words, "invalid EC key, X/Y are not on declared curve");
  return key;
}

KeyRead ReadSecret(const JsonObjectMap& object, const KeyWords& words) {
  const JsonValue* const secret = object.Find("k");
  if (secret == nullptr || secret->kind != JsonValue::Kind::kString)
    return NoKey(words, "invalid OCT (symmetric) key, missing k value");
  VerificationKey key{.kind = VerificationKey::Kind::kHmac, .secret = KeyBytes(object, "k")};
  if (key.secret.empty())
    return NoKey(words, "invalid OCT (symmetric) key, k cannot be read");  // whoever knows nothing knows it
  return key;
}

KeyRead ReadEdwards(const JsonObjectMap& object, const KeyWords& words) {
  const std::string x = KeyBytes(object, "x");
  if (object.TextOf("crv") != "Ed25519" || x.empty()) return NoKey(words, "invalid OKP key, missing x value");
  EVP_PKEY* const key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                                    reinterpret_cast<const unsigned char*>(x.data()), x.size());
  return VerificationKey{.kind = VerificationKey::Kind::kEd25519, .key = {key, EVP_PKEY_free}};
}

KeyRead ReadOfKind(const JsonObjectMap& object, const KeyWords& words) {
  const std::string kind = object.TextOf("kty");
  if (kind == "RSA") return ReadRsa(object, words);
  if (kind == "EC") return ReadEc(object, words);
  if (kind == "oct") return ReadSecret(object, words);
  if (kind == "OKP") return ReadEdwards(object, words);
  return NoKey(words, words.unknown_kind_named ? "unknown json web key type '" + kind + "'"
                                               : std::string("unsupported key type/format"));
}

// One with a private part checks nothing, nor does one that OpenSSL refuses.
KeyRead ReadKey(const JsonValue& value, const KeyWords& words) {
  if (value.kind != JsonValue::Kind::kObject) return NoKey(words, "unsupported key type/format");
  const JsonObjectMap object(value);
  auto key = ReadOfKind(object, words);
  if (!key) return key;
  key->id = object.TextOf("kid");
  const bool open = key->kind == VerificationKey::Kind::kHmac || (key->key != nullptr && object.Find("d") == nullptr);
  if (!open) key->kind = VerificationKey::Kind::kNone;
  return key;
}

std::string_view GoKindOf(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::kBool:
      return "bool";
    case JsonValue::Kind::kNumber:
      return "number";
    case JsonValue::Kind::kString:
      return "string";
    case JsonValue::Kind::kArray:
      return "array";
    case JsonValue::Kind::kObject:
      return "object";
    case JsonValue::Kind::kNull:
      return "null";
  }
  return "";
}

}  // namespace

tl::expected<std::vector<VerificationKey>, std::string> ReadKeySet(std::string_view text, const KeyWords& words) {
  if (std::ranges::all_of(text, IsJsonBlank)) return tl::unexpected(std::string("EOF"));
  const auto set = ReadJson(text);
  if (!set) return tl::unexpected(set.error());
  std::vector<VerificationKey> keys;
  if (set->kind == JsonValue::Kind::kNull) return keys;
  if (set->kind != JsonValue::Kind::kObject) {
    return tl::unexpected("json: cannot unmarshal " + std::string(GoKindOf(set->kind)) +
                          " into Go value of type jose.JSONWebKeySet");
  }
  const JsonObjectMap object(*set);
  const JsonValue* const list = object.Find("keys");
  if (list == nullptr) return keys;
  JsonItems items(*list);
  while (const auto item = items.Next()) {
    auto key = ReadKey(*item, words);
    if (!key) return tl::unexpected(key.error());
    keys.push_back(*std::move(key));
  }
  return keys;
}

}  // namespace grafake::server
