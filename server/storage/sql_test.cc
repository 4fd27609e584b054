#include "server/storage/sql.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

class SqlTest : public testing::Test {
 protected:
  SqlTest() { session.RunOnce("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE, note INTEGER)"); }

  std::size_t Insert(const std::string& name, std::optional<std::int64_t> note = std::nullopt) {
    return sql::Execute(session, "INSERT INTO item (name, note) VALUES (?, ?)", name, note);
  }

  sql::Session session{":memory:"};
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

TEST_F(SqlTest, ChangedRowsAndTheLastIdAreTold) {
  EXPECT_EQ(Insert("a"), 1U);
  EXPECT_EQ(Insert("b"), 1U);
  EXPECT_EQ(sql::LastId(session), 2);
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

TEST_F(SqlTest, AStatementIsPreparedOnce) {
  const sql::Statement& first = session.Prepared("SELECT 1");
  EXPECT_EQ(&first, &session.Prepared(std::string("SELECT 1")));
}

}  // namespace
}  // namespace grafake::server
