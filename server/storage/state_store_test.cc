// What is forgotten before a state is planted anew.
#include "server/storage/state_store.h"

#include <gtest/gtest.h>

#include <set>

#include "server/storage/database.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

// Whatever its columns are for.
void FillOnce(sql::Session& session, const std::string& table) {
  std::string names;
  std::string values;
  for (const auto& [name] : sql::Select<std::string>(session, "SELECT name FROM pragma_table_info(?)", table)) {
    names += (names.empty() ? "\"" : ", \"") + name + "\"";
    values += values.empty() ? "77" : ", 77";
  }
  session.RunOnce("INSERT INTO \"" + table + "\" (" + names + ") VALUES (" + values + ")");
}

TEST(StateStoreTest, NothingOfAnEarlierStateIsLeft) {
  Database database{""};
  ASSERT_TRUE(database.Write([](sql::Session& session) -> Result<Written<Done>> {
    for (const auto& [table] : sql::Select<std::string>(
             session, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
      FillOnce(session, table);
    session.RunOnce("UPDATE kv_store SET namespace = 'auth-proxy-sync-ttl' WHERE id = 77");
    return Written(Done(), Changes(Changes::Kind::kEverything));
  }));
  StateStore(database).Clear();
  const auto left = database.Read([](sql::Session& session) {
    std::set<std::string> names;
    for (const auto& [table] : sql::Select<std::string>(
             session, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
      if (*sql::SelectOne<std::int64_t>(session, "SELECT COUNT(*) FROM \"" + table + "\" WHERE id = 77") != 0)
        names.insert(table);
    return names;
  });
  EXPECT_EQ(left, std::set<std::string>());
}

}  // namespace
}  // namespace grafake::server
