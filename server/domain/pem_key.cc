#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <cstdio>

#include "server/domain/verification_key.h"

namespace grafake::server {
namespace {

using PemRead = tl::expected<VerificationKey, std::string>;

// A block of a PEM file: the bytes between its lines.
struct PemBlock {
  std::string name;
  std::string bytes;
};

std::optional<PemBlock> FirstBlock(const std::string& text) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> in(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())),
                                                     BIO_free);
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  if (PEM_read_bio(in.get(), &name, &header, &data, &size) != 1) return std::nullopt;
  PemBlock block{name, std::string(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size))};
  OPENSSL_free(name);
  OPENSSL_free(header);
  OPENSSL_free(data);
  return block;
}

// Go's sentence for bytes that do not begin with a sequence.
tl::unexpected<std::string> NotAsn1(const std::string& bytes, std::string_view structure) {
  if (bytes.empty()) return tl::unexpected(std::string("asn1: syntax error: sequence truncated"));
  const auto first = static_cast<unsigned char>(bytes[0]);
  if (first == 0x30) return tl::unexpected(std::string("asn1: syntax error: data truncated"));
  std::array<char, 400> text{};
  (void)std::snprintf(
      text.data(), text.size(),
      "asn1: structure error: tags don't match (16 vs {class:%d tag:%d length:%d isCompound:%s}) {optional:false "
      "explicit:false application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false "
      "omitEmpty:false} %.*s @2",
      first >> 6, first & 0x1f, bytes.size() > 1 ? static_cast<unsigned char>(bytes[1]) & 0x7f : 0,
      (first & 0x20) != 0 ? "true" : "false", static_cast<int>(structure.size()), structure.data());
  return tl::unexpected(std::string(text.data()));
}

PemRead OfOpenSsl(EVP_PKEY* key, const std::string& bytes, std::string_view structure) {
  if (key == nullptr) return NotAsn1(bytes, structure);
  const int kind = EVP_PKEY_base_id(key);
  const auto of = [](int id) {
    return id == EVP_PKEY_RSA       ? VerificationKey::Kind::kRsa
           : id == EVP_PKEY_EC      ? VerificationKey::Kind::kEc
           : id == EVP_PKEY_ED25519 ? VerificationKey::Kind::kEd25519
                                    : VerificationKey::Kind::kNone;
  };
  return VerificationKey{.kind = of(kind), .key = {key, EVP_PKEY_free}};
}

// Private keys are read, and check nothing.
PemRead Withheld(PemRead key) {
  if (key) key->kind = VerificationKey::Kind::kNone;
  return key;
}

}  // namespace

tl::expected<VerificationKey, std::string> ReadPemKey(const std::string& text) {
  const auto block = FirstBlock(text);
  if (!block) return tl::unexpected(std::string("failed to parse pem-encoded file"));
  const auto* bytes = reinterpret_cast<const unsigned char*>(block->bytes.data());
  const auto size = static_cast<long>(block->bytes.size());
  const auto read = [&](EVP_PKEY* key, std::string_view structure) { return OfOpenSsl(key, block->bytes, structure); };
  if (block->name == "PUBLIC KEY") return read(d2i_PUBKEY(nullptr, &bytes, size), "publicKeyInfo");
  if (block->name == "RSA PUBLIC KEY")
    return read(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &bytes, size), "pkcs1PublicKey");
  if (block->name == "PRIVATE KEY") return Withheld(read(d2i_AutoPrivateKey(nullptr, &bytes, size), "pkcs8"));
  if (block->name == "RSA PRIVATE KEY")
    return Withheld(read(d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &bytes, size), "pkcs1PrivateKey"));
  if (block->name == "EC PRIVATE KEY")
    return Withheld(read(d2i_PrivateKey(EVP_PKEY_EC, nullptr, &bytes, size), "ecPrivateKey"));
  return tl::unexpected("unknown pem block type \"" + block->name + "\"");
}

}  // namespace grafake::server
