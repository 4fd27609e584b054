// What other programs do to the files of a running server, and what it leaves in the file system.
#include <algorithm>
#include <atomic>
#include <mutex>

#include "server/program_fixture.h"
#include "server/visitor_process.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

class OutsideTest : public ProgramTest {
 protected:
  std::uint16_t Start() { return Listen({"--data", data.string()}, accounts_on); }
  std::string Create(std::uint16_t port, const std::string& name) {
    return Post(port, "/api/serviceaccounts", "{\"name\":\"" + name + "\"}");
  }
  std::string Accounts(std::uint16_t port) { return Get(port, "/api/serviceaccounts/search?perpage=100000"); }
  void Kill() {
    kill(running.back(), SIGKILL);
    EXPECT_EQ(End(running.back()), -SIGKILL);
  }
  int Stop() {
    kill(running.back(), SIGTERM);
    return End(running.back());
  }

  const fs::path data = directory / "data";
  const fs::path file = data / "grafana.db";
};

TEST_F(OutsideTest, NothingIsLostWhenAVisitorHasLooked) {
  const std::uint16_t port = Start();
  EXPECT_THAT(Create(port, "before"), HasSubstr("201"));
  EXPECT_EQ(Visitor(file, "select count(*) from user").Leave(), 0);
  EXPECT_THAT(Create(port, "after"), HasSubstr("201"));
  Kill();
  EXPECT_THAT(Accounts(Start()), AllOf(HasSubstr("\"before\""), HasSubstr("\"after\"")));
}

TEST_F(OutsideTest, VisitorsLookCheckpointAndWriteWhileWritersWriteAndKillsFollow) {
  for (int round = 0; round < 6 && !HasFailure(); ++round) {
    const std::uint16_t port = Start();
    std::mutex mutex;
    std::vector<std::string> acknowledged;
    std::atomic<bool> over = false;
    std::vector<std::thread> writers;
    for (int w = 0; w < 2; ++w) {
      writers.emplace_back([&, w] {
        for (int i = 0; i < 12; ++i) {
          const std::string name = std::to_string(round) + "-" + std::to_string(w) + "-" + std::to_string(i);
          const bool made = Create(port, name).starts_with("HTTP/1.1 201");
          const std::lock_guard lock(mutex);
          if (made) acknowledged.push_back(name);
        }
      });
    }
    std::thread reader([&] {
      while (!over) EXPECT_THAT(Get(port, "/api/org/users"), HasSubstr("200 OK"));
    });
    for (const char* sql : {"select count(*) from user", "pragma wal_checkpoint(truncate)",
                            "update user set name = name || 'x' where id = 1", "pragma quick_check"})
      EXPECT_EQ(Visitor(file, sql).Leave(), 0) << sql;
    for (std::thread& writer : writers) writer.join();
    over = true;
    reader.join();
    Kill();
    EXPECT_THAT(Visitor(file, "pragma integrity_check").said(), HasSubstr("ok"));
    const std::string found = Accounts(Start());
    EXPECT_FALSE(acknowledged.empty());
    for (const std::string& name : acknowledged) EXPECT_THAT(found, HasSubstr("\"" + name + "\""));
    EXPECT_EQ(Stop(), 0);
  }
}

TEST_F(OutsideTest, WhatAVisitorChangesShowsAtOnce) {
  const std::uint16_t port = Start();
  EXPECT_THAT(Get(port, "/api/org"), HasSubstr("Main Org."));
  EXPECT_THAT(Accounts(port), HasSubstr("200 OK"));
  EXPECT_EQ(Visitor(file, "update org set name = 'Renamed'").Leave(), 0);
  EXPECT_THAT(Get(port, "/api/org"), HasSubstr("Renamed"));
  EXPECT_EQ(Visitor(file, "update user set is_admin = 0; update org_user set role = 'Viewer'").Leave(), 0);
  EXPECT_THAT(Accounts(port), HasSubstr("403 Forbidden"));
  EXPECT_EQ(Visitor(file, "update user set password = 'x'").Leave(), 0);
  EXPECT_THAT(Accounts(port), HasSubstr("401 Unauthorized"));
}

