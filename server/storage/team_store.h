#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/list_order.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

struct TeamRow {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::string uid;
  std::string name;
  std::string email;
  std::int64_t members = 0;  // service accounts too, users that are hidden from the reader not
};

// What lists of teams can be ordered by. Emails keep their case.
inline constexpr auto kTeamOrders = std::to_array<OrderOption>(
    {{"name", "LOWER(t.name)"}, {"email", "COALESCE(t.email, '')"}, {"memberCount", "members"}});

struct TeamQuery {
  std::int64_t org_id = 0;
  std::string text;                              // part of the name
  std::string name;                              // the whole name
  std::optional<std::vector<std::int64_t>> ids;  // only these; none: all
  std::vector<std::int64_t> picked;              // of these, only those are listed, though all count; empty: all
  std::optional<std::int64_t> of_user;           // only those he is a member of
  bool ignore_case = false;                      // in the order of their names
  ListOrder order;                               // of kTeamOrders
  std::vector<std::string> hidden_logins;        // not counted as members
  std::int64_t offset = 0;
  std::int64_t limit = -1;
};

struct TeamPage {
  std::int64_t total = 0;
  std::vector<TeamRow> rows;  // by name, bytewise, unless another order is asked for
};

// What a member may do with the team: Grafana's numbers.
enum class TeamLevel : std::int64_t { kMember = 0, kAdmin = 4 };

[[nodiscard]] inline std::optional<TeamLevel> TeamLevelOf(std::int64_t number) {
  for (const TeamLevel level : {TeamLevel::kMember, TeamLevel::kAdmin}) {
    if (static_cast<std::int64_t>(level) == number) return level;
  }
  return std::nullopt;
}

struct TeamMemberRow {
  std::string uid;  // of the membership
  std::string team_uid;
  std::int64_t user_id = 0;
  std::string user_uid;
  std::string email;
  std::string name;
  std::string login;
  TeamLevel level = TeamLevel::kMember;
};

// All who shall belong to a team, by email.
struct TeamRoster {
  std::vector<std::string> admins;
  std::vector<std::string> members;
};

// A permission of a team's own, held by a user through his managed role.
struct TeamPermissionRow {
  std::int64_t id = 0;
  std::int64_t user_id = 0;
  std::string login;
  std::string email;
  std::string role_name;
  std::string action;
  std::string uid;          // the user's
  bool is_account = false;  // the user is a service account
};

// What somebody becomes in a team.
struct TeamShare {
  std::optional<std::int64_t> user_id;     // none: no user, and the level says what is wrong with that
  Result<std::optional<TeamLevel>> level;  // none: he leaves it
};

// Teams, their members, and the managed permissions that go with a membership. Thread-safe.
class TeamStore {
 public:
  // `last_admin_stays`: otherwise there is no kLastAdmin. `draw_uid` is of memberships; none: they are given no uid.
  explicit TeamStore(Database& database, bool last_admin_stays = true, std::function<std::string()> draw_uid = {})
      : database_(database), last_admin_stays_(last_admin_stays), draw_uid_(std::move(draw_uid)) {}

  // `creator` becomes its Admin; 0: nobody does. kTaken: the org has a team of that name.
  [[nodiscard]] Result<std::int64_t> Insert(const TeamRow& team, std::int64_t creator, Timestamp now);
  [[nodiscard]] std::optional<TeamRow> Find(std::int64_t org_id, std::int64_t id,
                                            const std::vector<std::string>& hidden_logins);
  [[nodiscard]] std::optional<std::int64_t> FindIdByUid(std::int64_t org_id, const std::string& uid);
  [[nodiscard]] TeamPage List(const TeamQuery& query);
  // An empty name is not written, the email always. kTaken, kNotFound: in no org. A team of another org is not changed.
  [[nodiscard]] Result<Done> Update(std::int64_t org_id, std::int64_t id, const std::string& name,
                                    const std::string& email, Timestamp now);
  // kNotFound.
  [[nodiscard]] Result<Done> Erase(std::int64_t org_id, std::int64_t id);

  [[nodiscard]] std::vector<TeamMemberRow> Members(std::int64_t org_id, std::int64_t id, bool with_accounts);
  [[nodiscard]] std::optional<TeamLevel> LevelOf(std::int64_t org_id, std::int64_t id, std::int64_t user_id);
  [[nodiscard]] bool IsAdminOfAny(std::int64_t org_id, std::int64_t user_id);
  // Adds the member or changes what he may do. kNotFound: no such team; kUserNotFound; kLastAdmin.
  [[nodiscard]] Result<Done> SetMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id, TeamLevel level,
                                       Timestamp now);
  // The same for one who is none. kAlreadyMember; then as SetMember.
  [[nodiscard]] Result<Done> AddMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id, TeamLevel level,
                                       Timestamp now);
  // The same for one who is a member. kNotMember; then the error that `level` is; then as SetMember: Grafana asks in
  // this order.
  [[nodiscard]] Result<Done> ChangeMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id,
                                          const Result<TeamLevel>& level, Timestamp now);
  // kNotFound: no such team; kUserNotFound; kNotMember; kLastAdmin.
  [[nodiscard]] Result<Done> RemoveMember(std::int64_t org_id, std::int64_t id, std::int64_t user_id);

  // All of them or none. kNotFound: no such team; then of each in turn kUserNotFound, and the error that `level` is;
  // then as SetMember and RemoveMember.
  [[nodiscard]] Result<Done> Share(std::int64_t org_id, std::int64_t id, std::span<const TeamShare> shares,
                                   Timestamp now);

  // Whoever is not on it and no service account leaves the team. kUserNotFound: an email is nobody's; kNotFound: no
  // such team.
  [[nodiscard]] Result<Done> SetMembers(std::int64_t org_id, std::int64_t id, const TeamRoster& roster, Timestamp now);

  [[nodiscard]] std::vector<TeamPermissionRow> Permissions(std::int64_t org_id, const std::string& scope);

 private:
  [[nodiscard]] std::string DrawUid() const { return draw_uid_ ? draw_uid_() : std::string(); }

  Database& database_;
  bool last_admin_stays_;
  std::function<std::string()> draw_uid_;
};

}  // namespace grafake::server
