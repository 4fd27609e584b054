#pragma once

#include "server/api/avatars.h"
#include "server/api/hidden_users.h"
#include "server/api/team_guard.h"
#include "server/domain/teams.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/team_rules.h"

namespace grafake::server {

struct TeamsSettings {
  bool editors_can_admin = false;  // [users] editors_can_admin
  bool users_alone = false;        // nobody else is told of teams of his own
  bool sorted = false;             // searches come in the order that is asked for
  TeamRules rules;
};

// /api/teams, and the teams of a user.
class TeamsApi {
 public:
  TeamsApi(const Answers& answers, const Avatars& avatars, const HiddenUsers& hidden, const TeamGuard& guard,
           Teams& teams, TeamsSettings settings)
      : answers_(answers), avatars_(avatars), hidden_(hidden), guard_(guard), teams_(teams), settings_(settings) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Search(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  [[nodiscard]] Response ListOfCaller(const Context& context) const;
  [[nodiscard]] Response ListOfUser(const Context& context) const;

  [[nodiscard]] Response ListOf(std::int64_t user_id, const Context& context) const;
  // What the caller may see of the teams of his org.
  [[nodiscard]] TeamQuery Visible(const Context& context) const;
  [[nodiscard]] std::vector<std::string> HiddenFrom(const Principal& caller) const;
  void AddTeam(JsonWriter& json, const TeamRow& team, const Context& context, TeamLevel level) const;

  const Answers& answers_;
  const Avatars& avatars_;
  const HiddenUsers& hidden_;
  const TeamGuard& guard_;
  Teams& teams_;
  TeamsSettings settings_;
};

}  // namespace grafake::server
