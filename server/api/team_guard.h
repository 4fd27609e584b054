#pragma once

#include <optional>

#include "server/domain/teams.h"
#include "server/http/answers.h"
#include "server/http/route.h"

namespace grafake::server {

inline constexpr ErrorCodes kNotOfTeams =
    kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors | kPasswordErrors | kCredentialErrors;

// Who may change a team when [rbac] enabled = false: org admins, and the team's own admins. Thread-safe.
class TeamGuard {
 public:
  TeamGuard(const Answers& answers, Teams& teams) : answers_(answers), teams_(teams) {}

  // Nothing when the caller may; otherwise that refusal.
  [[nodiscard]] std::optional<Response> Refuse(const Context& context, std::int64_t team_id,
                                               const Refusal& refusal) const;

 private:
  const Answers& answers_;
  Teams& teams_;
};

}  // namespace grafake::server
