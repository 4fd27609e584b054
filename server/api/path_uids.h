#pragma once

#include "server/http/router.h"
#include "server/releases/refusals.h"
#include "server/storage/account_store.h"
#include "server/storage/team_store.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Who knows which uid is whose.
struct UidSources {
  AccountStore& accounts;
  TeamStore& teams;
  UserStore& users;
};

// Where in paths a uid stands for an id, in releases whose users have uids. All of it must outlive the router.
[[nodiscard]] std::vector<UidParameter> UidParameters(const UidSources& sources, const Refusals& refusals);

}  // namespace grafake::server
