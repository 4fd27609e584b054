#include "server/domain/anonymous_sign_in.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

class AnonymousSignInTest : public DomainTest {
 protected:
  Principal::Kind Kind() { return sign_in.Identity()->kind; }

  AnonymousSignIn sign_in{orgs, access, {.enabled = true, .org_name = "open", .role = Role::kEditor}};
};

TEST_F(AnonymousSignInTest, IsOffUnlessItIsOn) {
  AnonymousSignIn off(orgs, access, {});
  EXPECT_EQ(off.Identity()->kind, Principal::Kind::kNobody);
  EXPECT_EQ(off.Identity()->org_id, 0);
  EXPECT_TRUE(off.Identity()->permissions->Actions().empty());
}

TEST_F(AnonymousSignInTest, IsAMemberOfTheNamedOrgWithTheNamedRole) {
  const std::int64_t open = *orgs.Create("open", boss);
  const auto caller = sign_in.Identity();
  EXPECT_EQ(caller->kind, Principal::Kind::kAnonymous);
  EXPECT_EQ(caller->org_id, open);
  EXPECT_EQ(caller->org_name, "open");
  EXPECT_EQ(caller->role, Role::kEditor);
  EXPECT_EQ(caller->permissions->Actions(), access.OfRole(Role::kEditor)->Actions());
  EXPECT_FALSE(caller->SignedIn());
  EXPECT_FALSE(caller->HasUser());
  EXPECT_EQ(sign_in.Identity(), caller) << "made once";
}

TEST_F(AnonymousSignInTest, FollowsTheOrgAsItComesAndGoes) {
  EXPECT_EQ(Kind(), Principal::Kind::kNobody);
  const std::int64_t first = *orgs.Create("open", boss);
  EXPECT_EQ(Kind(), Principal::Kind::kAnonymous);
  ASSERT_TRUE(orgs.Rename(first, "closed"));
  EXPECT_EQ(Kind(), Principal::Kind::kNobody);
  const std::int64_t second = *orgs.Create("open", boss);
  EXPECT_EQ(sign_in.Identity()->org_id, second);
  ASSERT_TRUE(orgs.Delete(second));
  EXPECT_EQ(Kind(), Principal::Kind::kNobody);
}

}  // namespace
}  // namespace grafake::server
