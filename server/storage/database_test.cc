#include "server/storage/database.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "server/storage/org_store.h"
#include "server/storage/schema.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

std::string BytesOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class DatabaseTest : public testing::Test {
 protected:
  DatabaseTest() { fs::create_directories(directory); }
  ~DatabaseTest() override { fs::remove_all(directory); }

  // A file of another program: made by these statements.
  void MakeFile(const std::string& sql) {
    std::ofstream(file).close();
    sql::SqliteSession(file.string()).RunOnce(sql);
  }
  // As a program without a log leaves the file that is killed in the middle of this, half of it written.
  void LeaveHalfDone(const std::string& sql) {
    const std::string copy = file.string() + ".cut";
    fs::copy_file(file, copy);
    sql::SqliteSession killed(copy);
    killed.RunOnce("PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN IMMEDIATE; " + sql +
                   "; INSERT INTO other WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000)"
                   " SELECT randomblob(100) FROM n");
    fs::copy_file(copy, file, fs::copy_options::overwrite_existing);
    fs::copy_file(copy + "-journal", file.string() + "-journal");
    ASSERT_FALSE(BytesOf(file.string() + "-journal").empty());
  }
  // Why it is not opened; nothing when it is.
  std::string Refusal() try {
    const Database database(file);
    return {};
  } catch (const DatabaseError& e) {
    return e.what();
  }
  // That the refusal says so, and that nothing has been changed or made but the lock.
  void ExpectRefusedUntouched(const std::string& words) {
    const std::string before = BytesOf(file);
    EXPECT_THAT(Refusal(), AllOf(HasSubstr(file.string()), HasSubstr(words)));
    EXPECT_EQ(BytesOf(file), before);
    fs::remove(file.string() + ".lock");
    EXPECT_EQ(std::distance(fs::directory_iterator(directory), fs::directory_iterator()), 1);
  }

  std::optional<DatabaseError::Kind> KindOfRefusal() const try {
    const Database database(file);
    return std::nullopt;
  } catch (const DatabaseError& e) {
    return e.kind();
  }

  fs::path directory = fs::temp_directory_path() / ("grafake-database-" + std::to_string(getpid()));
  fs::path file = directory / "grafana.db";
};

TEST_F(DatabaseTest, AFileBelongsToOneProcessByWhateverName) {
  const Database first(file);
  EXPECT_THAT(Refusal(), HasSubstr("another process uses"));
  fs::create_symlink(file, directory / "link.db");
  EXPECT_THROW(Database(directory / "link.db"), DatabaseError);
  fs::create_hard_link(file, directory / "hard.db");
  EXPECT_THROW(Database(directory / "hard.db"), DatabaseError);
  fs::remove(file.string() + ".lock");
  EXPECT_THAT(Refusal(), HasSubstr("another process uses"));
}

TEST_F(DatabaseTest, AFileIsItsOwnersAlone) {
  const Database database(file);
  for (const char* ending : {"", "-wal", "-shm", ".lock"}) {
    struct stat found {};
    ASSERT_EQ(stat((file.string() + ending).c_str(), &found), 0) << ending;
    EXPECT_EQ(found.st_mode & 0777, 0600U) << ending;
  }
}

TEST_F(DatabaseTest, AFileThatIsNoDatabaseIsRefusedWithItsName) {
  std::ofstream(file) << "This is text and certainly no database, however long one looks at it.";
  EXPECT_EQ(KindOfRefusal(), DatabaseError::Kind::kNotADatabase);
  ExpectRefusedUntouched("");
}

TEST_F(DatabaseTest, AFileTooShortForADatabaseIsNoNewOne) {
  std::ofstream(file) << "x";
  EXPECT_EQ(KindOfRefusal(), DatabaseError::Kind::kNotADatabase);
  ExpectRefusedUntouched("");
}

TEST_F(DatabaseTest, AnotherProgramsFileIsRefused) {
  MakeFile("CREATE VIEW looks AS SELECT 1");
  ExpectRefusedUntouched("another program (it has the table looks)");
  MakeFile("CREATE TABLE moz_places (id INTEGER)");
  ExpectRefusedUntouched("another program (it has the table moz_places)");
  MakeFile("PRAGMA user_version = 1; CREATE TABLE user (id INTEGER); CREATE TABLE org (id INTEGER)");
  ExpectRefusedUntouched("another program");
}

