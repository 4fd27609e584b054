#include "server/domain/digest.h"

#include <nettle/md5.h>
#include <nettle/memops.h>
#include <nettle/pbkdf2.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <unistd.h>

#include <stdexcept>

#include "server/domain/randomness.h"

namespace grafake::server {
namespace {

constexpr unsigned kRounds = 10000;
constexpr std::size_t kKeyBytes = 50;

// One table for all, made at compile time.
constexpr std::array<std::uint32_t, 256> CrcTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
    table[i] = value;
  }
  return table;
}
constexpr auto kCrcTable = CrcTable();

const std::uint8_t* Bytes(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

std::string RandomOf(std::string_view alphabet, std::size_t length) {
  std::string text = RandomBytes(length);
  for (char& c : text) c = alphabet[static_cast<unsigned char>(c) % alphabet.size()];
  return text;
}

}  // namespace

Sha256 Sha256Of(std::string_view text) { return Sha256OfParts({text}); }

Sha256 Sha256OfParts(std::initializer_list<std::string_view> parts) {
  sha256_ctx context;
  sha256_init(&context);
  for (const std::string_view part : parts) sha256_update(&context, part.size(), Bytes(part));
  Sha256 digest{};
  sha256_digest(&context, digest.size(), digest.data());
  return digest;
}

std::string Sha1Hex(std::string_view text) {
  sha1_ctx context;
  sha1_init(&context);
  sha1_update(&context, text.size(), Bytes(text));
  std::array<std::uint8_t, SHA1_DIGEST_SIZE> digest{};
  sha1_digest(&context, digest.size(), digest.data());
  return Hex(digest.data(), digest.size());
}

std::string Md5Hex(std::string_view text) {
  md5_ctx context;
  md5_init(&context);
  md5_update(&context, text.size(), Bytes(text));
  std::array<std::uint8_t, MD5_DIGEST_SIZE> digest{};
  md5_digest(&context, digest.size(), digest.data());
  return Hex(digest.data(), digest.size());
}

std::string Hex(const std::uint8_t* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(2 * size, '\0');
  for (std::size_t i = 0; i < size; ++i) {
    text[2 * i] = kDigits[bytes[i] >> 4];
    text[2 * i + 1] = kDigits[bytes[i] & 0xF];
  }
  return text;
}

std::string Pbkdf2Hex(std::string_view password, std::string_view salt) {
  std::array<std::uint8_t, kKeyBytes> key{};
  pbkdf2_hmac_sha256(password.size(), Bytes(password), kRounds, salt.size(), Bytes(salt), key.size(), key.data());
  return Hex(key.data(), key.size());
}

std::uint32_t Crc32(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : text) crc = kCrcTable[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8);
  return crc ^ 0xFFFFFFFFU;
}

bool SameSecret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && memeql_sec(a.data(), b.data(), a.size()) != 0;
}

std::string RandomBytes(std::size_t size) {
  if (Randomness* const own = Randomness::InUse(); own != nullptr) return own->Bytes(size);
  std::string bytes(size, '\0');
  if (getentropy(bytes.data(), size) != 0) {
    throw std::runtime_error("the system gives no random numbers");
  }
  return bytes;
}

std::string RandomText(std::size_t length) {
  return RandomOf("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", length);
}

std::string RandomHex(std::size_t bytes) {
  const std::string random = RandomBytes(bytes);
  return Hex(reinterpret_cast<const std::uint8_t*>(random.data()), random.size());
}

std::string RandomUid() {
  std::string text = RandomHex(16);
  text[0] = RandomOf("abcdef", 1)[0];
  text[12] = '4';
  text[16] = RandomOf("89ab", 1)[0];
  for (const std::size_t dash : {8, 13, 18, 23}) text.insert(dash, 1, '-');
  return text;
}

std::string RandomDigits(std::size_t length) { return RandomOf("0123456789", length); }

}  // namespace grafake::server
