// What becomes of a database file that another release of Grafana has made.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "server/of_release.h"
#include "server/program_fixture.h"
#include "server/storage/database_error.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

class FileReleaseTest : public ProgramTest {
 protected:
  InstanceSettings Kept() const {
    InstanceSettings settings;
    settings.database = file;
    return settings;
  }
  OfRelease Open(const char* release) const { return OfRelease(release, Kept()); }
  // Why it is not opened; nothing when it is.
  std::string Refusal(const char* release) const try {
    const OfRelease opened(release, Kept());
    return "";
  } catch (const DatabaseError& e) {
    return e.what();
  }
  // Returns the API key's secret.
  std::string FillAs(const char* release) const {
    OfRelease of = Open(release);
    EXPECT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"robot"})").status, 201);
    EXPECT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
    of.MakeUser("Ada");
    return json::parse(of.Send("POST", "/api/auth/keys", R"({"name":"old","role":"Editor"})").body).at("key");
  }

  // How many of the logins of accounts are those of 12.4, and whose the file says it is.
  static std::pair<std::int64_t, std::string> StateOf(const fs::path& path) {
    sql::SqliteSession session(path.string());
    return {
        sql::SelectOne<std::int64_t>(session,
                                     "select count(*) from user where login like 'sa-1-n%' and email = lower(email)")
            .value_or(-1),
        sql::SelectOne<std::string>(session, "select value from kv_store where namespace = 'grafake'").value_or("")};
  }

  const fs::path file = directory / "grafana.db";
};

TEST_F(FileReleaseTest, ALaterOneTakesItOverAsGrafanasMigrationsDo) {
  const std::string key = FillAs("9.0");
  OfRelease of = Open("12.4");
  const std::string accounts = of.Get("/api/serviceaccounts/search");
  EXPECT_THAT(accounts, AllOf(HasSubstr(R"("login":"sa-1-robot")"), HasSubstr(R"("name":"sa-autogen-old")")));
  EXPECT_THAT(of.Get("/api/teams/1"), HasSubstr(R"("uid":"t000000001")"));
  EXPECT_THAT(of.Get("/api/user", "ada:pass-1234"), HasSubstr(R"("login":"ada")"));
  EXPECT_EQ(of.Send("GET", "/api/org", "", key).status, 200) << "the secret is still good";
}

TEST_F(FileReleaseTest, WhatOneHasAsTheOtherStays) {
  FillAs("9.0");
  for (const char* release : {"9.1", "9.3", "10.1"}) {
    OfRelease of = Open(release);
    EXPECT_THAT(of.Get("/api/serviceaccounts/search"), HasSubstr(R"("login":"sa-robot")")) << release;
    EXPECT_THAT(of.Get("/api/auth/keys"), HasSubstr(R"("name":"old")")) << release;
    EXPECT_THAT(of.Get("/api/user", "Ada:pass-1234"), HasSubstr(R"("login":"Ada")")) << release;
  }
}

TEST_F(FileReleaseTest, AnEarlierOneRefusesItUntouched) {
  { FillAs("10.1"); }
  const std::string before = FileContent(file);
  for (const char* release : {"8.5", "9.0", "9.3"}) {
    EXPECT_THAT(Refusal(release), AllOf(HasSubstr(file.string() + " belongs to Grafana 10.1, and Grafana "),
                                        HasSubstr(release), HasSubstr("start it with --release 10.1")));
  }
  EXPECT_EQ(FileContent(file), before);
  EXPECT_EQ(Refusal("10.1"), "");
}

TEST_F(FileReleaseTest, WhereItCannotBeTakenOverNothingIsChanged) {
  FillAs("9.0");
  sql::SqliteSession(file.string())
      .RunOnce("CREATE TRIGGER stop BEFORE UPDATE OF email ON user BEGIN SELECT RAISE(ABORT, 'stop'); END");
  EXPECT_THAT(Refusal("12.4"), HasSubstr("stop"));
  EXPECT_THAT(Open("9.0").Get("/api/serviceaccounts/search"), HasSubstr(R"("login":"sa-robot")"));
}

TEST_F(FileReleaseTest, TheProgramEndsWithTheSentence) {
  { const OfRelease made = Open("12.4"); }
  EXPECT_EQ(Run({"--data", directory.string(), "--port", "0", "--homepath", directory.string()}), 1);
  EXPECT_THAT(Err(), HasSubstr("belongs to Grafana 12.4, and Grafana 9.0 is older; start it with --release 12.4"));
}

// Killed at any moment, it is all of the one release or all of the other.
TEST_F(FileReleaseTest, KilledWhileItTakesOverItHasDoneAllOrNothing) {
  { const OfRelease made = Open("9.0"); }
  sql::SqliteSession(file.string())
      .RunOnce(
          "insert into user (login, email, org_id, is_admin, created, updated, is_service_account)"
          " WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)"
          " select 'sa-N' || x, 'N' || x, 1, 0, '', '', 1 FROM n");
  const fs::path data = directory / "data";
  for (int round = 0; round < 12; ++round) {
    fs::remove_all(data);
    fs::create_directory(data);
    fs::copy_file(file, data / "grafana.db");
    const pid_t process = Begin({"--data", data.string(), "--port", "0", "--release", "12.4"});
    std::this_thread::sleep_for(std::chrono::milliseconds(10 * round));
    kill(process, SIGKILL);
    End(process);
    const auto [changed, release] = StateOf(data / "grafana.db");
    EXPECT_THAT(changed, AnyOf(0, 5000)) << "round " << round;
    EXPECT_EQ(release, changed == 0 ? "9.0" : "12.4");
  }
  { const OfRelease made = Open("12.4"); }
  EXPECT_EQ(StateOf(file), std::pair(std::int64_t{5000}, std::string("12.4")));
}

}  // namespace
}  // namespace grafake::server