TEST_F(DatabaseTest, WhatAnotherProgramWasCutOffInIsTakenBack) {
  { const Database ours(file); }
  LeaveHalfDone("DROP TABLE user; CREATE TABLE other (a)");
  EXPECT_EQ(Refusal(), "");
  EXPECT_FALSE(fs::exists(file.string() + "-journal"));
}

TEST_F(DatabaseTest, AnotherProgramsFileIsRefusedUntouchedWithTheJournalOfWhatWasCutOff) {
  MakeFile("CREATE TABLE note (a)");
  LeaveHalfDone("CREATE TABLE other (a)");
  const std::string before = BytesOf(file);
  const std::string journal = BytesOf(file.string() + "-journal");
  EXPECT_THAT(Refusal(), HasSubstr("another program (it has the table note)"));
  EXPECT_EQ(BytesOf(file), before);
  EXPECT_EQ(BytesOf(file.string() + "-journal"), journal);
}

TEST_F(DatabaseTest, AJournalThatIsNoneDoesNotHinderALog) {
  { const Database ours(file); }
  fs::copy_file(file, directory / "copy.db");
  sql::SqliteSession open((directory / "copy.db").string());
  open.RunOnce("PRAGMA journal_mode = WAL; UPDATE user SET name = 'x'; PRAGMA user_version = user_version");
  fs::copy_file(directory / "copy.db-wal", file.string() + "-wal");
  std::ofstream(file.string() + "-journal") << std::string(4096, 'j');
  EXPECT_EQ(Refusal(), "");
}

TEST_F(DatabaseTest, ALogThatWasJustBegunAnewByWhoeverWasKilledDoesNotHinder) {
  { const Database ours(file); }
  const std::string copy = file.string() + ".cut";
  fs::copy_file(file, copy);
  sql::SqliteSession before(copy);
  before.RunOnce("PRAGMA journal_mode = WAL; CREATE TABLE other (a); PRAGMA wal_checkpoint(TRUNCATE)");
  sql::SqliteSession killed(copy);
  killed.RunOnce(
      "PRAGMA cache_size = 2; BEGIN;"
      "INSERT INTO other WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000)"
      " SELECT randomblob(100) FROM n");
  for (const char* ending : {"", "-wal", "-shm"})
    fs::copy_file(copy + ending, file.string() + ending, fs::copy_options::overwrite_existing);
  fs::resize_file(file.string() + "-wal", 32);  // killed behind the log's head
  EXPECT_EQ(Refusal(), "");
}

TEST_F(DatabaseTest, APipeIsNoDatabase) {
  ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
  EXPECT_THAT(Refusal(), HasSubstr("is a device, a pipe or a socket"));
  EXPECT_EQ(std::distance(fs::directory_iterator(directory), fs::directory_iterator()), 1);
}

TEST_F(DatabaseTest, ANewerGrafakesFileIsRefusedWithBothNumbers) {
  { const Database ours(file); }
  sql::SqliteSession(file.string()).RunOnce("PRAGMA user_version = 8");
  ExpectRefusedUntouched("newer grafake: its schema has the number 8, and this grafake knows up to " +
                         std::to_string(kSchemaNumber));
}

TEST_F(DatabaseTest, ANumberThatIsStillInTheLogIsSeen) {
  fs::create_directory(directory / "running");
  const fs::path running = directory / "running/grafana.db";
  std::ofstream(running).close();
  sql::SqliteSession open(running.string());
  open.RunOnce("PRAGMA journal_mode = WAL");
  Migrate(open);
  open.RunOnce("PRAGMA user_version = 8");
  fs::copy_file(running, file);
  fs::copy_file(running.string() + "-wal", file.string() + "-wal");
  const std::string log = BytesOf(file.string() + "-wal");
  EXPECT_THAT(Refusal(), HasSubstr("number 8"));
  EXPECT_EQ(BytesOf(file.string() + "-wal"), log);
  EXPECT_FALSE(fs::exists(file.string() + "-shm"));
}

