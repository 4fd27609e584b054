#pragma once

#include "server/storage/result.h"

namespace grafake::server {

// Grafana's words for what is not there; every layer that finds it out says them by these.
[[nodiscard]] inline tl::unexpected<Error> OrgNotFound() {
  return Fail(ErrorCode::kOrgNotFound, "organization not found");
}
[[nodiscard]] inline tl::unexpected<Error> UserNotFound() { return Fail(ErrorCode::kUserNotFound, "user not found"); }
[[nodiscard]] inline tl::unexpected<Error> TeamNotFound() { return Fail(ErrorCode::kNotFound, "team not found"); }
[[nodiscard]] inline tl::unexpected<Error> AccountNotFound() {
  return Fail(ErrorCode::kNotFound, "Service account not found");
}

}  // namespace grafake::server
