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
#include "server/storage/sql/sqlite_session.h"
#include "server/storage/storage_failure.h"

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
    return database.Write([&](sql::Session& session) -> Result<Written<Done>> {
      sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (?, ?)", user, dashboard);
      if (dashboard % 3 == 0) return Fail(ErrorCode::kInvalid);
      return Written(Done(), NothingKept());
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
    (void)database.Write([&](sql::Session& session) -> Result<Written<Done>> {
      sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (?, ?)", user, dashboard);
      if (user == 0) throw std::runtime_error("broken");
      return Written(Done(), NothingKept());
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
  const auto broken = [](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (1, 1)");
    throw std::runtime_error("broken");
  };
  EXPECT_THROW((void)database.Write(broken), std::runtime_error);
  const auto stars = database.Read(
      [](sql::Session& session) { return sql::SelectOne<std::int64_t>(session, "SELECT COUNT(*) FROM star"); });
  EXPECT_EQ(stars, 0);
}

TEST_P(CommitQueueTest, WhatNeedNotBeOnDiskIsSeenAtOnceAndKept) {
  const auto add = [](sql::Session& session) -> Result<Written<Done>> {
    sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) SELECT 1, COUNT(*) FROM star");
    return Written(Done(), NothingKept());
  };
  const auto stars = [this] {
    return database.Read(
        [](sql::Session& session) { return sql::SelectOne<std::int64_t>(session, "SELECT COUNT(*) FROM star"); });
  };
  for (const auto until :
       {CommitQueue::Until::kCommitted, CommitQueue::Until::kOnDisk, CommitQueue::Until::kCommitted}) {
    const std::int64_t before = *stars();
    ASSERT_TRUE(database.Write(add, {.until = until}));
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

// Nothing but their number sends them away: each would wait for longer than the test.
TEST(CommitQueueLockTest, AFewWaitForAnotherProgramsLockAndTheOthersAreRefused) {
  constexpr int kThreads = 12;
  constexpr int kStaying = 4;
  const auto file =
      std::filesystem::temp_directory_path() / ("grafake-lock-" + std::to_string(getpid())) / "grafana.db";
  Database database(file);
  sql::SqliteSession other(file.string());
  sql::Execute(other, "BEGIN IMMEDIATE");
  std::atomic<int> refused = 0;
  std::atomic<int> done = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      try {
        (void)database.Write(
            [i](sql::Session& session) -> Result<Written<Done>> {
              sql::Execute(session, "INSERT INTO star (user_id, dashboard_id) VALUES (1, ?)", i);
              return Written(Done(), NothingKept());
            },
            {.patience = std::chrono::minutes(1)});
        ++done;
      } catch (const StorageFailure&) {
        ++refused;
      }
    });
  }
  while (refused < kThreads - kStaying && done == 0) std::this_thread::yield();
  EXPECT_EQ(done, 0);
  sql::Execute(other, "ROLLBACK");
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done + refused, kThreads);
  EXPECT_GE(done, 1);
  std::filesystem::remove_all(file.parent_path());
}

// The queue by itself, on a database in memory.
class CommitQueueRuleTest : public testing::Test {
 protected:
  static constexpr std::chrono::seconds kLongWait{20};

  // Adds a star; the first work of a test may wait within it until others have come.
  bool AddStar(sql::Session& session, std::size_t others) {
    const auto end = std::chrono::steady_clock::now() + kLongWait;
    while (queue.waiting() < others && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    return sql::Execute(session, "INSERT INTO star DEFAULT VALUES") == 1;
  }
  std::thread Writer(std::size_t awaits_others = 0) {
    return std::thread([this, awaits_others] {
      queue.Run([=, this](sql::Session& session) { return AddStar(session, awaits_others); }, {});
    });
  }
  std::int64_t Stars() {
    const SessionPool::Lease lease(sessions);
    return *sql::SelectOne<std::int64_t>(lease.session(), "SELECT COUNT(*) FROM star");
  }

  SessionPool sessions{1, [] {
                         auto session = std::make_unique<sql::SqliteSession>(":memory:");
                         session->RunOnce("CREATE TABLE star (id INTEGER PRIMARY KEY)");
                         return session;
                       }};
  CommitQueue queue{sessions};
};

TEST_F(CommitQueueRuleTest, WritesThatComeMeanwhileShareACommit) {
  std::atomic<bool> begun = false;
  std::thread first([&] {
    queue.Run(
        [&](sql::Session& session) {
          begun = true;
          return AddStar(session, 0) && AddStar(session, 3);
        },
        {});
  });
  while (!begun) std::this_thread::yield();
  std::vector<std::thread> others;
  for (int i = 0; i < 3; ++i) others.push_back(Writer());
  first.join();
  for (std::thread& other : others) other.join();
  EXPECT_EQ(Stars(), 5);
  EXPECT_LE(queue.commits(), 2U) << "three writers that waited are one commit, or joined the first one's";
}

TEST_F(CommitQueueRuleTest, OneWriterAloneCommitsEachWorkOnce) {
  for (int i = 0; i < 5; ++i) Writer().join();
  EXPECT_EQ(Stars(), 5);
  EXPECT_EQ(queue.commits(), 5U);
}

TEST_F(CommitQueueRuleTest, AWorkAsideIsDoneAtOnceWhenNobodyWrites) {
  queue.RunAside([this](sql::Session& session) { return AddStar(session, 0); },
                 [](const std::exception_ptr&) { FAIL() << "lost"; });
  EXPECT_EQ(Stars(), 1);
}

TEST_F(CommitQueueRuleTest, AWorkAsideDoesNotWaitForWhoWrites) {
  queue.Run(
      [this](sql::Session& session) {
        // The thread that leads comes back from here at once, although the queue is its own.
        if (queue.commits() == 0 && queue.waiting() == 0)
          queue.RunAside([](sql::Session& s) { return sql::Execute(s, "INSERT INTO star DEFAULT VALUES") == 1; },
                         [](const std::exception_ptr&) { FAIL() << "lost"; });
        return AddStar(session, 0);
      },
      {});
  EXPECT_EQ(Stars(), 2);
}

TEST_F(CommitQueueRuleTest, ABrokenWorkAsideIsToldAndHarmsNobody) {
  std::atomic<int> lost = 0;
  queue.RunAside([](sql::Session& session) { return sql::Execute(session, "INSERT INTO nowhere VALUES (1)") == 1; },
                 [&](const std::exception_ptr&) { ++lost; });
  Writer().join();
  EXPECT_EQ(lost, 1);
  EXPECT_EQ(Stars(), 1);
}

}  // namespace
}  // namespace grafake::server
