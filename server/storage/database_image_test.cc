#include "server/storage/database_image.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/org_store.h"

namespace grafake::server {
namespace {

TEST(DatabaseImage, ACopyHasTheTablesAndCountsFromOne) {
  const DatabaseImage image;
  Database copy("", {}, &image);
  OrgStore orgs(copy);
  EXPECT_EQ(orgs.Insert("one", Timestamp()).value(), 1);
  EXPECT_TRUE(copy.Healthy());
}

TEST(DatabaseImage, CopiesDoNotMeet) {
  const DatabaseImage image;
  Database first("", {}, &image);
  OrgStore of_first(first);
  EXPECT_EQ(of_first.Insert("one", Timestamp()).value(), 1);
  Database second("", {}, &image);
  OrgStore of_second(second);
  EXPECT_FALSE(of_second.FindByName("one"));
  EXPECT_EQ(of_second.Insert("other", Timestamp()).value(), 1);
  EXPECT_FALSE(of_first.FindByName("other"));
}

TEST(DatabaseImage, ManyThreadsCopyAtTheSameTime) {
  const DatabaseImage image;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&image] {
      for (int n = 0; n < 10; ++n) {
        Database copy("", {}, &image);
        EXPECT_EQ(OrgStore(copy).Insert("one", Timestamp()).value(), 1);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace grafake::server
