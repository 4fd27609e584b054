#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/json_members.h"
#include "server/domain/verification_key.h"

namespace grafake::server {

// A signed JWT (RFC 7515, 7519), taken apart; nothing of it is believed yet.
struct JsonWebToken {
  std::string algorithm;
  std::string key_id;       // empty: it names none
  std::string signed_part;  // what the signature is of
  std::string signature;
  std::string payload;
  bool has_critical = false;  // it asks for what nobody here knows
};

// Reads the compact serialisation, and with `json` the JSON ones too if they have one signature. The error is for the
// log and holds nothing of the token.
[[nodiscard]] tl::expected<JsonWebToken, std::string> ReadJsonWebToken(std::string_view text, bool json);

// Whether one of the keys that it names has signed it. A token that names none is for keys without a name.
[[nodiscard]] bool IsSignedByOne(const JsonWebToken& token, const std::vector<VerificationKey>& keys);

}  // namespace grafake::server
