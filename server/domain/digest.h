#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace grafake::server {

using Sha256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Sha256 Sha256Of(std::string_view text);
// Of the parts one behind the other.
[[nodiscard]] Sha256 Sha256OfParts(std::initializer_list<std::string_view> parts);
[[nodiscard]] std::string Md5Hex(std::string_view text);
[[nodiscard]] std::string Sha1Hex(std::string_view text);
[[nodiscard]] std::string Hex(const std::uint8_t* bytes, std::size_t size);

// Grafana's hash of passwords and keys: PBKDF2-HMAC-SHA256, 10,000 rounds, 50 bytes, as 100 lower-case hex digits.
// Takes milliseconds on purpose.
[[nodiscard]] std::string Pbkdf2Hex(std::string_view password, std::string_view salt);

// CRC-32 (IEEE).
[[nodiscard]] std::uint32_t Crc32(std::string_view text);

// Equal or not, in a time that does not depend on where they differ.
[[nodiscard]] bool SameSecret(std::string_view a, std::string_view b);

[[nodiscard]] std::string RandomBytes(std::size_t size);
// `length` random characters of 0-9A-Za-z from the system's generator; the secrets of tokens and the salts.
[[nodiscard]] std::string RandomText(std::size_t length);
[[nodiscard]] std::string RandomHex(std::size_t bytes);
// A random UUID that begins with a letter, as Grafana draws them.
[[nodiscard]] std::string RandomUid();
// `length` random decimal digits.
[[nodiscard]] std::string RandomDigits(std::size_t length);

}  // namespace grafake::server
