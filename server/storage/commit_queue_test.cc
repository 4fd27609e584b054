#include "server/storage/commit_queue.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "server/storage/database.h"
#include "server/storage/org_store.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

class CommitQueueTest : public testing::TestWithParam<bool> {
 protected:
  CommitQueueTest() { std::filesystem::create_directories(directory); }
  ~CommitQueueTest() override { std::filesystem::remove_all(directory); }

  std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("grafake-commit-" + std::to_string(getpid()));
  Database database{GetParam() ? directory / "grafana.db" : std::filesystem::path()};
};

INSTANTIATE_TEST_SUITE_P(MemoryAndFile, CommitQueueTest, testing::Bool(),
                         [](const auto& test) { return test.param ? "File" : "Memory"; });

TEST_P(CommitQueueTest, EveryAcknowledgedWriteIsThereAndRefusedOnesAreNot) {
  constexpr int kThreads = 8;
  constexpr int kEach = 30;
  const auto write = [&](int user, int dashboard) {
    return database.Write([&](sql::Session& session) -> Result<Done> {
      sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (?, ?)", user, dashboard);
      if (dashboard % 3 == 0) return Fail(ErrorCode::kInvalid);
      return Done();
    });
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) EXPECT_EQ(write(t, i).has_value(), i % 3 != 0);
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto kept = database.Read([](sql::Session& session) {
    return sql::Select<std::int64_t, std::int64_t>(session, "SELECT COUNT(*), SUM(dashboard_id % 3 = 0) FROM star");
  });
  EXPECT_EQ(kept.front(), std::make_tuple(kThreads * kEach * 2 / 3, 0));
}

TEST_P(CommitQueueTest, ThrownWorkAmongOthersIsUndoneAlone) {
  constexpr int kEach = 30;
  const auto write = [&](int user, int dashboard) {
    (void)database.Write([&](sql::Session& session) -> Result<Done> {
      sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (?, ?)", user, dashboard);
      if (user == 0) throw std::runtime_error("broken");
      return Done();
    });
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        if (t == 0) {
          EXPECT_THROW(write(t, i), std::runtime_error);
        } else {
          EXPECT_NO_THROW(write(t, i));
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto kept = database.Read([](sql::Session& session) {
    return sql::Select<std::int64_t, std::int64_t>(session, "SELECT COUNT(*), MIN(user_id) FROM star");
  });
  EXPECT_EQ(kept.front(), std::make_tuple(3 * kEach, 1));
}

TEST_P(CommitQueueTest, ThrownWorkIsUndoneAndThrown) {
  const auto broken = [](sql::Session& session) -> Result<Done> {
    sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (1, 1)");
    throw std::runtime_error("broken");
  };
  EXPECT_THROW((void)database.Write(broken), std::runtime_error);
  const auto stars = database.Read(
      [](sql::Session& session) { return sql::SelectOne<std::int64_t>(session, "SELECT COUNT(*) FROM star"); });
  EXPECT_EQ(stars, 0);
}

TEST_P(CommitQueueTest, WhatNeedNotBeOnDiskIsSeenAtOnceAndKept) {
  const auto add = [](sql::Session& session) -> Result<Done> {
    sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) SELECT 1, COUNT(*) FROM star");
    return Done();
  };
  const auto stars = [this] {
    return database.Read(
        [](sql::Session& session) { return sql::SelectOne<std::int64_t>(session, "SELECT COUNT(*) FROM star"); });
  };
  for (const auto until :
       {CommitQueue::Until::kCommitted, CommitQueue::Until::kOnDisk, CommitQueue::Until::kCommitted}) {
    const std::int64_t before = *stars();
    ASSERT_TRUE(database.Write(add, until));
    EXPECT_EQ(stars(), before + 1);
  }
}

TEST_P(CommitQueueTest, WhatIsPreparedIsThere) {
  EXPECT_TRUE(database.Prepare([this] { return OrgStore(database).Insert("first", Timestamp()); }));
  EXPECT_TRUE(OrgStore(database).FindByName("first"));
}

TEST_P(CommitQueueTest, OneOfManySimultaneousTwinsIsKept) {
  OrgStore orgs(database);
  std::atomic<int> made = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] { made += orgs.Insert("twin", Timestamp()).has_value() ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 1);
}

TEST(DatabaseTest, AFileBelongsToOneProcess) {
  const auto directory = std::filesystem::temp_directory_path() / ("grafake-lock-" + std::to_string(getpid()));
  {
    const Database first(directory / "grafana.db");
    EXPECT_THROW(Database(directory / "grafana.db"), DatabaseError);
  }
  EXPECT_NO_THROW(Database(directory / "grafana.db"));
  std::filesystem::remove_all(directory);
}

TEST(DatabaseTest, AFileThatIsNoDatabaseIsRefusedWithItsName) {
  const auto directory = std::filesystem::temp_directory_path() / ("grafake-nodb-" + std::to_string(getpid()));
  std::filesystem::create_directories(directory);
  std::FILE* file = std::fopen((directory / "grafana.db").c_str(), "w");
  std::fputs("This is text and certainly no database, however long one looks at it.", file);
  std::fclose(file);
  try {
    const Database database(directory / "grafana.db");
    FAIL() << "was opened";
  } catch (const DatabaseError& e) {
    EXPECT_NE(std::string(e.what()).find("grafana.db"), std::string::npos);
  }
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace grafake::server
