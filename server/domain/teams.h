#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/releases/team_rules.h"
#include "server/storage/result.h"
#include "server/storage/team_store.h"

namespace grafake::server {

// Teams, by Grafana's rules. Thread-safe; each call is one transaction.
class Teams {
 public:
  // `list_accounts`: service accounts stand among the members.
  Teams(TeamStore& store, Clock clock, bool list_accounts = false, TeamRules rules = {})
      : store_(store), clock_(std::move(clock)), list_accounts_(list_accounts), rules_(rules) {}

  [[nodiscard]] TeamPage Search(const TeamQuery& query);
  [[nodiscard]] std::optional<std::int64_t> FindIdByUid(std::int64_t org_id, const std::string& uid) {
    return store_.FindIdByUid(org_id, uid);
  }
  // kNotFound.
  [[nodiscard]] Result<TeamRow> Get(std::int64_t org_id, std::int64_t id,
                                    const std::vector<std::string>& hidden_logins);

  // `creator` becomes its Admin; 0: nobody does. kTaken.
  [[nodiscard]] Result<std::int64_t> Create(std::int64_t org_id, const std::string& name, const std::string& email,
                                            std::int64_t creator);
  // kTaken, kNotFound. An empty name keeps the name; the email is always written.
  [[nodiscard]] Result<Done> Update(std::int64_t org_id, std::int64_t id, const std::string& name,
                                    const std::string& email);
  // kNotFound.
  [[nodiscard]] Result<Done> Delete(std::int64_t org_id, std::int64_t id);

  [[nodiscard]] std::vector<TeamMemberRow> Members(std::int64_t org_id, std::int64_t id);
  [[nodiscard]] std::optional<TeamLevel> LevelOf(std::int64_t org_id, std::int64_t id, std::int64_t user_id);
  [[nodiscard]] bool IsAdminOfAny(std::int64_t org_id, std::int64_t user_id);
  // Adds a member. kAlreadyMember; kNotFound: no such team; kUserNotFound.
  [[nodiscard]] Result<Done> AddMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id);
  // Gives a member another level, by its number. kNotMember; kInvalid: no such level, by the rules; kLastAdmin.
  [[nodiscard]] Result<Done> ChangeMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id,
                                          std::int64_t level);
  // Adds a member or changes what he may do. kNotFound: no such team; kUserNotFound; kLastAdmin.
  [[nodiscard]] Result<Done> SetMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id, TeamLevel level);
  // See TeamStore::Share.
  [[nodiscard]] Result<Done> Share(std::int64_t org_id, std::int64_t id, std::span<const TeamShare> shares);
  // Whoever is not on it and no service account leaves the team. kUserNotFound: an email is nobody's; kNotFound: no
  // such team.
  [[nodiscard]] Result<Done> SetMembers(std::int64_t org_id, std::int64_t id, const TeamRoster& roster);
  // kNotFound: no such team; kUserNotFound; kNotMember; kLastAdmin.
  [[nodiscard]] Result<Done> RemoveMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id);

  // The permissions that users hold on the team, by user.
  [[nodiscard]] std::vector<TeamPermissionRow> Permissions(std::int64_t org_id, const std::string& scope);

 private:
  [[nodiscard]] Result<TeamLevel> LevelOfNumber(std::int64_t number) const;

  TeamStore& store_;
  Clock clock_;
  bool list_accounts_;
  TeamRules rules_;
};

}  // namespace grafake::server
