#pragma once

#include <string>

#include "server/storage/grounds.h"
#include "server/storage/result.h"

namespace grafake::server {

// Grafana's words for what is not there; every layer that finds it out says them by these. Accounts and teams are
// sought in an org.
[[nodiscard]] inline tl::unexpected<Error> OrgNotFound(std::string_view by, std::string value) {
  return Fail(ErrorCode::kOrgNotFound, "organization not found", NotThere{Noun::kOrg, by, std::move(value)});
}
[[nodiscard]] inline tl::unexpected<Error> OrgNotFound(std::int64_t id) {
  return OrgNotFound("id", std::to_string(id));
}
[[nodiscard]] inline tl::unexpected<Error> UserNotFound(std::string_view by, std::string value) {
  return Fail(ErrorCode::kUserNotFound, "user not found", NotThere{Noun::kUser, by, std::move(value)});
}
[[nodiscard]] inline tl::unexpected<Error> UserNotFound(std::int64_t id) {
  return UserNotFound("id", std::to_string(id));
}
[[nodiscard]] inline tl::unexpected<Error> TeamNotFound(std::int64_t org_id, std::int64_t id) {
  return Fail(ErrorCode::kNotFound, "team not found",
              NotThere{Noun::kTeam, "id", std::to_string(id), Within{Noun::kOrg, org_id}});
}
[[nodiscard]] inline tl::unexpected<Error> AccountNotFound(std::int64_t org_id, std::int64_t id) {
  return Fail(ErrorCode::kNotFound, "Service account not found",
              NotThere{Noun::kAccount, "id", std::to_string(id), Within{Noun::kOrg, org_id}});
}

// `by` is "id", "uid" or "name".
[[nodiscard]] inline tl::unexpected<Error> DataSourceNotFound(std::int64_t org_id, std::string_view by,
                                                              std::string value) {
  return Fail(ErrorCode::kNotFound, "data source not found",
              NotThere{Noun::kDataSource, by, std::move(value), Within{Noun::kOrg, org_id}});
}

}  // namespace grafake::server
