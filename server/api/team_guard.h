#pragma once

#include <optional>

#include "server/domain/teams.h"
#include "server/http/answers.h"
#include "server/http/route.h"

namespace grafake::server {

inline constexpr ErrorCodes kNotOfTeams =
    kOrgErrors | kUserErrors | kRoleErrors | kLifetimeErrors | kPasswordErrors | kCredentialErrors | kDocumentErrors;

// What stands before a change of a team. Thread-safe.
class TeamGuard {
 public:
  // `sought_first`: see TeamRules.
  TeamGuard(const Answers& answers, Teams& teams, bool sought_first)
      : answers_(answers), teams_(teams), sought_first_(sought_first) {}

  // Who may change it when [rbac] enabled = false: org admins, and the team's own admins. Nothing when the caller may;
  // otherwise that refusal.
  [[nodiscard]] std::optional<Response> Refuse(const Context& context, std::int64_t team_id,
                                               const Refusal& refusal) const;

  // Where the team is sought first and is none.
  [[nodiscard]] std::optional<Response> Miss(const Context& context, std::int64_t team_id) const;

 private:
  const Answers& answers_;
  Teams& teams_;
  bool sought_first_;
};

}  // namespace grafake::server