TEST_F(DatabaseTest, AnOlderGrafanasTablesAreRefused) {
  MakeFile(
      "CREATE TABLE migration_log (id INTEGER); CREATE TABLE user (id INTEGER, login TEXT);"
      "CREATE TABLE org (id INTEGER); CREATE TABLE org_user (id INTEGER); CREATE TABLE api_key (id INTEGER)");
  ExpectRefusedUntouched("an older Grafana (it has no column api_key.");
}

TEST_F(DatabaseTest, AnEmptyFileIsNewOnlyWhereNothingWasKept) {
  std::ofstream(file).close();
  EXPECT_EQ(Refusal(), "");
  fs::resize_file(file, 0);
  EXPECT_THAT(Refusal(), HasSubstr("is empty, but " + file.string() + ".lock tells that data was kept in it"));
  EXPECT_EQ(fs::file_size(file), 0U);
  fs::remove(file);
  EXPECT_EQ(Refusal(), "") << "a file that was deleted was meant to be";
}

TEST_F(DatabaseTest, AnEmptyFileBesideALogIsRefused) {
  std::ofstream(file).close();
  std::ofstream(file.string() + "-wal") << "something";
  EXPECT_THAT(Refusal(), HasSubstr("-wal tells that data was kept in it"));
  EXPECT_EQ(BytesOf(file.string() + "-wal"), "something");
}

TEST_F(DatabaseTest, WhatIsRefusedForALockIsNeverDone) {
  Database database(file);
  sql::SqliteSession other(file.string());
  other.RunOnce("BEGIN IMMEDIATE");
  OrgStore orgs(database);
  EXPECT_THROW((void)orgs.Insert("refused", Timestamp()), StorageFailure);
  EXPECT_FALSE(orgs.FindByName("refused")) << "readers are not hindered";
  other.RunOnce("COMMIT");
  EXPECT_TRUE(orgs.Insert("taken", Timestamp()));
  EXPECT_FALSE(orgs.FindByName("refused"));
}

TEST_F(DatabaseTest, ANoteWaitsForNoLockAndItsLossIsSaidOnce) {
  std::vector<std::string> said;
  Database database(file, [&](std::string_view, std::string_view error) { said.emplace_back(error); });
  sql::SqliteSession other(file.string());
  other.RunOnce("BEGIN IMMEDIATE");
  int lost = 0;
  const auto erase = [](sql::Session& session) {
    sql::Execute(session, "DELETE FROM star");
    return NothingKept();
  };
  for (int i = 0; i < 3; ++i) database.WriteAside(erase, [&] { ++lost; });
  EXPECT_EQ(lost, 3);
  EXPECT_THAT(said, testing::ElementsAre("database is locked"));
}

TEST_F(DatabaseTest, OnlyWhatOthersChangeIsTold) {
  Database database(file);
  int told = 0;
  database.TellChangesTo(
      [&](const Changes& changes) { told += changes.all().front().kind == Changes::Kind::kEverything ? 1 : 0; });
  const auto ask = [&] { database.NoticeChangesByOthers(); };
  for (int i = 0; i < 3; ++i) {
    (void)OrgStore(database).Insert("org" + std::to_string(i), Timestamp());
    ask();
  }
  EXPECT_EQ(told, 0);
  sql::SqliteSession other(file.string());
  other.RunOnce("UPDATE org SET name = 'changed' WHERE name = 'org1'");
  ask();
  ask();
  EXPECT_EQ(told, 1);
  other.RunOnce("UPDATE org SET name = 'again' WHERE name = 'org2'");
  (void)OrgStore(database).Insert("org3", Timestamp());
  ask();
  EXPECT_EQ(told, 2) << "a commit of one's own does not hide it";
}

TEST_F(DatabaseTest, NobodyElseChangesWhatIsInMemory) {
  Database database("");
  int told = 0;
  database.TellChangesTo(
      [&](const Changes& changes) { told += changes.all().front().kind == Changes::Kind::kEverything ? 1 : 0; });
  for (int i = 0; i < 3; ++i) {
    (void)OrgStore(database).Insert("org" + std::to_string(i), Timestamp());
    database.NoticeChangesByOthers();
  }
  EXPECT_EQ(told, 0);
}

