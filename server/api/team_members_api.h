#pragma once

#include "server/api/avatars.h"
#include "server/api/hidden_users.h"
#include "server/api/team_guard.h"
#include "server/domain/teams.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/team_rules.h"

namespace grafake::server {

// /api/teams/:teamId/members.
class TeamMembersApi {
 public:
  TeamMembersApi(const Answers& answers, const Avatars& avatars, const HiddenUsers& hidden, const TeamGuard& guard,
                 Teams& teams, const TeamRules& rules)
      : answers_(answers), avatars_(avatars), hidden_(hidden), guard_(guard), teams_(teams), rules_(rules) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Add(const Context& context) const;
  [[nodiscard]] Response SetAll(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  [[nodiscard]] Response Remove(const Context& context) const;

  // The team of the path, when the caller may do what he wants there; otherwise the answer to send.
  [[nodiscard]] tl::expected<std::int64_t, Response> TeamOf(const Context& context, const Refusal& refusal) const;

  const Answers& answers_;
  const Avatars& avatars_;
  const HiddenUsers& hidden_;
  const TeamGuard& guard_;
  Teams& teams_;
  TeamRules rules_;
};

}  // namespace grafake::server