TEST_F(OutsideTest, AHeldLockRefusesWritersInTheirRoutesWordsAndHindersNoReader) {
  const std::uint16_t port = Start();
  Visitor visitor(file, "begin immediate");
  EXPECT_THAT(Get(port, "/api/org"), HasSubstr("200 OK"))
      << "the first request of the caller, whose sighting must wait";
  EXPECT_THAT(Create(port, "refused"),
              AllOf(HasSubstr("500 Internal"), HasSubstr("Failed to create service account"), HasSubstr("traceID")));
  EXPECT_THAT(Post(port, "/api/teams", R"({"name":"refused"})"), HasSubstr("Failed to create Team"));
  EXPECT_THAT(Get(port, "/api/health"), HasSubstr("\"database\": \"ok\""));
  EXPECT_EQ(visitor.Leave(), 0);
  EXPECT_THAT(Create(port, "taken"), HasSubstr("201"));
  EXPECT_THAT(Accounts(port), AllOf(HasSubstr("\"taken\""), Not(HasSubstr("\"refused\""))));
  EXPECT_THAT(Out(), HasSubstr("database is locked"));
}

// What is no route's own business: the caller's other org, signing out.
TEST_F(OutsideTest, AHeldLockRefusesPagesAsGrafanaDoesAndLetsSignOut) {
  const std::uint16_t port = Start();
  EXPECT_THAT(Post(port, "/api/orgs", R"({"name":"Second"})"), HasSubstr("200 OK"));
  const std::string signed_in = Post(port, "/login", R"({"user":"admin","password":"admin"})");
  const auto cookie = signed_in.find("grafana_session=");
  ASSERT_NE(cookie, std::string::npos);
  Visitor visitor(file, "begin immediate");
  EXPECT_THAT(Get(port, "/api/org?orgId=2"), HasSubstr("404 Not Found"));
  EXPECT_THAT(Get(port, "/profile/switch-org/2"), HasSubstr("404 Not Found"));
  EXPECT_THAT(Get(port, "/api/user/helpflags/clear"),
              AllOf(HasSubstr("500 Internal"), HasSubstr("Failed to update help flag")));
  const std::string out = Ask(port, "GET /logout HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " +
                                        signed_in.substr(cookie, signed_in.find(';', cookie) - cookie) + "\r\n\r\n");
  EXPECT_THAT(out, AllOf(HasSubstr("302 Found"), HasSubstr("grafana_session=;")));
  EXPECT_THAT(Out(), HasSubstr("failed to revoke auth token"));
  EXPECT_EQ(visitor.Leave(), 0);
}

TEST_F(OutsideTest, AnEmptiedFileIsNoticed) {
  const std::uint16_t port = Start();
  fs::resize_file(file, 0);
  EXPECT_THAT(Create(port, "refused"), HasSubstr("500 Internal"));
  EXPECT_THAT(Get(port, "/api/health"), HasSubstr("503"));
  EXPECT_THAT(Out(), HasSubstr("grafana.db was emptied"));
}

TEST_F(OutsideTest, ADeletedLogIsNoticedAndWhatItHeldIsSaved) {
  const std::uint16_t port = Start();
  EXPECT_THAT(Create(port, "kept"), HasSubstr("201"));
  fs::remove(file.string() + "-wal");
  EXPECT_THAT(Create(port, "refused"), HasSubstr("500 Internal"));
  EXPECT_THAT(Get(port, "/api/health"), AllOf(HasSubstr("503"), HasSubstr("\"database\": \"failing\"")));
  EXPECT_THAT(Out(), HasSubstr("grafana.db-wal is gone"));
  Kill();
  EXPECT_THAT(Accounts(Start()), AllOf(HasSubstr("\"kept\""), Not(HasSubstr("\"refused\""))));
}

TEST_F(OutsideTest, AShortenedIndexEndsItWithASentenceAndNothingIsLost) {
  for (const std::uintmax_t left : {0, 3, 4096}) {
    const std::uint16_t port = Start();
    const std::string name = "kept-" + std::to_string(left);
    EXPECT_THAT(Create(port, name), HasSubstr("201"));
    const pid_t server = running.back();
    fs::resize_file(file.string() + "-shm", left);
    (void)Create(port, "perhaps");
    EXPECT_EQ(End(server), 4);
    EXPECT_FALSE(fs::exists(directory / "url"));  // nobody answers there
    EXPECT_THAT(Err(), HasSubstr("grafake: " + file.string() + "-shm was shortened by somebody while it was in use"));
    EXPECT_THAT(Accounts(Start()), HasSubstr("\"" + name + "\""));
    EXPECT_EQ(Stop(), 0);
  }
}

