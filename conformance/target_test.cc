#include "conformance/target.h"

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(CommandWordsTest, QuotesKeepBlanksTogether) {
  EXPECT_THAT(CommandWords("a 'b c'  \"d e\" f='' \n"), ElementsAre("a", "b c", "d e", "f="));
  EXPECT_THAT(CommandWords("  "), ElementsAre());
}

TEST(HeldPortTest, IsForTheServerAlone) {
  const HeldPort held;
  const Poco::Net::SocketAddress address("127.0.0.1", held.number());
  Poco::Net::ServerSocket stranger;
  EXPECT_THROW(stranger.bind(address, false), Poco::Exception);
  EXPECT_THROW(Poco::Net::StreamSocket().connect(address), Poco::Exception);
  Poco::Net::ServerSocket server;
  server.bind(address, true);
  server.listen();
  EXPECT_NO_THROW(Poco::Net::StreamSocket().connect(address));
}

class TargetTest : public testing::Test {
 protected:
  ~TargetTest() override { std::filesystem::remove_all(directory_); }

  static bool Listens(std::uint16_t port) {
    try {
      Poco::Net::StreamSocket(Poco::Net::SocketAddress("127.0.0.1", port));
      return true;
    } catch (const Poco::Exception&) {
      return false;
    }
  }

  [[nodiscard]] static TargetCommand Double(const std::string& manner = {}) {
    TargetCommand command{
        {GRAFAKE_DOUBLE, std::string(GRAFAKE_FIXTURES) + "/recorded/9.0.9/toggles--off.json", "{data}", "{port}"}, ""};
    if (!manner.empty()) command.words.push_back(manner);
    return command;
  }

  std::filesystem::path directory_ = testing::TempDir() + "/grafake-target-" + std::to_string(getpid());
};

TEST_F(TargetTest, ListensWhenStartedAndIsGoneWhenStopped) {
  Target target(Double(), directory_);
  EXPECT_TRUE(target.Ended());
  ASSERT_TRUE(target.Start({}, "", {}));
  EXPECT_TRUE(Listens(target.port()));
  const std::uint16_t port = target.port();
  EXPECT_TRUE(target.Stop());
  EXPECT_TRUE(target.Ended());
  EXPECT_FALSE(Listens(port));
  ASSERT_TRUE(target.Start({}, "", {}));
  EXPECT_EQ(target.port(), port);
}

TEST_F(TargetTest, AServerThatEndsIsNamedWithItsLastWords) {
  Target target(Double("refuse"), directory_);
  const auto started = target.Start({}, "", {});
  ASSERT_FALSE(started);
  EXPECT_THAT(started.error(), AllOf(HasSubstr("ended before it listened"), HasSubstr("I will not, said the server")));
}

TEST_F(TargetTest, AServerThatSharesItsPortWithNobodyGetsIt) {
  Target target(Double("unshared"), directory_);
  const auto started = target.Start({}, "", {});
  EXPECT_TRUE(started) << started.error();
}

TEST_F(TargetTest, WordsVariablesAndConfigurationReachTheServer) {
  Target target({{"sh", "-c", "echo \"$GF_A:$1:$2\"; cat \"$0\"; exit 1", "{ini}", "{data}"}, "suffix\n"}, directory_);
  (void)target.Start({{"GF_A", "b"}}, "[a]\n", {"cfg:{port}"});
  EXPECT_EQ(target.LastLines(), "b:" + (directory_ / "data").string() + ":cfg:{port}\n[a]\nsuffix\n");
}

TEST_F(TargetTest, PlaceSaysWhereItRuns) {
  Variables place = Target(Double(), directory_).Place();
  EXPECT_EQ(place["dir"], directory_.string());
  EXPECT_EQ(place["home"], directory_.string());
  place = Target({{"x", "--homepath", "/usr/share/grafana"}, ""}, directory_).Place();
  EXPECT_EQ(place["home"], "/usr/share/grafana");
}

}  // namespace
}  // namespace grafake::conformance
