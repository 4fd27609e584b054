#pragma once

#include <chrono>
#include <string>

#include "server/domain/jwt_sign_in.h"
#include "server/releases/external_rules.h"

namespace grafake::server {

// [auth.jwt], as far as it is about fetching keys.
struct JwkUrl {
  std::string url;  // jwk_set_url, which is right
  std::chrono::nanoseconds kept{0};
  std::string token_file = {};      // jwk_set_bearer_token_file: what it holds is sent with each request
  std::string authority_file = {};  // tls_client_ca
  bool any_peer = false;            // tls_skip_verify_insecure
};

// The keys behind a URL. They are fetched when a token comes, and kept for
// `kept`, by the clock of who asks; what cannot be had is tried again with the next token.
[[nodiscard]] KeySource KeysBehind(JwkUrl source, const KeyWords& words);

}  // namespace grafake::server