TEST_F(OutsideTest, ASecondServerIsRefusedByAnotherNameAndWithoutTheFirstOnesLock) {
  const std::uint16_t port = Start();
  EXPECT_THAT(Create(port, "before"), HasSubstr("201"));
  fs::create_directory(directory / "other");
  fs::create_hard_link(file, directory / "other/grafana.db");
  EXPECT_EQ(Run({"--port", "0", "--data", (directory / "other").string()}), 1);
  EXPECT_THAT(Err(), HasSubstr("another process uses " + (directory / "other/grafana.db").string()));
  fs::remove(file.string() + ".lock");
  EXPECT_EQ(Run({"--port", "0", "--data", data.string()}), 1);
  EXPECT_THAT(Err(), HasSubstr("another process uses " + file.string()));
  EXPECT_THAT(Create(port, "after"), HasSubstr("201"));
  Kill();
  EXPECT_THAT(Accounts(Start()), AllOf(HasSubstr("\"before\""), HasSubstr("\"after\"")));
}

TEST_F(OutsideTest, AnotherProgramsFileAtWorkStaysAsItIs) {
  fs::create_directories(data);
  std::ofstream(file).close();
  Visitor owner(file, "PRAGMA journal_mode = WAL; CREATE TABLE moz_places (id); INSERT INTO moz_places VALUES (1)");
  const auto bytes = [&] {
    return std::vector{FileContent(file), FileContent(file.string() + "-wal"), FileContent(file.string() + "-shm")};
  };
  const auto expect_untouched = [&](const char* when) {
    const auto before = bytes();
    EXPECT_EQ(Run({"--port", "0", "--data", data.string()}), 1) << when;
    EXPECT_THAT(Err(), HasSubstr("another program (it has the table moz_places)")) << when;
    EXPECT_EQ(bytes(), before) << when;
  };
  expect_untouched("while it is at work");
  fs::copy(data, directory / "copy", fs::copy_options::recursive);
  EXPECT_EQ(owner.Leave(), 0);
  fs::remove_all(data);
  fs::rename(directory / "copy", data);
  expect_untouched("when it ended badly");
}

TEST_F(OutsideTest, OnesOwnFileIsOpenedWhileAVisitorHasIt) {
  EXPECT_THAT(Create(Start(), "before"), HasSubstr("201"));
  Visitor looking(file, "begin; select count(*) from user");
  Kill();
  EXPECT_THAT(Create(Start(), "after"), HasSubstr("201"));
  EXPECT_EQ(looking.Leave(), 0);
  Visitor writing(file, "update user set name = 'x' where id = 1");
  Kill();
  EXPECT_THAT(Accounts(Start()), AllOf(HasSubstr("\"before\""), HasSubstr("\"after\"")));
  EXPECT_EQ(writing.Leave(), 0);
}

TEST_F(OutsideTest, AShortenedLogIsNoticed) {
  for (const std::uintmax_t left : {0, 32, 5000}) {
    const std::uint16_t port = Start();
    EXPECT_THAT(Create(port, "before-" + std::to_string(left)), HasSubstr("201"));
    fs::resize_file(file.string() + "-wal", left);
    EXPECT_THAT(Create(port, "refused"), HasSubstr("500 Internal")) << left;
    EXPECT_THAT(Get(port, "/api/health"), HasSubstr("503")) << left;
    EXPECT_THAT(Out(), HasSubstr("grafana.db-wal was shortened")) << left;
    Kill();
    fs::remove_all(data);
  }
}

TEST_F(OutsideTest, AShortenedFileIsNoticed) {
  for (const std::uintmax_t left : {40, 4096, 40960}) {
    const std::uint16_t port = Start();
    EXPECT_THAT(Create(port, "before"), HasSubstr("201"));
    EXPECT_EQ(Visitor(file, "pragma wal_checkpoint(truncate)").Leave(), 0);
    EXPECT_THAT(Create(port, "between"), HasSubstr("201"));
    fs::resize_file(file, left);
    EXPECT_THAT(Create(port, "refused"), HasSubstr("500 Internal")) << left;
    EXPECT_THAT(Get(port, "/api/health"), HasSubstr("503")) << left;
    EXPECT_THAT(Out(), HasSubstr("grafana.db was shortened")) << left;
    Kill();
    fs::remove_all(data);
  }
}

