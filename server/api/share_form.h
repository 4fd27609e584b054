#pragma once

#include <vector>

#include "server/domain/account_managers.h"
#include "server/http/message.h"

namespace grafake::server {

// The body that gives many something on one object: users and teams; what is meant for a role is of nobody.
[[nodiscard]] Result<std::vector<AccountShare>> ReadShares(const Request& request);

}  // namespace grafake::server
