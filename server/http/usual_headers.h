#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/http/message.h"

namespace grafake::server {

// Which headers every answer carries: [security] keys, and what the release decides.
struct HeaderSettings {
  bool no_store = false;                     // of what keeps answers out of caches there is no-store alone
  bool allow_embedding = false;              // allow_embedding
  bool content_type_options = true;          // x_content_type_options
  bool xss_protection = true;                // x_xss_protection
  bool strict_transport = false;             // strict_transport_security; over plain HTTP too
  std::int64_t strict_transport_age = 0;     // strict_transport_security_max_age_seconds
  bool strict_transport_preload = false;     // strict_transport_security_preload
  bool strict_transport_subdomains = false;  // strict_transport_security_subdomains
};

// The headers of every answer but static files and refused origins.
[[nodiscard]] std::vector<AnswerHeader> UsualHeaders(const HeaderSettings& settings);

// A random word by which a page's scripts are known as its own.
[[nodiscard]] std::string DrawNonce();

// The Content-Security-Policy that a template makes: $NONCE is that one, $ROOT_PATH is `root_url` without its scheme.
[[nodiscard]] std::string ContentSecurityPolicy(std::string policy, const std::string& root_url,
                                                const std::string& nonce);

}  // namespace grafake::server
