// A test of a program's own code against the reference server. Each test has a server of its own.
#include <grafake/current_org.h>
#include <grafake/service_accounts.h>
#include <grafake/testing/fixture.h>
#include <grafake/tokens.h>

namespace {

using namespace grafake;

// What is tested: gives the robot of this name a token, and makes the robot where there is none.
Result<Secret> TokenFor(const Client& admin, const std::string& name) {
  const ServiceAccounts accounts(admin);
  const auto found = accounts.FindByName(name);
  if (!found) return tl::unexpected(found.error());
  const auto robot = *found ? Result<ServiceAccount>(**found) : accounts.Create({.name = name, .role = "Viewer"});
  if (!robot) return tl::unexpected(robot.error());
  return Tokens(admin).CreateTokenOnce(robot->id, {.name = name}).map([](const CreatedToken& token) {
    return token.secret;
  });
}

class RobotTest : public grafake::testing::ServerTest {};

TEST_F(RobotTest, TheTokenWorks) {
  const auto token = TokenFor(admin(), "robot");
  ASSERT_TRUE(token) << token.error().ToString();
  EXPECT_TRUE(CurrentOrg(server().As(AccessToken{*token})).Get());
}

TEST_F(RobotTest, ASecondTokenOfTheNameIsRefused) {
  ASSERT_TRUE(TokenFor(admin(), "robot"));
  const auto second = TokenFor(admin(), "robot");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::kRefused);
}

class WithoutServiceAccounts : public grafake::testing::ServerTest {
 protected:
  WithoutServiceAccounts() : ServerTest({.feature_toggles = {}}) {}
};

TEST_F(WithoutServiceAccounts, TheRefusalIsHandedOn) {
  const auto token = TokenFor(admin(), "robot");
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().status, 404);
}

}  // namespace
