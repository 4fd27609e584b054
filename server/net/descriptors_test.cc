#include "server/net/descriptors.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

TEST(DescriptorsTest, WhatIsFreeIsForConnectionsButASpare) {
  EXPECT_EQ(DescriptorsForConnections(1024, 14), 1024U - 14 - 16);
  EXPECT_EQ(DescriptorsForConnections(65, 14), 35U);
  EXPECT_EQ(DescriptorsForConnections(46, 14), 16U) << "half of little";
  EXPECT_EQ(DescriptorsForConnections(24, 14), 5U);
}

TEST(DescriptorsTest, OneIsAlwaysTried) {
  EXPECT_EQ(DescriptorsForConnections(15, 14), 1U);
  EXPECT_EQ(DescriptorsForConnections(14, 14), 1U);
  EXPECT_EQ(DescriptorsForConnections(10, 14), 1U);
}

}  // namespace
}  // namespace grafake::server
