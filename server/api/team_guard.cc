#include "server/api/team_guard.h"

#include "server/storage/not_found.h"

namespace grafake::server {

std::optional<Response> TeamGuard::Refuse(const Context& context, std::int64_t team_id, const Refusal& refusal) const {
  const Principal& caller = context.caller;
  if (context.rbac || caller.role == Role::kAdmin) return std::nullopt;
  if (teams_.LevelOf(caller.org_id, team_id, caller.user_id) == TeamLevel::kAdmin) return std::nullopt;
  return Because(answers_.Refuse(refusal, "user not allowed to update team"),
                 TeamAdminNeeded{team_id, AskerOf(caller)});
}

std::optional<Response> TeamGuard::Miss(const Context& context, std::int64_t team_id) const {
  if (!sought_first_ || teams_.Get(context.caller.org_id, team_id, {})) return std::nullopt;
  const Refusals& r = answers_.refusals();
  return answers_.Refuse(team_id == 0 ? r.team_zero : r.team_not_found,
                         TeamNotFound(context.caller.org_id, team_id).value());
}

}  // namespace grafake::server
