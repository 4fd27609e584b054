#include "server/domain/token_format.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/domain/base64.h"
#include "server/domain/digest.h"
#include "server/json/reader.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr std::size_t kSecretLength = 32;

std::array<char, 8> ChecksumOf(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::uint32_t crc = Crc32(text);
  std::array<char, 8> digits{};
  for (std::size_t i = 0; i < digits.size(); i += 2, crc >>= 8) {
    digits[i] = kDigits[(crc >> 4) & 0xF];
    digits[i + 1] = kDigits[crc & 0xF];
  }
  return digits;
}

using Parsed = tl::expected<ParsedToken, TokenFlaw>;

Parsed ParsePrefixed(std::string_view token) {
  const auto first = token.find('_');
  const auto last = token.rfind('_');
  if (first == std::string_view::npos || first == last ||
      token.substr(first + 1, last - first - 1).find('_') != std::string_view::npos) {
    return tl::unexpected(TokenFlaw::kNoParts);
  }
  const std::string_view checksum = token.substr(last + 1);
  if (!std::ranges::equal(checksum, ChecksumOf(token.substr(0, last))))
    return tl::unexpected(TokenFlaw::kWrongChecksum);
  return ParsedToken{.secret = std::string(token.substr(first + 1, last - first - 1)), .salt = std::string(checksum)};
}

bool SameName(std::string_view member, std::string_view lower) {
  if (member.size() != lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if ((member[i] | 0x20) != lower[i]) return false;
  }
  return true;
}

// False when the member has a type that Go's decoder refuses. null changes nothing.
bool TakeText(const JsonValue& value, std::string& out) {
  if (value.kind == JsonValue::Kind::kString) out = value.Text();
  return value.kind == JsonValue::Kind::kString || value.kind == JsonValue::Kind::kNull;
}

bool TakeInteger(const JsonValue& value, std::int64_t& out) {
  if (value.kind == JsonValue::Kind::kNull) return true;
  if (value.kind != JsonValue::Kind::kNumber) return false;
  const char* end = value.source.data() + value.source.size();
  const auto parsed = std::from_chars(value.source.data(), end, out);
  return parsed.ec == std::errc() && parsed.ptr == end;
}

bool TakeMember(const std::string& name, const JsonValue& value, ParsedToken& token) {
  if (SameName(name, "k")) return TakeText(value, token.secret);
  if (SameName(name, "n")) return TakeText(value, token.name);
  if (SameName(name, "id")) return TakeInteger(value, token.org_id);
  return true;
}

Parsed ParseLegacy(std::string_view token) {
  const auto decoded = DecodeBase64(token);
  if (!decoded) return tl::unexpected(TokenFlaw::kNotBase64);
  const auto json = ReadWholeJson(*decoded);
  if (!json) return tl::unexpected(TokenFlaw::kNotJson);
  if (json->kind != JsonValue::Kind::kObject && json->kind != JsonValue::Kind::kNull)
    return tl::unexpected(TokenFlaw::kNotJson);
  ParsedToken parsed{.legacy = true};
  JsonMembers members(*json);
  while (const JsonMember* member = members.Next()) {
    if (!TakeMember(member->name, member->value, parsed)) return tl::unexpected(TokenFlaw::kWrongMember);
  }
  parsed.salt = parsed.name;
  return parsed;
}

}  // namespace

std::string TokenChecksum(std::string_view text) {
  const auto digits = ChecksumOf(text);
  return {digits.begin(), digits.end()};
}

tl::expected<ParsedToken, TokenFlaw> ParseToken(std::string_view token) {
  return token.starts_with("gl") ? ParsePrefixed(token) : ParseLegacy(token);
}

std::string NewPrefixedToken() {
  const std::string body = "glsa_" + RandomText(kSecretLength);
  return body + "_" + TokenChecksum(body);
}

std::string NewLegacyToken(std::string_view name, std::int64_t org_id) {
  JsonWriter json;
  json.BeginObject().Member("k", RandomText(kSecretLength)).Member("n", name).Member("id", org_id).EndObject();
  return EncodeBase64(json.Take());
}

}  // namespace grafake::server
