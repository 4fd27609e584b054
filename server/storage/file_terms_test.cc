#include "server/storage/file_terms.h"

#include <gmock/gmock.h>

#include "server/ascii.h"
#include "server/storage/schema.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

FileTerms TermsFor(std::string_view own) {
  return {.known = {{.name = "one"},
                    {.name = "two", .table = "api_key", .column = "last_used_at"},
                    {.name = "three", .table = "team", .column = "uid", .contents = {.team_uids = true}},
                    {.name = "four",
                     .contents = {.team_uids = true, .account_logins_with_org = true, .lower_case_logins = true}}},
          .own = own,
          .unsaid = "two",
          .lower = LowerText};
}

class FileTermsTest : public testing::Test {
 protected:
  void Make(std::string_view release) { Migrate(file, TermsFor(release)); }
  void AddUser(const std::string& login, const std::string& email, bool account = false) {
    sql::Execute(file,
                 "INSERT INTO user (login, email, org_id, is_admin, created, updated, is_service_account)"
                 " VALUES (?, ?, 7, 0, '', '', ?)",
                 login, email, account);
  }
  std::string Logins() {
    return sql::SelectOne<std::string>(file,
                                       "SELECT group_concat(both, ', ') FROM"
                                       " (SELECT login || ' ' || email AS both FROM user ORDER BY id)")
        .value_or("");
  }
  std::string Release() { return ReleaseOfFile(file, TermsFor("one")); }

  sql::SqliteSession file{":memory:"};
};

TEST_F(FileTermsTest, ANewFileBelongsToWhoMakesIt) {
  EXPECT_EQ(Release(), "");
  Make("three");
  EXPECT_EQ(Release(), "three");
}

TEST_F(FileTermsTest, AnEarlierOneIsToldBothNamesAndWhatToDo) {
  EXPECT_FALSE(WhyTooNew("", TermsFor("one")));
  EXPECT_FALSE(WhyTooNew("one", TermsFor("one")));
  EXPECT_FALSE(WhyTooNew("one", TermsFor("four")));
  EXPECT_EQ(
      WhyTooNew("three", TermsFor("two")),
      "belongs to Grafana three, and Grafana two is older; start it with --release three, or name another directory "
      "with --data");
  EXPECT_THAT(WhyTooNew("five", TermsFor("two")).value(), HasSubstr("start a newer grafake, which serves five, or"));
}

TEST_F(FileTermsTest, ALaterOneChangesWhatItHasOtherwise) {
  Make("one");
  AddUser("Ada", "Ada@X");
  AddUser("sa-robot", "sa-robot", true);
  AddUser("autogen", "sa-autogen", true);
  file.RunOnce("INSERT INTO team (name, org_id, created, updated, uid) VALUES ('ops', 7, '', '', 'drawn')");
  Make("two");
  EXPECT_EQ(Logins(), "Ada Ada@X, sa-robot sa-robot, autogen sa-autogen");
  EXPECT_TRUE(sql::SelectOne<std::string>(file, "SELECT uid FROM team WHERE uid IS NOT NULL"));
  Make("four");
  EXPECT_EQ(Release(), "four");
  EXPECT_EQ(Logins(), "ada ada@x, sa-7-robot sa-robot, sa-7-autogen sa-autogen");
  EXPECT_FALSE(sql::SelectOne<std::string>(file, "SELECT uid FROM team WHERE uid IS NOT NULL"));
  AddUser("sa-later", "", true);
  Make("four");
  EXPECT_THAT(Logins(), HasSubstr("sa-later")) << "once is enough";
}

TEST_F(FileTermsTest, WhatSomebodyElseHasInLowerCaseStays) {
  Make("three");
  AddUser("ada", "b@x");
  AddUser("ADA", "B@x");
  AddUser("Vic", "v@x");
  Make("four");
  EXPECT_EQ(Logins(), "ada b@x, ADA B@x, vic v@x");
}

TEST_F(FileTermsTest, ALoginThatNamesItsOrgAlreadyIsNotDoubled) {
  Make("one");
  AddUser("sa-7-x", "sa-7-x", true);
  AddUser("sa-70-x", "sa-70-x", true);
  Make("four");
  EXPECT_EQ(Logins(), "sa-7-x sa-7-x, sa-7-70-x sa-70-x");
}

TEST_F(FileTermsTest, OfThoseWhoBecomeAlikeTheOldestIsLowered) {
  Make("three");
  AddUser("ADA", "A@x");
  AddUser("Ada", "B@x");
  file.RunOnce("UPDATE user SET created = login");  // "ADA" < "Ada"
  file.RunOnce("UPDATE user SET created = 'Z' WHERE login = 'ADA'");
  Make("four");
  EXPECT_EQ(Logins(), "ADA a@x, ada b@x");
}

TEST_F(FileTermsTest, AFileThatSaysNothingIsOfTheTimeBefore) {
  Migrate(file);
  EXPECT_EQ(Release(), "two");
}

TEST_F(FileTermsTest, GrafanasOwnFilesAreKnownByTheirColumns) {
  file.RunOnce(
      "CREATE TABLE migration_log (id INTEGER); CREATE TABLE user (id INTEGER); CREATE TABLE api_key (id INTEGER);"
      "CREATE TABLE team (id INTEGER)");
  EXPECT_EQ(Release(), "one") << "before the first column all are alike";
  file.RunOnce("ALTER TABLE api_key ADD COLUMN last_used_at DATETIME");
  EXPECT_EQ(Release(), "two");
  file.RunOnce("ALTER TABLE team ADD COLUMN uid TEXT");
  EXPECT_EQ(Release(), "three");
}

TEST_F(FileTermsTest, WhoseItIsIsAskedBeforeTheSchemaMakesAllAlike) {
  Migrate(file);
  file.RunOnce(
      "CREATE TABLE migration_log (id INTEGER); PRAGMA user_version = 0; ALTER TABLE api_key DROP COLUMN last_used_at;"
      "ALTER TABLE team DROP COLUMN uid; INSERT INTO team (name, org_id, created, updated) VALUES ('ops', 7, '', '')");
  AddUser("sa-robot", "", true);
  Make("four");
  EXPECT_EQ(Logins(), "sa-7-robot ");
}

}  // namespace
}  // namespace grafake::server
