#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "server/storage/grounds.h"

namespace grafake::server {

// A token as it was presented, taken apart. The hash that Grafana stores is Pbkdf2Hex(secret, salt).
struct ParsedToken {
  std::string secret;
  std::string salt;  // checksum of a prefixed token, name of a legacy one
  bool legacy = false;
  std::int64_t org_id = 0;  // legacy only
  std::string name;         // legacy only
};

// The error: why the token cannot have been issued. Grafana reads a token that
// begins with "gl" as `gl<service>_<secret>_<crc32>`, any other as base64 of {"k":key,"n":name,"id":org}.
[[nodiscard]] tl::expected<ParsedToken, TokenFlaw> ParseToken(std::string_view token);

// The last part of a prefixed token: the CRC-32 of what stands before its '_', lowest byte first, in hex digits.
[[nodiscard]] std::string TokenChecksum(std::string_view text);

// A new token of the prefixed form, "glsa_" + 32 random characters + "_" + checksum.
[[nodiscard]] std::string NewPrefixedToken();

// A new token of the legacy form, which holds its name and org. API keys have no other form.
[[nodiscard]] std::string NewLegacyToken(std::string_view name, std::int64_t org_id);

}  // namespace grafake::server
