// The header of grafake before GoogleTest's, and no using-directive but grafake's.
#include <gtest/gtest.h>

#include "grafake/testing/server.h"

using namespace grafake;

namespace {

class NamesTest : public testing::TestWithParam<int> {};

TEST_P(NamesTest, ServersHaveOptions) {
  testing::StaticAssertTypeEq<decltype(grafake::testing::ServerOptions::client), ClientOptions>();
  EXPECT_EQ(grafake::testing::ServerOptions{}.feature_toggles.size(), static_cast<std::size_t>(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Once, NamesTest, testing::Values(1));

}  // namespace
