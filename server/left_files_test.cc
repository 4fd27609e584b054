// The files that the caller names for what the server tells: what may stand there before.
#include <fcntl.h>
#include <sys/stat.h>

#include <fstream>

#include "server/program_fixture.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class LeftFilesTest : public ProgramTest {
 protected:
  std::string Path(const std::string& name) { return (directory / name).string(); }
  void Leave(const std::string& name, const std::string& text) { std::ofstream(directory / name) << text; }
};

TEST_F(LeftFilesTest, WhatHoldsMoreThanALineIsSomebodyElses) {
  const std::vector<std::string> texts{"[server]\nhttp_port = 1\n", std::string("SQLite\0", 7), std::string(2000, 'x')};
  for (const std::string& text : texts) {
    for (const std::string flag : {"--ready-file", "--pidfile"}) {
      Leave("precious", text);
      EXPECT_EQ(Run({"--port", "0", flag, Path("precious")}), 1) << flag;
      EXPECT_EQ(FileContent(directory / "precious"), text) << flag;
      EXPECT_THAT(Out() + Err(), HasSubstr("precious holds more than the one line")) << flag;
    }
  }
}

TEST_F(LeftFilesTest, TheDatabaseIsNeitherAReadyFileNorAPidFile) {
  const std::string file = Path("data/grafana.db");
  for (const std::string flag : {"--ready-file", "--pidfile"}) {
    EXPECT_EQ(Run({"--port", "0", "--data", Path("data"), flag, file}), 1) << flag;
    EXPECT_TRUE(FileContent(file).starts_with("SQLite format 3")) << flag;
  }
}

TEST_F(LeftFilesTest, ALineOfAnEarlierServerIsReplaced) {
  for (const std::string text : {"", "http://127.0.0.1:1/\n", "4711"}) {
    Leave("pid", text);
    Leave("url", text);
    const pid_t server = Begin({"--port", "0", "--pidfile", Path("pid"), "--ready-file", Path("other")});
    while (!fs::exists(directory / "other")) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_EQ(FileContent(directory / "pid"), std::to_string(server));
    kill(server, SIGTERM);
    EXPECT_EQ(End(server), 0);
  }
}

TEST_F(LeftFilesTest, APipeThatNobodyReadsDoesNotKeepItFromEnding) {
  ASSERT_EQ(mkfifo(Path("url").c_str(), 0600), 0);
  const pid_t server = Begin({"--port", "0", "--ready-file", Path("url")});
  while (Out().find("grafake is Grafana") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  kill(server, SIGTERM);
  EXPECT_EQ(End(server), 0);
}

TEST_F(LeftFilesTest, APipeIsToldTheAddress) {
  ASSERT_EQ(mkfifo(Path("url").c_str(), 0600), 0);
  Begin({"--port", "0", "--ready-file", Path("url")});
  EXPECT_THAT(FileContent(directory / "url"), HasSubstr("http://127.0.0.1:"));
}

TEST_F(LeftFilesTest, ASocketsPathThatIsTooLongIsSaidInGosWords) {
  const std::string path = Path(std::string(120, 's'));
  EXPECT_EQ(Run({"cfg:server.protocol=socket", "cfg:server.socket=" + path}), 1);
  EXPECT_THAT(Out() + Err(), HasSubstr("listen unix " + path + ": bind: invalid argument"));
}

}  // namespace
}  // namespace grafake::server
