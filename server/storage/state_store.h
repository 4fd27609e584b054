#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

struct OrgState {
  std::int64_t id = 0;
  std::string name;
  Timestamp created;
};

// Of a user or service account.
struct PersonState {
  std::int64_t id = 0;
  std::string uid;  // empty: none of its own
  std::string login;
  std::string email;
  std::string name;
  std::string password_hash;
  std::string salt;
  bool is_admin = false;
  bool is_disabled = false;
  bool is_account = false;
  Timestamp created;
  Timestamp last_seen;
  std::vector<std::pair<std::string, std::string>> orgs;  // name and role; the current one first
  std::string theme;
};

struct TeamState {
  std::int64_t id = 0;
  std::string uid;
  std::string name;
  std::string email;
  std::string org;
  Timestamp created;
  std::vector<std::pair<std::string, std::int64_t>> members;  // logins of users, and what each may: Grafana's number
};

struct KeyState {
  std::int64_t id = 0;
  std::string name;
  std::string hash;
  std::string org;
  std::string role;
  std::int64_t account_id = 0;  // 0: none
  Timestamp created;
  std::optional<std::int64_t> expires;  // Unix seconds
  std::optional<Timestamp> last_used;
};

// The tables as a whole: for telling what they hold, and for making them hold what was told. Each list is by id.
// Thread-safe.
class StateStore {
 public:
  explicit StateStore(Database& database) : database_(database) {}

  [[nodiscard]] std::vector<OrgState> Orgs();
  [[nodiscard]] std::vector<PersonState> People();
  [[nodiscard]] std::vector<TeamState> Teams();
  [[nodiscard]] std::vector<KeyState> Keys();

  // Forgets orgs, people, teams, tokens and whatever belongs to them; ids begin anew.
  void Clear();
  // The next row of that table gets this id, unless one has it or a higher one.
  enum class Table { kOrgs, kPeople, kTeams, kKeys };
  void GiveNextId(Table table, std::int64_t id);
  void LeaveOrgs(std::int64_t user_id);
  void SetTheme(std::int64_t user_id, const std::string& theme);
  void SetLastSeen(std::int64_t user_id, Timestamp time);
  // Its email is its login, as Grafana has it. kTaken: another one has that.
  [[nodiscard]] Result<Done> SetAccount(const PersonState& account);
  void SetTeam(std::int64_t id, const std::string& uid, Timestamp created);

 private:
  Database& database_;
};

}  // namespace grafake::server
