#pragma once

#include <cstdint>
#include <string>

#include "server/storage/sql.h"
#include "server/storage/team_store.h"

// Memberships of teams inside the caller's transaction. Storage's own.
namespace grafake::server::team_members {

struct Place {
  std::int64_t org_id;
  std::int64_t team_id;
  std::int64_t user_id;
};

// "teams:id:<id>": what the permissions of a team are about.
[[nodiscard]] std::string Scope(std::int64_t team_id);

// What a membership is made with.
struct Making {
  std::string uid;  // empty: none
  Timestamp now;
};

// Adds the member or changes his level, with the permissions that go with it.
[[nodiscard]] Changes Put(sql::Session& session, const Place& place, TeamLevel level, const Making& making);

// Removes him with the permissions that go with it.
[[nodiscard]] Changes Erase(sql::Session& session, const Place& place);

}  // namespace grafake::server::team_members