TEST_F(DatabaseTest, WhatAWriteChangesIsToldAfterItsCommitAndBeforeItsAnswer) {
  Database database(file);
  OrgStore orgs(database);
  const std::int64_t id = *orgs.Insert("before", Timestamp());
  std::vector<std::string> told;
  database.TellChangesTo([&](const Changes& changes) {
    for (const Changes::Change& change : changes.all()) told.push_back(orgs.Find(change.id)->name);
  });
  ASSERT_TRUE(orgs.Rename(id, "after", Timestamp()));
  EXPECT_THAT(told, testing::ElementsAre("after"));
}

TEST_F(DatabaseTest, ARefusedOrThrownWriteTellsNothing) {
  Database database(file);
  OrgStore orgs(database);
  ASSERT_TRUE(orgs.Insert("taken", Timestamp()));
  int told = 0;
  database.TellChangesTo([&](const Changes& /*changes*/) { ++told; });
  EXPECT_FALSE(orgs.Rename(999, "free", Timestamp()));
  const auto broken = [](sql::Session& /*session*/) -> Result<Written<Done>> { throw std::runtime_error("broken"); };
  EXPECT_THROW((void)database.Write(broken), std::runtime_error);
  EXPECT_EQ(told, 0);
}

TEST_F(DatabaseTest, WhatMayHaveBeenCommittedIsTold) {
  Database database(file);
  OrgStore orgs(database);
  const std::int64_t id = *orgs.Insert("before", Timestamp());
  int told = 0;
  database.TellChangesTo([&](const Changes& /*changes*/) { ++told; });
  const auto rename = [&](sql::Session& session) {
    sql::Execute(session, "UPDATE org SET name = 'after' WHERE id = ?", id);
    fs::rename(file, directory / "moved");
    return Result<Written<Done>>(Written(Done(), Changes(Changes::Kind::kOrgName, id)));
  };
  EXPECT_THROW((void)database.Write(rename), StorageFailure);
  EXPECT_EQ(told, 1);
}

TEST_F(DatabaseTest, AReplacedFileIsNoticedAtTheNextCommit) {
  std::vector<std::string> said;
  Database database(file, [&](std::string_view, std::string_view error) { said.emplace_back(error); });
  EXPECT_TRUE(database.Healthy());
  fs::copy_file(file, directory / "copy");
  fs::rename(directory / "copy", file);
  EXPECT_THROW((void)OrgStore(database).Insert("lost", Timestamp()), StorageFailure);
  EXPECT_FALSE(database.Healthy());
  EXPECT_THAT(said, testing::ElementsAre(HasSubstr("was replaced by another file")));
}

// Of many writes all are kept, or none.
TEST(DatabaseAsOneTest, WhatIsWrittenTogetherIsKeptOrUndoneTogether) {
  Database database("");
  OrgStore orgs(database);
  const auto two = [&](bool kept) {
    EXPECT_TRUE(orgs.Insert("one", {}));
    EXPECT_TRUE(orgs.Insert("two", {}));
    EXPECT_TRUE(orgs.FindByName("one")) << "who writes sees it";
    return kept;
  };
  EXPECT_FALSE(database.AsOne([&] { return two(false); }));
  EXPECT_FALSE(orgs.FindByName("one"));
  EXPECT_THROW((void)database.AsOne([&]() -> bool { throw std::runtime_error(two(true) ? "late" : ""); }),
               std::runtime_error);
  EXPECT_FALSE(orgs.FindByName("two"));
  EXPECT_TRUE(database.AsOne([&] { return two(true); }));
  EXPECT_TRUE(orgs.FindByName("two"));
  EXPECT_FALSE(orgs.Insert("two", {})) << "afterwards each is one of its own";
  EXPECT_TRUE(orgs.Insert("three", {}));
}

// A write that is refused with changes cannot be undone alone there.
TEST(DatabaseAsOneTest, APartThatIsRefusedWithItsChangesRefusesAll) {
  Database database("");
  OrgStore orgs(database);
  EXPECT_THROW((void)database.AsOne([&] {
    EXPECT_TRUE(orgs.Insert("one", {}));
    (void)database.Write([](sql::Session& session) -> Result<Written<Done>> {
      sql::Execute(session, "UPDATE org SET name = 'changed'");
      return Fail(ErrorCode::kTaken, "");
    });
    return true;
  }),
               StorageFailure);
  EXPECT_FALSE(orgs.FindByName("one"));
  EXPECT_FALSE(orgs.FindByName("changed"));
}

}  // namespace
}  // namespace grafake::server
