#include "server/domain/kept_permissions.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

using std::chrono::seconds;

class KeptPermissionsTest : public testing::Test {
 protected:
  static PermissionsPtr Holding(const char* action) {
    PermissionSet set;
    set.Add({action, ""});
    return std::make_shared<const PermissionSet>(std::move(set));
  }
  static PrincipalPtr Caller(PermissionsPtr permissions) {
    return std::make_shared<const Principal>(
        Principal{.kind = Principal::Kind::kUser, .user_id = 7, .org_id = 1, .permissions = std::move(permissions)});
  }

  Instant now = Instant(seconds(1'660'000'000));
  KeptPermissions kept{[this] { return now; }, seconds(10)};
  PermissionsPtr old = Holding("old");
  PermissionsPtr fresh = Holding("fresh");
};

TEST_F(KeptPermissionsTest, WhatOneWasFoundToHoldHoldsUntilItIsTooOld) {
  EXPECT_EQ(kept.Ask(7, 1, {}, old), old);
  now += seconds(9);
  EXPECT_EQ(kept.Ask(7, 1, {}, fresh), old);
  EXPECT_EQ(kept.WithKept(Caller(fresh))->permissions, old);
  now += seconds(1);
  EXPECT_EQ(kept.WithKept(Caller(fresh))->permissions, fresh) << "asking does not prolong it";
  EXPECT_EQ(kept.Ask(7, 1, {}, fresh), fresh);
}

TEST_F(KeptPermissionsTest, AnotherRoleIsLookedUpAgainWhereRolesCountAtOnce) {
  const KeptPermissions::Roles viewer{.role = Role::kViewer};
  const KeptPermissions::Roles admin{.role = Role::kAdmin};
  KeptPermissions apart([this] { return now; }, seconds(10), true);
  (void)apart.Ask(7, 1, viewer, old);
  (void)kept.Ask(7, 1, viewer, old);
  EXPECT_EQ(apart.Ask(7, 1, viewer, fresh), old);
  EXPECT_EQ(apart.Ask(7, 1, admin, fresh), fresh);
  EXPECT_EQ(kept.Ask(7, 1, admin, fresh), old);
}

TEST_F(KeptPermissionsTest, WhatACallerComesWithIsKept) {
  const PrincipalPtr caller = Caller(old);
  EXPECT_EQ(kept.WithKept(caller), caller);
  EXPECT_EQ(kept.WithKept(Caller(fresh))->permissions, old);
  EXPECT_EQ(kept.Ask(7, 1, {}, fresh), old);
}

TEST_F(KeptPermissionsTest, EachUserInEachOrgHasHisOwn) {
  (void)kept.Ask(7, 1, {}, old);
  EXPECT_EQ(kept.Ask(7, 2, {}, fresh), fresh);
  EXPECT_EQ(kept.Ask(8, 1, {}, fresh), fresh);
  EXPECT_EQ(kept.Ask(0, 1, {}, old), old) << "who is no user";
  EXPECT_EQ(kept.Ask(0, 1, {}, fresh), fresh);
}

TEST_F(KeptPermissionsTest, WhatIsForgottenIsLookedUpAgain) {
  (void)kept.Ask(7, 1, {}, old);
  kept.Forget(7, 1);
  EXPECT_EQ(kept.Ask(7, 1, {}, fresh), fresh);
}

TEST_F(KeptPermissionsTest, WithoutALifetimeNothingIsKept) {
  KeptPermissions none([this] { return now; }, seconds(0));
  (void)none.Ask(7, 1, {}, old);
  EXPECT_EQ(none.Ask(7, 1, {}, fresh), fresh);
  const PrincipalPtr caller = Caller(fresh);
  EXPECT_EQ(none.WithKept(caller), caller);
}

}  // namespace
}  // namespace grafake::server
