#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/api/preference_form.h"
#include "server/api/team_guard.h"
#include "server/domain/preferences.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/preference_rules.h"

namespace grafake::server {

// What dashboards of an org are called.
struct DashboardNames {
  std::function<std::string(std::int64_t org_id, std::int64_t id)> uid_of;         // empty: it is not there
  std::function<std::int64_t(std::int64_t org_id, const std::string& uid)> id_of;  // 0: it is not there
};

// …/preferences of the caller, of his org and of teams.
class PreferencesApi {
 public:
  PreferencesApi(const Answers& answers, const TeamGuard& guard, Preferences& preferences, PreferenceRules rules,
                 DashboardNames dashboards)
      : answers_(answers),
        guard_(guard),
        preferences_(preferences),
        rules_(rules),
        dashboards_(std::move(dashboards)) {}

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
  [[nodiscard]] Response SetHome(const Context& context) const;

  using Write = void (Preferences::*)(const PreferenceOwner&, PreferenceEdit);
  [[nodiscard]] Response Shown(const PreferenceOwner& owner) const;
  // Nobody's preferences are written without an owner.
  [[nodiscard]] Response Written(const Context& context, const std::optional<PreferenceOwner>& owner,
                                 Write write) const;
  // Empty: none, or it is not there.
  [[nodiscard]] std::string UidOfHome(const PreferenceOwner& owner, const PreferenceValues& values) const;
  // The dashboard that the form names, as an id in its edit; the answer to one that is not there.
  [[nodiscard]] std::optional<Response> FindDashboard(const Context& context, PreferenceForm& form) const;

  const Answers& answers_;
  const TeamGuard& guard_;
  Preferences& preferences_;
  PreferenceRules rules_;
  DashboardNames dashboards_;
};

}  // namespace grafake::server
