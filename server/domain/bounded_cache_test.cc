#include "server/domain/bounded_cache.h"

#include <gtest/gtest.h>

#include <string>

namespace grafake::server {
namespace {

using Cache = BoundedCache<int, std::string>;

TEST(BoundedCacheTest, KeepsSoManyAndNoMore) {
  Cache cache(3);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(cache.Keep(i, std::to_string(i)));
  EXPECT_EQ(cache.Keep(3, "3"), "0");
  EXPECT_EQ(cache.size(), 3U);
  EXPECT_EQ(cache.Find(0), nullptr);
  EXPECT_EQ(*cache.Find(3), "3");
}

TEST(BoundedCacheTest, WhatIsAskedForOutlivesAFloodOfOthers) {
  Cache cache(4);
  cache.Keep(-1, "used");
  for (int i = 0; i < 1000; ++i) {
    ASSERT_NE(cache.Find(-1), nullptr) << i;
    cache.Keep(i, "once");
  }
  EXPECT_EQ(cache.size(), 4U);
}

TEST(BoundedCacheTest, AllAskedForStillMakeRoom) {
  Cache cache(2);
  cache.Keep(1, "a");
  cache.Keep(2, "b");
  (void)cache.Find(1);
  (void)cache.Find(2);
  EXPECT_EQ(cache.Keep(3, "c"), "a");
  EXPECT_EQ(cache.size(), 2U);
}

TEST(BoundedCacheTest, ReplacingTakesNoPlace) {
  Cache cache(2);
  cache.Keep(1, "a");
  cache.Keep(2, "b");
  EXPECT_FALSE(cache.Keep(1, "c"));
  EXPECT_EQ(*cache.Find(1), "c");
  EXPECT_EQ(*cache.Find(2), "b");
}

TEST(BoundedCacheTest, ErasesOneManyAndAll) {
  Cache cache(10);
  for (int i = 0; i < 10; ++i) cache.Keep(i, std::to_string(i));
  cache.Erase(0);
  cache.Erase(77);
  cache.EraseIf([](int key, const std::string& value) { return key % 2 == 0 && !value.empty(); });
  EXPECT_EQ(cache.size(), 5U);
  EXPECT_EQ(cache.Find(4), nullptr);
  EXPECT_EQ(*cache.Find(5), "5");
  cache.Clear();
  EXPECT_EQ(cache.size(), 0U);
  cache.Keep(1, "again");
  EXPECT_EQ(*cache.Find(1), "again");
}

TEST(BoundedCacheTest, TheUsualLimitHolds) {
  BoundedCache<int, int> cache;
  for (int i = 0; i < 4 * static_cast<int>(kMostRemembered); ++i) cache.Keep(i, i);
  EXPECT_EQ(cache.size(), kMostRemembered);
}

}  // namespace
}  // namespace grafake::server
