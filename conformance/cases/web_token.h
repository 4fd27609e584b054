#pragma once

#include <string>

#include "conformance/suite/matchers.h"

namespace grafake::conformance {

// The key of kind "oct", as a set of keys holds it, that is such a secret.
[[nodiscard]] Json WebKey(const std::string& id, const std::string& secret);

// A JWT with these claims in compact form; HS256 with that secret, or not signed at all.
[[nodiscard]] std::string SignedToken(const Json& claims, const std::string& key_id, const std::string& secret);
[[nodiscard]] std::string UnsignedToken(const Json& claims, const std::string& key_id);

}  // namespace grafake::conformance
