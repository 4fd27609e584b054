#pragma once

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/releases/external_rules.h"

namespace grafake::server {

using OpenSslKey = std::shared_ptr<EVP_PKEY>;

// A key that signatures of tokens are checked with. A value; whoever shares it may use it at the same time.
struct VerificationKey {
  enum class Kind {
    kNone,  // checks nothing: a private key, as real Grafana has it
    kRsa,
    kEc,
    kEd25519,
    kHmac,
  };
  Kind kind = Kind::kNone;
  std::string id = {};      // tokens name it by that; empty: those that name none
  OpenSslKey key = {};      // null for kHmac and kNone
  std::string secret = {};  // of kHmac
};

// The keys of a JSON Web Key Set (RFC 7517). The error is Grafana's sentence.
[[nodiscard]] tl::expected<std::vector<VerificationKey>, std::string> ReadKeySet(std::string_view text,
                                                                                 const KeyWords& words);

// The key of a PEM file. The error is Grafana's sentence.
[[nodiscard]] tl::expected<VerificationKey, std::string> ReadPemKey(const std::string& text);

// Whether `signature` is that of `text` by this key and this algorithm: "RS256", "PS384", "ES512", "HS256", "EdDSA". No
// other is known, nor one that does not suit the key.
[[nodiscard]] bool IsSignedBy(const VerificationKey& key, std::string_view algorithm, std::string_view text,
                              std::string_view signature);

}  // namespace grafake::server
