#include "server/storage/schema.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/storage/api_key_store.h"
#include "server/storage/database.h"
#include "server/storage/document_store.h"
#include "server/storage/preference_store.h"
#include "server/storage/sql/sqlite_session.h"
#include "server/storage/user_store.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

// A kept file of each schema there was: fixtures/databases/schema-N.sql.
class KeptSchemaTest : public testing::TestWithParam<int> {
 protected:
  KeptSchemaTest() {
    fs::create_directories(file.parent_path());
    std::ofstream(file).close();
    std::ifstream kept(fs::path(GRAFAKE_FIXTURES) / "databases" / ("schema-" + std::to_string(GetParam()) + ".sql"));
    sql::SqliteSession session(file.string());
    session.RunOnce(std::string(std::istreambuf_iterator<char>(kept), {}));
    session.RunOnce("PRAGMA user_version = " + std::to_string(GetParam()));
  }
  ~KeptSchemaTest() override { fs::remove_all(file.parent_path()); }

  fs::path file = fs::temp_directory_path() / ("grafake-schema-" + std::to_string(getpid())) / "grafana.db";
};

INSTANTIATE_TEST_SUITE_P(EachNumber, KeptSchemaTest, testing::Range(0, static_cast<int>(kSchemaNumber)));

TEST_P(KeptSchemaTest, IsBroughtUpToDateWithAllThatItHolds) {
  for (int start = 0; start < 2; ++start) {
    Database database(file);
    EXPECT_EQ(database.Read([](sql::Session& session) { return SchemaNumberOf(session); }), kSchemaNumber);
    UserStore users(database);
    const auto admin = users.FindByLogin("admin");
    ASSERT_TRUE(admin);
    EXPECT_TRUE(admin->is_admin);
    EXPECT_TRUE(users.FindPassword(admin->id));
    EXPECT_EQ(users.FindIdByUid(admin->uid), admin->id);
    EXPECT_EQ(ApiKeyStore(database).ListOfAccount(1, 2).size(), 1U);
  }
}

TEST_P(KeptSchemaTest, CanBeWorkedOn) {
  Database database(file);
  ApiKeyStore keys(database);
  EXPECT_TRUE(keys.Insert({.org_id = 1, .name = "second", .hash = "x", .role = "Viewer", .account_id = 2}));
  EXPECT_EQ(keys.ListOfAccount(1, 2).size(), 2U);
  EXPECT_TRUE(UserStore(database).Update(1, {.login = "boss", .email = "boss@localhost", .name = "", .theme = ""}));
}

TEST_P(KeptSchemaTest, FoldersAndDashboardsStay) {
  constexpr int kFirstWithDocuments = 6;
  if (GetParam() < kFirstWithDocuments) GTEST_SKIP() << "it has none";
  Database database(file);
  DocumentStore documents(database);
  const auto dashboard = documents.FindByUid(1, "d1");
  ASSERT_TRUE(dashboard);
  EXPECT_EQ(dashboard->folder_uid, "ops");
  EXPECT_EQ(documents.FindFolder(1, "ops")->title, "Ops");
  EXPECT_EQ(documents.Versions(dashboard->id, 0, -1).size(), 1U);
  const auto home = PreferenceStore(database).Find({.org_id = 1});
  ASSERT_TRUE(home);
  EXPECT_EQ(home->home_dashboard_id, dashboard->id);
  EXPECT_EQ(home->home_dashboard_uid, "");
}

TEST(SchemaTest, ANewDatabaseHasTheNumberAndAllTables) {
  sql::SqliteSession session(":memory:");
  Migrate(session);
  EXPECT_EQ(SchemaNumberOf(session), kSchemaNumber);
  EXPECT_FALSE(FindMissing(session));
}

TEST(SchemaTest, AColumnThatIsThereIsKept) {
  sql::SqliteSession session(":memory:");
  session.RunOnce(
      "CREATE TABLE api_key (id INTEGER PRIMARY KEY, org_id INTEGER, name TEXT, key TEXT,"
      " service_account_id INTEGER, last_used_at DATETIME)");
  Migrate(session);
  EXPECT_EQ(SchemaNumberOf(session), kSchemaNumber);
}

TEST(SchemaTest, WhatIsMissingIsNamed) {
  sql::SqliteSession session(":memory:");
  Migrate(session);
  session.RunOnce("DROP TABLE star");
  EXPECT_EQ(FindMissing(session), "no table star");
  session.RunOnce("CREATE TABLE star (id INTEGER, user_id INTEGER)");
  EXPECT_EQ(FindMissing(session), "no column star.dashboard_id");
}

}  // namespace
}  // namespace grafake::server
