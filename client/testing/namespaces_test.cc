// What a test of somebody else writes: both libraries' headers, and a using-directive for each.
#include <gmock/gmock.h>

#include "grafake/service_accounts.h"
#include "grafake/testing/fixture.h"

using namespace grafake;
using namespace testing;

namespace {

class NamespacesTest : public testing::Test {};
class WithAServer : public grafake::testing::ServerTest {};

TEST_F(NamespacesTest, TestingIsGoogleTests) {
  EXPECT_THAT("grafake", testing::StartsWith("graf"));
  EXPECT_THAT("grafake", ::testing::EndsWith("fake"));
}

TEST_F(NamespacesTest, GrafakesIsFoundByItsName) {
  const grafake::testing::Server server(grafake::testing::ServerOptions{.ini = "[users]\nviewers_can_edit = true\n"});
  EXPECT_FALSE(server.url().empty());
}

TEST_F(WithAServer, HasAServer) { EXPECT_TRUE(ServiceAccounts(admin()).Create({.name = "robot"})); }

}  // namespace
