#include "server/domain/teams.h"

#include "server/domain/digest.h"
#include "server/domain/short_uid.h"
#include "server/storage/not_found.h"

namespace grafake::server {

Result<TeamLevel> Teams::LevelOfNumber(std::int64_t number) const {
  if (const auto level = TeamLevelOf(number)) return *level;
  if (rules_.any_level_is_one) return TeamLevel::kMember;
  return Fail(ErrorCode::kInvalid, "invalid permission",
              InputUnfit{InputUnfit::Where::kMember, "permission", std::to_string(number), "0 or 4"});
}

TeamPage Teams::Search(const TeamQuery& query) { return store_.List(query); }

Result<TeamRow> Teams::Get(std::int64_t org_id, std::int64_t id, const std::vector<std::string>& hidden_logins) {
  auto team = store_.Find(org_id, id, hidden_logins);
  if (!team) return TeamNotFound(org_id, id);
  return *std::move(team);
}

Result<std::int64_t> Teams::Create(std::int64_t org_id, const std::string& name, const std::string& email,
                                   std::int64_t creator) {
  const Instant now = clock_();
  const std::string uid = rules_.short_uids ? DrawShortUid(now) : RandomUid();
  return store_.Insert({.org_id = org_id, .uid = uid, .name = name, .email = email}, creator, ToTimestamp(now));
}

Result<Done> Teams::Update(std::int64_t org_id, std::int64_t id, const std::string& name, const std::string& email) {
  return store_.Update(org_id, id, name, email, ToTimestamp(clock_()));
}

Result<Done> Teams::Delete(std::int64_t org_id, std::int64_t id) { return store_.Erase(org_id, id); }

std::vector<TeamMemberRow> Teams::Members(std::int64_t org_id, std::int64_t id) {
  return store_.Members(org_id, id, list_accounts_);
}

std::optional<TeamLevel> Teams::LevelOf(std::int64_t org_id, std::int64_t id, std::int64_t user_id) {
  return store_.LevelOf(org_id, id, user_id);
}

bool Teams::IsAdminOfAny(std::int64_t org_id, std::int64_t user_id) { return store_.IsAdminOfAny(org_id, user_id); }

Result<Done> Teams::AddMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id) {
  return store_.AddMember(org_id, id, user_id, TeamLevel::kMember, ToTimestamp(clock_()));
}

Result<Done> Teams::ChangeMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id, std::int64_t level) {
  return store_.ChangeMember(org_id, id, user_id, LevelOfNumber(level), ToTimestamp(clock_()));
}

Result<Done> Teams::SetMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id, TeamLevel level) {
  return store_.SetMember(org_id, id, user_id, level, ToTimestamp(clock_()));
}

Result<Done> Teams::Share(std::int64_t org_id, std::int64_t id, std::span<const TeamShare> shares) {
  return store_.Share(org_id, id, shares, ToTimestamp(clock_()));
}

Result<Done> Teams::SetMembers(std::int64_t org_id, std::int64_t id, const TeamRoster& roster) {
  return store_.SetMembers(org_id, id, roster, ToTimestamp(clock_()));
}

Result<Done> Teams::RemoveMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id) {
  return store_.RemoveMember(org_id, id, user_id);
}

std::vector<TeamPermissionRow> Teams::Permissions(std::int64_t org_id, const std::string& scope) {
  return store_.Permissions(org_id, scope);
}

}  // namespace grafake::server
