#pragma once

#include "server/api/team_guard.h"
#include "server/domain/preferences.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/preference_rules.h"

namespace grafake::server {

// …/preferences of the caller, of his org and of teams.
class PreferencesApi {
 public:
  PreferencesApi(const Answers& answers, const TeamGuard& guard, Preferences& preferences, PreferenceRules rules)
      : answers_(answers), guard_(guard), preferences_(preferences), rules_(rules) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response GetOfUser(const Context& context) const;
  [[nodiscard]] Response PutOfUser(const Context& context) const;
  [[nodiscard]] Response PatchOfUser(const Context& context) const;
  [[nodiscard]] Response GetOfOrg(const Context& context) const;
  [[nodiscard]] Response PutOfOrg(const Context& context) const;
  [[nodiscard]] Response PatchOfOrg(const Context& context) const;
  [[nodiscard]] Response GetOfTeam(const Context& context) const;
  [[nodiscard]] Response PutOfTeam(const Context& context) const;

  using Write = void (Preferences::*)(const PreferenceOwner&, PreferenceEdit);
  [[nodiscard]] Response Shown(const PreferenceOwner& owner) const;
  // Nobody's preferences are written without an owner.
  [[nodiscard]] Response Written(const Context& context, const std::optional<PreferenceOwner>& owner,
                                 Write write) const;

  const Answers& answers_;
  const TeamGuard& guard_;
  Preferences& preferences_;
  PreferenceRules rules_;
};

}  // namespace grafake::server
