#include "grafake/testing/fixture.h"

#include "grafake/current_user.h"
#include "grafake/service_accounts.h"

namespace grafake::for_tests {
namespace {

class FixtureTest : public ServerTest {
 protected:
  FixtureTest() : ServerTest({.admin_user = "root"}) {}

  // Each test makes the same account, which one server would refuse the second time.
  void MakeRobot() const { EXPECT_TRUE(ServiceAccounts(admin()).Create({.name = "robot"})); }
};

TEST_F(FixtureTest, TakesOptions) {
  const auto me = CurrentUser(server().admin()).Get();
  ASSERT_TRUE(me);
  EXPECT_EQ(me->login, "root");
}

TEST_F(FixtureTest, GivesEachTestAServer) { MakeRobot(); }

TEST_F(FixtureTest, OfItsOwn) { MakeRobot(); }

}  // namespace
}  // namespace grafake::for_tests
