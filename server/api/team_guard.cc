#include "server/api/team_guard.h"

namespace grafake::server {

std::optional<Response> TeamGuard::Refuse(const Context& context, std::int64_t team_id, const Refusal& refusal) const {
  const Principal& caller = context.caller;
  if (context.rbac || caller.role == Role::kAdmin) return std::nullopt;
  if (teams_.LevelOf(caller.org_id, team_id, caller.user_id) == TeamLevel::kAdmin) return std::nullopt;
  return answers_.Refuse(refusal, "user not allowed to update team");
}

}  // namespace grafake::server
