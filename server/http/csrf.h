#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/http/cookies.h"
#include "server/http/message.h"

namespace grafake::server {

struct CsrfSettings {
  std::vector<std::string> trusted_origins;     // [security] csrf_trusted_origins: host names
  std::vector<std::string> additional_headers;  // [security] csrf_additional_headers: they may name the host, too
  bool headers_hold_origins = false;            // … as an origin, "https://example.org"
};

// Refuses what a page of another site sends with this server's session cookie. Immutable.
class Csrf {
 public:
  Csrf(const Cookies& cookies, CsrfSettings settings) : cookies_(cookies), settings_(std::move(settings)) {}

  // Plain text, without the usual headers; nothing when the request may pass.
  [[nodiscard]] std::optional<Response> Refuse(const Request& request) const;

 private:
  [[nodiscard]] bool Trusts(const std::string& origin, const Request& request) const;

  const Cookies& cookies_;
  CsrfSettings settings_;
};

}  // namespace grafake::server
