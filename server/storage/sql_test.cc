#include "server/storage/sql.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {
namespace {

class SqlTest : public testing::Test {
 protected:
  SqlTest() { session.RunOnce("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE, note INTEGER)"); }

  std::size_t Insert(const std::string& name, std::optional<std::int64_t> note = std::nullopt) {
    return sql::Execute(session, "INSERT INTO item (name, note) VALUES (?, ?)", name, note);
  }

  sql::SqliteSession session{":memory:"};
};

TEST_F(SqlTest, TextKeepsEveryByteAndEmptyIsNotNull) {
  const std::string name("a\0\xff", 3);
  Insert(name);
  Insert("");
  EXPECT_EQ(sql::SelectOne<std::string>(session, "SELECT name FROM item WHERE name = ?", name), name);
  EXPECT_EQ(sql::SelectOne<std::int64_t>(session, "SELECT COUNT(*) FROM item WHERE name IS NOT NULL"), 2);
  EXPECT_EQ(sql::SelectOne<std::string>(session, "SELECT name FROM item WHERE name = ?", std::string_view()), "");
}

TEST_F(SqlTest, NullIsNothingAndDoesNotStay) {
  Insert("none");
  Insert("one", 1);
  const std::string query = "SELECT note FROM item WHERE name = ?";
  using Note = std::optional<std::int64_t>;
  EXPECT_EQ(std::get<0>(sql::Select<Note>(session, query, "none").at(0)), Note());
  EXPECT_EQ(std::get<0>(sql::Select<Note>(session, query, "one").at(0)), Note(1));
}

TEST_F(SqlTest, ChangedRowsAreTold) {
  EXPECT_EQ(Insert("a"), 1U);
  EXPECT_EQ(Insert("b"), 1U);
  EXPECT_EQ(sql::Execute(session, "UPDATE item SET note = 1"), 2U);
  EXPECT_EQ(sql::Execute(session, "DELETE FROM item WHERE id = 9"), 0U);
  EXPECT_EQ(session.all_changed_rows(), 4);
}

TEST_F(SqlTest, ARefusedStatementCanBeUsedAgain) {
  Insert("a");
  EXPECT_THROW(Insert("a"), sql::SqlError);
  EXPECT_EQ(Insert("b"), 1U);
  EXPECT_THROW(sql::Execute(session, "SELECT nonsense FROM nowhere"), sql::SqlError);
}

TEST_F(SqlTest, AQueryHoldsNoLockAfterItsRows) {
  Insert("a");
  (void)sql::SelectOne<std::int64_t>(session, "SELECT id FROM item");
  EXPECT_NO_THROW(session.RunOnce("DROP TABLE item"));
}

TEST_F(SqlTest, AnInsertTellsTheIdOfItsRow) {
  const std::string insert = "INSERT INTO item (name) VALUES (?)";
  EXPECT_EQ(sql::Insert(session, insert, "a"), 1);
  EXPECT_EQ(sql::Insert(session, insert, "b"), 2);
  EXPECT_THROW(sql::Insert(session, insert, "a"), sql::SqlError);
}

TEST_F(SqlTest, ANegativeLimitIsNone) {
  for (const char* name : {"a", "b", "c"}) Insert(name);
  const auto found = [&](std::int64_t limit) {
    return sql::Select<std::string>(session, "SELECT name FROM item ORDER BY id LIMIT ? OFFSET ?", sql::Limit(limit), 1)
        .size();
  };
  EXPECT_EQ(found(1), 1U);
  EXPECT_EQ(found(0), 0U);
  EXPECT_EQ(found(-1), 2U);
}

TEST_F(SqlTest, ATransactionEndsWithAllOfItOrNothing) {
  session.connection().Begin();
  Insert("undone");
  session.connection().Rollback();
  session.connection().Rollback();  // of none, which is nothing to be told
  session.connection().Begin();
  Insert("kept");
  session.connection().Commit();
  EXPECT_EQ(sql::SelectOne<std::string>(session, "SELECT name FROM item"), "kept");
}

TEST(SqliteSessionTest, AMissingFileIsRefusedAtOnceAndNotMade) {
  const auto file = std::filesystem::temp_directory_path() / ("grafake-missing-" + std::to_string(getpid()));
  const auto begin = std::chrono::steady_clock::now();
  for (const sql::Open how :
       {sql::Open::kReadWrite, sql::Open::kReadLog, sql::Open::kReadIndexed, sql::Open::kReadFile}) {
    EXPECT_THROW(sql::SqliteSession(file.string(), how), sql::SqlError);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(SqlTest, AStatementIsPreparedOnce) {
  const sql::Statement& first = session.Prepared("SELECT 1");
  EXPECT_EQ(&first, &session.Prepared(std::string("SELECT 1")));
}

}  // namespace
}  // namespace grafake::server
