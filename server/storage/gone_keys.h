#pragma once

#include <string>
#include <vector>

#include "server/storage/changes.h"
#include "server/storage/sql.h"

namespace grafake::server {

// Deletes tokens and API keys; `which` is a condition on api_key, "org_id = ?".
template <class... Args>
[[nodiscard]] std::vector<Changes::GoneKey> EraseKeys(sql::Session& session, const std::string& which,
                                                      const Args&... args) {
  std::vector<Changes::GoneKey> gone;
  for (auto& [hash, name] : sql::Select<std::string, std::string>(
           session, "DELETE FROM api_key WHERE " + which + " RETURNING key, name", args...))
    gone.push_back({std::move(hash), std::move(name)});
  return gone;
}

}  // namespace grafake::server
