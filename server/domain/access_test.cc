#include "server/domain/access.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

bool MayOn(const PermissionSet& set, const char* action, const char* target) {
  return set.Covers(action, std::vector<std::string>{target});
}

class AccessTest : public DomainTest {
 protected:
  std::shared_ptr<const PermissionSet> With(const RoleSettings& settings, Role role) {
    return Access(permission_store, release.roles, settings).OfRole(role);
  }
  PrincipalPtr Seen(std::int64_t id) { return identities.Load(id, 1); }
};

TEST_F(AccessTest, EachActionBelongsToARoleAndToThoseAbove) {
  const struct {
    const char* action;
    Role least;
  } cases[] = {
      {"orgs:read", Role::kViewer},
      {"datasources:read", Role::kViewer},
      {"annotations:create", Role::kViewer},
      {"folders:create", Role::kEditor},
      {"alert.rules:create", Role::kEditor},
      {"datasources:explore", Role::kEditor},
      {"apikeys:create", Role::kAdmin},
      {"teams:create", Role::kAdmin},
      {"org.users:write", Role::kAdmin},
      {"orgs.preferences:write", Role::kAdmin},
      {"serviceaccounts:create", Role::kAdmin},
  };
  for (const auto& [action, least] : cases) {
    for (const Role role : {Role::kNone, Role::kViewer, Role::kEditor, Role::kAdmin}) {
      EXPECT_EQ(access.OfRole(role)->Has(action), role >= least) << action << " " << RoleName(role);
    }
    EXPECT_FALSE(access.OfRole(Role::kNone)->Has(action));
  }
}

TEST_F(AccessTest, NoRoleHasNothingAndEachRoleHasAllOfTheOneBelow) {
  EXPECT_TRUE(access.OfRole(Role::kNone)->Actions().empty());
  for (const auto& [less, more] : {std::pair{Role::kViewer, Role::kEditor}, {Role::kEditor, Role::kAdmin}}) {
    const auto below = access.OfRole(less)->Actions();
    const auto above = access.OfRole(more)->Actions();
    EXPECT_TRUE(std::ranges::includes(above, below)) << RoleName(more);
    EXPECT_GT(above.size(), below.size());
  }
}

TEST_F(AccessTest, AScopeSaysOnWhat) {
  const auto editor = access.OfRole(Role::kEditor);
  EXPECT_TRUE(MayOn(*editor, "dashboards:create", "folders:id:0"));
  EXPECT_FALSE(MayOn(*editor, "dashboards:create", "folders:id:1"));
  const auto admin = access.OfRole(Role::kAdmin);
  EXPECT_TRUE(MayOn(*admin, "dashboards:create", "folders:id:1"));
  EXPECT_TRUE(MayOn(*admin, "serviceaccounts:write", "serviceaccounts:id:7"));
  EXPECT_TRUE(MayOn(*admin, "org.users:write", "users:id:7"));
  EXPECT_FALSE(MayOn(*admin, "org.users:write", "global.users:id:7"));
}

TEST_F(AccessTest, TheServersOwnBelongsToTheGrafanaAdminAlone) {
  for (const char* action : {"users:create", "orgs:create", "orgs:delete", "server.stats:read", "settings:read",
                             "users.password:write", "orgs.quotas:write"}) {
    EXPECT_FALSE(access.OfRole(Role::kAdmin)->Has(action)) << action;
    EXPECT_TRUE(access.OfGrafanaAdmin(true)->Has(action)) << action;
  }
  EXPECT_TRUE(MayOn(*access.OfGrafanaAdmin(true), "users:write", "global.users:id:7"));
  EXPECT_FALSE(access.OfGrafanaAdmin(true)->Has("teams:create")) << "in no org";
  EXPECT_TRUE(access.OfGrafanaAdmin(false)->Actions().empty());
}

TEST_F(AccessTest, WithoutTheToggleNobodyHasAccounts) {
  for (const bool on : {true, false}) {
    const auto admin = With({.service_accounts = on}, Role::kAdmin);
    for (const char* what : {"create", "read", "write", "delete"}) {
      EXPECT_EQ(admin->Has("serviceaccounts:" + std::string(what)), on) << what;
    }
  }
}

TEST_F(AccessTest, EditorsCanAdminTeamsWhereThatIsSet) {
  for (const bool on : {true, false}) {
    EXPECT_EQ(With({.editors_can_admin = on}, Role::kEditor)->Has("teams:create"), on);
    EXPECT_FALSE(With({.editors_can_admin = on}, Role::kViewer)->Has("teams:create"));
    EXPECT_TRUE(With({.editors_can_admin = on}, Role::kAdmin)->Has("teams:create"));
  }
}

TEST_F(AccessTest, WithoutAlertingNobodyHasAlerts) {
  const auto is_alert = [](std::string_view action) { return action.starts_with("alert."); };
  for (const Role role : {Role::kViewer, Role::kEditor, Role::kAdmin}) {
    EXPECT_TRUE(std::ranges::any_of(With({.alerting = true}, role)->Actions(), is_alert));
    EXPECT_FALSE(std::ranges::any_of(With({.alerting = false}, role)->Actions(), is_alert));
  }
}

TEST_F(AccessTest, AMemberHasWhatHisRoleHas) {
  const std::int64_t user = NewUser("user", Role::kEditor);
  EXPECT_EQ(Seen(user)->permissions, access.OfRole(Role::kEditor)) << "shared";
  EXPECT_TRUE(Seen(boss)->permissions->Has("users:create"));
  EXPECT_TRUE(Seen(boss)->permissions->Has("teams:create"));
}

TEST_F(AccessTest, WhatIsStoredForAMemberIsAddedInThatOrgAlone) {
  const std::int64_t user = NewUser("user");
  const std::int64_t other = NewOrg("other");
  ASSERT_TRUE(members.Add(other, user, Role::kViewer));
  const std::int64_t team = *teams.Create(1, "team", "", boss);
  const std::string scope = "teams:id:" + std::to_string(team);
  ASSERT_TRUE(teams.SetMember(1, team, user, TeamLevel::kMember));
  EXPECT_TRUE(MayOn(*Seen(user)->permissions, "teams:read", scope.c_str()));
  EXPECT_FALSE(MayOn(*Seen(user)->permissions, "teams:write", scope.c_str()));
  EXPECT_FALSE(MayOn(*Seen(user)->permissions, "teams:read", "teams:id:999"));
  EXPECT_TRUE(Seen(user)->permissions->Has("orgs:read")) << "his role stays";
  EXPECT_FALSE(identities.Load(user, other)->permissions->Has("teams:read"));
  EXPECT_FALSE(access.OfRole(Role::kViewer)->Has("teams:read")) << "nobody else's";
}

}  // namespace
}  // namespace grafake::server
