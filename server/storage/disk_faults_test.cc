// A disk that fails and goes on: what it refused is not there, and all is well again.
#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "server/storage/failing_disk/disk_life.h"
#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

using std::chrono::milliseconds;
using Fault = FailingDisk::Fault;

class DiskFaultsTest : public testing::Test {
 protected:
  DiskFaultsTest() { life.Open(); }
  ~DiskFaultsTest() override {
    life.disk().Mend();
    life.Close();
  }

  Result<std::int64_t> InsertOrg(const std::string& name) { return life.stores().orgs.Insert(name, {}); }

  DiskLife life{1, 2000};
};

class EachFaultTest : public DiskFaultsTest, public testing::WithParamInterface<Fault> {};

// At each step of a write, once and several times on end.
TEST_P(EachFaultTest, WhatItRefusesIsNotThereAndThenAllIsWell) {
  for (std::uint64_t passing = 0; passing < 40; ++passing) {
    SCOPED_TRACE(passing);
    life.disk().Fail(GetParam(), 1 + passing % 3, passing);
    life.Write(1 + passing % DiskLife::kWriters, 12, passing);
    life.disk().Mend();
    EXPECT_EQ(life.problem(), "");
    EXPECT_EQ(life.Check(false), "");
    const std::uint64_t refused = life.refused();
    life.Write(1, 3, passing);
    EXPECT_EQ(life.refused(), refused) << "nothing fails any more";
  }
  EXPECT_GT(life.refused(), 30U);
  life.Close();
  life.Open();
  EXPECT_EQ(life.Check(false), "");
}

INSTANTIATE_TEST_SUITE_P(Writing, EachFaultTest,
                         testing::Values(Fault::kNoSpace, Fault::kWrite, Fault::kTornWrite, Fault::kSync));

TEST_F(DiskFaultsTest, AFullDiskRefusesEachWriteAndIsReadAllTheSame) {
  ASSERT_TRUE(InsertOrg("before"));
  life.disk().Fail(Fault::kNoSpace, 1000);
  for (int i = 0; i < 5; ++i) EXPECT_THROW((void)InsertOrg("refused"), StorageFailure);
  EXPECT_TRUE(life.stores().orgs.FindByName("before"));
  EXPECT_FALSE(life.stores().orgs.FindByName("refused"));
  life.disk().Mend();
  EXPECT_TRUE(InsertOrg("refused")) << "it is not there";
}

// Linux forgets what a failed sync should have written: also what was committed before and waited for no sync, on which
// the log's later parts rest.
TEST(FailedSyncTest, WhatIsAcknowledgedAfterwardsIsNotLostWithPower) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    DiskLife life(seed, 0);
    life.Open();
    const auto insert = [&](const char* name) { return life.stores().orgs.Insert(name, {}).has_value(); };
    ASSERT_TRUE(insert("before"));
    life.stores().users.TouchLastSeen(1, Timestamp(std::chrono::hours(1)), [] {});
    life.disk().Fail(Fault::kSync);
    EXPECT_THROW((void)insert("refused"), StorageFailure);
    ASSERT_TRUE(insert("after"));
    life.disk().LosePower();
    life.Close();
    life.disk().Restart(Remains::kNothing);
    life.Open();
    EXPECT_TRUE(life.stores().orgs.FindByName("before"));
    EXPECT_TRUE(life.stores().orgs.FindByName("after"));
    EXPECT_FALSE(life.stores().orgs.FindByName("refused"));
    life.Close();
  }
}

TEST_F(DiskFaultsTest, WhatCannotBeReadIsRefusedAndReadLater) {
  ASSERT_TRUE(InsertOrg("there"));
  life.Close();
  life.Open();
  life.disk().Fail(Fault::kRead, 1000);
  EXPECT_THROW((void)FindHalves(life.stores().database), StorageFailure);
  EXPECT_GT(life.disk().failures(), 0U);
  life.disk().Mend();
  EXPECT_EQ(FindHalves(life.stores().database), "");
  EXPECT_TRUE(life.stores().orgs.FindByName("there"));
}

TEST_F(DiskFaultsTest, ASlowDiskIsWaitedForAndReadersDoNot) {
  ASSERT_TRUE(InsertOrg("before"));
  constexpr milliseconds kSync{300};
  life.disk().set_sync_takes(kSync);
  std::atomic<bool> answered = false;
  int read = 0;
  const auto begin = std::chrono::steady_clock::now();
  std::jthread writer([&] {
    EXPECT_TRUE(InsertOrg("slow"));
    answered = true;
  });
  for (; !answered; ++read) EXPECT_TRUE(life.stores().orgs.FindByName("before"));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, kSync);
  EXPECT_GT(read, 5);
}

TEST_F(DiskFaultsTest, ThoseWhoWaitForASlowDiskShareItsSyncs) {
  life.disk().set_sync_takes(milliseconds(100));
  const std::uint64_t before = life.disk().syncs();
  {
    constexpr int kWriters = 12;
    std::latch all_are_there(kWriters);
    std::vector<std::jthread> writers;
    for (int i = 0; i < kWriters; ++i) {
      writers.emplace_back([&, i] {
        all_are_there.arrive_and_wait();
        EXPECT_TRUE(InsertOrg("org" + std::to_string(i)));
      });
    }
  }
  EXPECT_LE(life.disk().syncs() - before, 6U);
}

}  // namespace
}  // namespace grafake::server
