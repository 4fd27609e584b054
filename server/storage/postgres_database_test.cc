// A database on a PostgreSQL of the test's own: a directory, a unix socket, an unprivileged user.
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "server/storage/database.h"
#include "server/storage/org_store.h"
#include "server/storage/sql.h"
#include "server/storage/team_store.h"

#ifdef GRAFAKE_SANITIZED
// POCO 1.11 frees no connection that was lost: 18 KB each.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:Poco::Data::PostgreSQL::SessionHandle::connect\n"; }
#endif

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

// Empty where it is not installed.
fs::path PostgresPrograms() {
  std::error_code error;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", error)) {
    if (fs::exists(version.path() / "bin" / "initdb", error)) return version.path() / "bin";
  }
  return {};
}

class OwnPostgres {
 public:
  explicit OwnPostgres(const fs::path& programs) : programs_(programs) {
    std::string name = "/tmp/grafake-postgres-XXXXXX";
    directory_ = mkdtemp(name.data());
    if (geteuid() == 0) Run("", "chown postgres:postgres " + directory_.string());
    const std::string data = " -D " + (directory_ / "data").string();
    Run(AsUser(), (programs_ / "initdb").string() + data + " -U grafake -A trust -E UTF8 --locale=C --no-sync");
    Start();
  }
  ~OwnPostgres() {
    Stop();
    std::error_code error;
    fs::remove_all(directory_, error);
  }
  OwnPostgres(const OwnPostgres&) = delete;
  OwnPostgres& operator=(const OwnPostgres&) = delete;

  void Start() {
    Control("start -w -l " + (directory_ / "log").string() + " -o \"-F -h '' -k " + directory_.string() + "\"");
  }
  void Stop() { Control("stop -m immediate"); }

  // A new database.
  [[nodiscard]] sql::PostgresSettings Make(const std::string& name) const {
    Run("", (programs_ / "createdb").string() + " -h " + directory_.string() + " -U grafake -T template0 " + name);
    return {.host = directory_.string(), .port = "5432", .name = name, .user = "grafake", .ssl_mode = "disable"};
  }

 private:
  // PostgreSQL does not run as root.
  static std::string AsUser() {
    return geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";
  }
  void Control(const std::string& what) const {
    Run(AsUser(), (programs_ / "pg_ctl").string() + " -D " + (directory_ / "data").string() + " " + what);
  }
  static void Run(const std::string& as, const std::string& command) {
    EXPECT_EQ(std::system(("cd /tmp && " + as + command + " > /dev/null 2>&1").c_str()), 0) << command;
  }

  fs::path programs_;
  fs::path directory_;
};

class PostgresDatabaseTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const fs::path programs = PostgresPrograms();
    if (!programs.empty()) postgres = std::make_unique<OwnPostgres>(programs);
  }
  static void TearDownTestSuite() { postgres.reset(); }

  void SetUp() override {
    if (!postgres) GTEST_SKIP() << "PostgreSQL is not installed";
    std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    settings = postgres->Make(name);
  }

  static std::string WhyRefused(const sql::PostgresSettings& of) try {
    const Database database(of);
    return "";
  } catch (const DatabaseError& e) {
    return e.what();
  }

  static std::unique_ptr<OwnPostgres> postgres;
  sql::PostgresSettings settings;
};

std::unique_ptr<OwnPostgres> PostgresDatabaseTest::postgres;

TEST_F(PostgresDatabaseTest, KeepsWhatIsWritten) {
  std::int64_t id = 0;
  {
    Database database(settings);
    id = *OrgStore(database).Insert("It's \"Ä\"", Timestamp());
  }
  Database database(settings);
  EXPECT_EQ(OrgStore(database).Find(id)->name, "It's \"Ä\"");
  EXPECT_EQ(*OrgStore(database).Insert("second", Timestamp()), id + 1);
}

TEST_F(PostgresDatabaseTest, BelongsToOneServer) {
  const Database database(settings);
  EXPECT_THAT(WhyRefused(settings), testing::HasSubstr("another grafake works with it"));
}

