#pragma once

#include "server/domain/accounts.h"
#include "server/domain/teams.h"
#include "server/domain/users.h"
#include "server/http/router.h"
#include "server/releases/refusals.h"

namespace grafake::server {

// Who knows which uid is whose.
struct UidSources {
  Accounts& accounts;
  Teams& teams;
  Users& users;
};

// Where in paths a uid stands for an id, in releases whose users have uids. All of it must outlive the router.
[[nodiscard]] std::vector<UidParameter> UidParameters(const UidSources& sources, const Refusals& refusals);

}  // namespace grafake::server
