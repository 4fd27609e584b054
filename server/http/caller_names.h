#pragma once

#include <string>
#include <vector>

#include "server/domain/credential_owners.h"
#include "server/http/cookies.h"
#include "server/http/message.h"

namespace grafake::server {

// The names of whoever's credentials a request shows, asked without a trace; none: it shows none, or nobody's.
[[nodiscard]] std::vector<std::string> CallerNames(const Request& request, const Cookies& cookies,
                                                   CredentialOwners& owners);

}  // namespace grafake::server
