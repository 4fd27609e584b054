#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/domain/proxy_sign_in.h"
#include "server/http/message.h"
#include "server/http/url.h"

namespace grafake::server {

// In which headers a proxy names who asks: [auth.proxy]. Empty names are those of no header.
struct ProxyHeaders {
  std::string name = "X-WEBAUTH-USER";  // header_name
  std::string full_name;                // headers
  std::string email;
  std::string login;
  std::string groups;
  std::string role;
  bool encoded = false;  // headers_encoded: values are quoted-printable
};

// What the proxy says; nothing when its header is not there or blank.
[[nodiscard]] std::optional<ProxyWord> ProxyWordIn(const Request& request, const ProxyHeaders& headers);

// Where a JWT is looked for: [auth.jwt].
struct JwtPlaces {
  std::string header;   // header_name; empty: nowhere
  bool in_url = false;  // url_login: the parameter auth_token, where there is no such header
};

// The token; empty when there is none. A view into the request or the query.
[[nodiscard]] std::string_view JwtIn(const Request& request, const Query& query, const JwtPlaces& places);

}  // namespace grafake::server
