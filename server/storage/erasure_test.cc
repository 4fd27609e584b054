// What goes with an org or a user, over all tables that there are.
#include <gmock/gmock.h>

#include <set>

#include "server/storage/database.h"
#include "server/storage/org_store.h"
#include "server/storage/sql.h"
#include "server/storage/user_store.h"

namespace grafake::server {
namespace {

using testing::ElementsAreArray;
using Names = std::set<std::string>;

Names TablesIn(sql::Session& session) {
  Names names;
  for (auto& [table] : sql::Select<std::string>(
           session, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
    names.insert(std::move(table));
  return names;
}

// A row of each table whose every column holds the number: it is of that org, user, dashboard.
void FillAll(Database& database, const std::string& number) {
  ASSERT_TRUE(database.Write([&](sql::Session& session) -> Result<Written<Done>> {
    for (const std::string& table : TablesIn(session)) {
      std::string names;
      std::string values;
      for (const auto& [name] : sql::Select<std::string>(session, "SELECT name FROM pragma_table_info(?)", table)) {
        names += (names.empty() ? "\"" : ", \"") + name + "\"";
        values += (values.empty() ? "" : ", ") + number;
      }
      session.RunOnce("INSERT INTO \"" + table + "\" (" + names + ") VALUES (" + values + ")");
    }
    session.RunOnce("UPDATE user SET is_service_account = 0 WHERE id = " + number);
    session.RunOnce("UPDATE role SET name = 'managed:users:" + number + ":permissions' WHERE id = " + number);
    return Written(Done(), Changes(Changes::Kind::kEverything));
  }));
}

// The tables without that row.
Names Without(Database& database, const std::string& number) {
  return database.Read([&](sql::Session& session) {
    Names names;
    for (const std::string& table : TablesIn(session)) {
      const std::string count = "SELECT COUNT(*) FROM \"" + table + "\" WHERE id = " + number;
      if (*sql::SelectOne<std::int64_t>(session, count) == 0) names.insert(table);
    }
    return names;
  });
}

class ErasureTest : public testing::Test {
 protected:
  ErasureTest() {
    FillAll(database, "77");
    FillAll(database, "78");
  }
  // Of what Grafana keeps nobody is told: the rest must go.
  void ExpectAllGoneBut(const Names& kept) {
    Names gone = database.Read(TablesIn);
    for (const std::string& table : kept) gone.erase(table);
    EXPECT_THAT(Without(database, "77"), ElementsAreArray(gone));
    EXPECT_EQ(Without(database, "78"), Names()) << "what is another's";
  }

  Database database{""};
};

const Names kOfPeople = {"user", "user_auth", "user_auth_token", "login_attempt"};
const Names kContent = {"org",
                        "api_key",
                        "team",
                        "team_role",
                        "kv_store",
                        "builtin_role",
                        "dashboard",
                        "dashboard_version",
                        "playlist",
                        "dashboard_tag",
                        "data_source",
                        "dashboard_provisioning",
                        "temp_user",
                        "playlist_item",
                        "annotation",
                        "library_element_connection",
                        "login_attempt",
                        "library_element",
                        "dashboard_snapshot"};

TEST_F(ErasureTest, AnOrgTakesWhatItHolds) {
  ASSERT_TRUE(OrgStore(database).Erase(77));
  Names kept = kOfPeople;
  kept.insert({"team", "team_member", "preferences", "quota", "role", "permission", "user_role", "team_role",
               "builtin_role", "dashboard_snapshot"});
  ExpectAllGoneBut(kept);
}

TEST_F(ErasureTest, AUserTakesWhatIsHisAlone) {
  ASSERT_TRUE(UserStore(database).Erase(77));
  ExpectAllGoneBut(kContent);
}

}  // namespace
}  // namespace grafake::server