TEST_F(PostgresDatabaseTest, WhatIsRefusedChangesNothing) {
  Database database(settings);
  OrgStore orgs(database);
  ASSERT_TRUE(orgs.Insert("one", Timestamp()));
  EXPECT_EQ(orgs.Insert("one", Timestamp()).error().code, ErrorCode::kOrgTaken);
  EXPECT_EQ(orgs.List({.limit = -1}).size(), 1U);
}

TEST_F(PostgresDatabaseTest, ComparesAndSortsAsSqlite) {
  Database database(settings);
  OrgStore orgs(database);
  for (const char* name : {"b", "B", "a_c", "ABC", "ü"}) ASSERT_TRUE(orgs.Insert(name, Timestamp()));
  const auto names = [&](const std::string& prefix) {
    std::string all;
    for (const OrgRow& org : orgs.List({.prefix = prefix, .limit = -1})) all += org.name + " ";
    return all;
  };
  EXPECT_EQ(names(""), "ABC B a_c b ü ");
  EXPECT_EQ(names("ab"), "ABC ");
  EXPECT_EQ(names("A_C"), "ABC a_c ");
  EXPECT_EQ(names("Ü"), "");
}

TEST_F(PostgresDatabaseTest, ATextWithANulIsRefused) {
  Database database(settings);
  EXPECT_THROW((void)OrgStore(database).Insert(std::string("a\0b", 3), Timestamp()), StorageFailure);
  EXPECT_TRUE(OrgStore(database).Insert("a", Timestamp()));
}

TEST_F(PostgresDatabaseTest, ListsGoInAsOneText) {
  Database database(settings);
  TeamStore teams(database);
  std::vector<std::int64_t> ids;
  for (const char* name : {"x", "y", "z"}) ids.push_back(*teams.Insert({.org_id = 1, .name = name}, 0, Timestamp()));
  TeamQuery query{.org_id = 1, .ids = std::vector<std::int64_t>{ids[0], ids[2]}};
  EXPECT_EQ(teams.List(query).total, 2);
  query.ids = std::vector<std::int64_t>();
  EXPECT_EQ(teams.List(query).total, 0);
  query.ids = std::nullopt;
  EXPECT_EQ(teams.List(query).rows.size(), 3U);
}

TEST_F(PostgresDatabaseTest, ManyWriteAtOnce) {
  Database database(settings);
  OrgStore orgs(database);
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 8; ++writer) {
    writers.emplace_back([&orgs, writer] {
      for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(orgs.Insert(std::to_string(writer) + "-" + std::to_string(i), Timestamp()));
    });
  }
  writers.clear();
  EXPECT_EQ(orgs.List({.limit = -1}).size(), 80U);
}

TEST_F(PostgresDatabaseTest, LostConnectionsAreReplaced) {
  Database database(settings);
  OrgStore orgs(database);
  ASSERT_TRUE(orgs.Insert("before", Timestamp()));
  EXPECT_TRUE(database.Healthy());
  postgres->Stop();
  EXPECT_FALSE(database.Healthy());
  EXPECT_THROW((void)orgs.Insert("lost", Timestamp()), StorageFailure);
  postgres->Start();
  EXPECT_TRUE(database.Healthy());
  EXPECT_TRUE(orgs.FindByName("before"));
  EXPECT_TRUE(orgs.Insert("after", Timestamp()));
  EXPECT_FALSE(orgs.FindByName("lost"));
}

TEST_F(PostgresDatabaseTest, WhatIsNotItsOwnIsRefusedUntouched) {
  { const Database database(settings); }
  auto session = sql::OpenPostgres(settings);
  session->connection().SetSchemaNumber(1000);
  EXPECT_THAT(WhyRefused(settings), testing::HasSubstr("made by a newer grafake"));
  session->RunOnce("DROP TABLE grafake_schema; CREATE TABLE migration_log (id BIGINT)");
  EXPECT_THAT(WhyRefused(settings), testing::HasSubstr("a Grafana's own"));
  settings.name = "nowhere";
  EXPECT_THAT(WhyRefused(settings), testing::HasSubstr("\"nowhere\" does not exist"));
}

}  // namespace
}  // namespace grafake::server