TEST_F(OutsideTest, AFileThatAVisitorMakesShorterIsInOrder) {
  const std::uint16_t port = Start();
  EXPECT_EQ(Visitor(file, "create table large (a)").Leave(), 0);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Visitor(file, "insert into large values (zeroblob(300000))").Leave(), 0);
    EXPECT_EQ(Visitor(file, "pragma wal_checkpoint(truncate)").Leave(), 0);
    EXPECT_EQ(Visitor(file, "delete from large").Leave(), 0);
    EXPECT_EQ(Visitor(file, "vacuum").Leave(), 0);
    EXPECT_EQ(Visitor(file, "pragma wal_checkpoint(passive)").Leave(), 0);
    EXPECT_THAT(Create(port, "kept-" + std::to_string(i)), HasSubstr("201"));
    EXPECT_THAT(Get(port, "/api/health"), HasSubstr("200 OK"));
  }
}

TEST_F(OutsideTest, ALogThatAVisitorEmptiesByACheckpointIsInOrder) {
  const std::uint16_t port = Start();
  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(Create(port, "kept-" + std::to_string(i)), HasSubstr("201"));
    EXPECT_EQ(Visitor(file, "pragma wal_checkpoint(truncate)").Leave(), 0);
    EXPECT_EQ(fs::file_size(file.string() + "-wal"), 0U);
    EXPECT_THAT(Get(port, "/api/health"), HasSubstr("200 OK"));
  }
  Kill();
  EXPECT_THAT(Accounts(Start()), AllOf(HasSubstr("\"kept-0\""), HasSubstr("\"kept-4\"")));
}

TEST_F(OutsideTest, AFileOrDirectoryThatIsGoneOrReplacedIsNoticed) {
  const std::uint16_t port = Start();
  fs::copy_file(file, directory / "copy");
  fs::rename(directory / "copy", file);
  EXPECT_THAT(Create(port, "refused"), HasSubstr("500 Internal"));
  EXPECT_THAT(Get(port, "/api/health"), HasSubstr("503"));
  EXPECT_THAT(Out(), HasSubstr("grafana.db was replaced"));
  fs::rename(data, directory / "elsewhere");
  EXPECT_THAT(Create(port, "refused"), HasSubstr("500 Internal"));
}

TEST_F(OutsideTest, AReadyFileIsThereAsLongAsTheServer) {
  std::ofstream(directory / "precious") << "kept";
  fs::create_symlink(directory / "precious", directory / "url");
  EXPECT_EQ(Run({"--ready-file", (directory / "url").string(), "--data", "/proc/nowhere"}), 1);
  EXPECT_FALSE(fs::is_symlink(directory / "url")) << "an earlier one's goes before anything can fail";
  fs::create_symlink(directory / "precious", directory / "pid");
  EXPECT_NE(Listen({"--pidfile", (directory / "pid").string()}), 0);
  EXPECT_EQ(FileContent(directory / "pid"), std::to_string(running.back()));
  EXPECT_EQ(FileContent(directory / "precious"), "kept");
  EXPECT_EQ(Stop(), 0);
  EXPECT_FALSE(fs::exists(directory / "url"));
}

TEST_F(OutsideTest, ADeadServersSocketIsReplacedAndALiveOnesIsNot) {
  const std::string ready = (directory / "url").string();
  const std::vector<std::string> words{"--ready-file", ready, "cfg:server.protocol=socket",
                                       "cfg:server.socket=" + (directory / "s").string()};
  const auto start = [&] {
    Begin(words);
    (void)AwaitReady();  // a unix socket has none
  };
  start();
  ASSERT_TRUE(fs::exists(ready));
  Kill();
  ASSERT_TRUE(fs::exists(directory / "s"));
  fs::remove(ready);
  start();
  EXPECT_TRUE(fs::exists(ready));
  EXPECT_EQ(Run({words[2], words[3]}), 1);
  EXPECT_TRUE(fs::exists(directory / "s"));
}

}  // namespace
}  // namespace grafake::server
