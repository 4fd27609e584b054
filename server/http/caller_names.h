#pragma once

#include <string>
#include <vector>

#include "server/domain/credential_owners.h"
#include "server/http/authentication.h"
#include "server/http/cookies.h"
#include "server/http/message.h"

namespace grafake::server {

// Who knows whose a credential is.
struct CallerSigns {
  const Cookies& cookies;
  CredentialOwners& owners;
  ProxySignIn* proxy = nullptr;  // null: nobody comes by its headers
  JwtSignIn* jwt = nullptr;      // null: nobody comes by one
  const AuthenticationSettings& settings;
};

// The names of whoever's credentials a request shows, asked without a trace; none: it shows none, or nobody's.
[[nodiscard]] std::vector<std::string> CallerNames(const Request& request, const CallerSigns& signs);

}  // namespace grafake::server
