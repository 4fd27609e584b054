#include "server/domain/sealing.h"

#include <nettle/aes.h>
#include <nettle/cfb.h>
#include <nettle/pbkdf2.h>

#include <array>
#include <cstdint>

#include "server/domain/digest.h"

namespace grafake::server {
namespace {

constexpr std::size_t kSaltSize = 8;
constexpr unsigned kSealingRounds = 10000;

using Block = std::array<std::uint8_t, AES_BLOCK_SIZE>;

const std::uint8_t* BytesOf(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

aes256_ctx CipherOf(std::string_view key, std::string_view salt) {
  std::array<std::uint8_t, AES256_KEY_SIZE> derived{};
  nettle_pbkdf2_hmac_sha256(key.size(), BytesOf(key), kSealingRounds, salt.size(), BytesOf(salt), derived.size(),
                            derived.data());
  aes256_ctx cipher;
  aes256_set_encrypt_key(&cipher, derived.data());
  return cipher;
}

// A copy, since the mode changes it.
Block BlockOf(std::string_view bytes) {
  Block block{};
  for (std::size_t i = 0; i < block.size(); ++i) block.at(i) = static_cast<std::uint8_t>(bytes[i]);
  return block;
}

void EncryptBlock(const void* cipher, std::size_t size, std::uint8_t* to, const std::uint8_t* from) {
  nettle_aes256_encrypt(static_cast<const aes256_ctx*>(cipher), size, to, from);
}

}  // namespace

std::string Sealing::Seal(std::string_view secret) const { return Together(*this).Seal(secret); }

std::string Sealing::Together::Seal(std::string_view secret) {
  if (cipher_ == nullptr) {
    salt_ = RandomText(kSaltSize);
    cipher_ = std::make_shared<const aes256_ctx>(CipherOf(sealing_.key_, salt_));
  }
  const std::string start = RandomBytes(AES_BLOCK_SIZE);
  Block block = BlockOf(start);
  std::string sealed(secret.size(), '\0');
  nettle_cfb_encrypt(cipher_.get(), EncryptBlock, block.size(), block.data(), sealed.size(),
                     reinterpret_cast<std::uint8_t*>(sealed.data()), BytesOf(secret));
  return salt_ + start + sealed;
}

std::optional<std::string> Sealing::Open(std::string_view sealed) const {
  if (sealed.size() < kSaltSize + AES_BLOCK_SIZE) return std::nullopt;
  const aes256_ctx cipher = CipherOf(key_, sealed.substr(0, kSaltSize));
  Block block = BlockOf(sealed.substr(kSaltSize, AES_BLOCK_SIZE));
  const std::string_view body = sealed.substr(kSaltSize + AES_BLOCK_SIZE);
  std::string secret(body.size(), '\0');
  nettle_cfb_decrypt(&cipher, EncryptBlock, block.size(), block.data(), secret.size(),
                     reinterpret_cast<std::uint8_t*>(secret.data()), BytesOf(body));
  return secret;
}

}  // namespace grafake::server
