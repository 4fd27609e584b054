// What the program lets clients take, by its settings and by what the system allows it.
#include <fstream>
#include <functional>

#include "server/command_line.h"
#include "server/dial.h"
#include "server/program_fixture.h"
#include "server/start.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Limits LimitsWith(const Environment& environment) {
  return PrepareStart(*ParseCommandLine({}), environment, DialNetwork)->app.listen.limits;
}

TEST(LimitsTest, TheSettingsDefaultsAreTheListenersOwn) {
  const Limits set = LimitsWith({});
  const Limits own;
  EXPECT_EQ(set.connections, own.connections);
  EXPECT_EQ(set.head, own.head);
  EXPECT_EQ(set.body, own.body);
  EXPECT_EQ(set.bodies, own.bodies);
  EXPECT_EQ(set.head_time, own.head_time);
  EXPECT_EQ(set.least_rate, own.least_rate);
  EXPECT_EQ(set.stall_time, own.stall_time);
  EXPECT_EQ(set.transfer_time, own.transfer_time);
}

TEST(LimitsTest, EachSettingReachesTheListener) {
  const Limits set = LimitsWith({{"GF_GRAFAKE_MAX_CONNECTIONS", "11"},
                                 {"GF_GRAFAKE_MAX_HEAD_BYTES", "2000"},
                                 {"GF_GRAFAKE_MAX_BODY_BYTES", "13"},
                                 {"GF_GRAFAKE_MAX_BODIES_BYTES", "140"},
                                 {"GF_GRAFAKE_MAX_HEAD_SECONDS", "15"},
                                 {"GF_GRAFAKE_LEAST_BYTES_PER_SECOND", "16"},
                                 {"GF_GRAFAKE_MAX_STALL_SECONDS", "17"},
                                 {"GF_GRAFAKE_MAX_TRANSFER_SECONDS", "18"}});
  EXPECT_EQ(set.connections, 11U);
  EXPECT_EQ(set.head, 2000U);
  EXPECT_EQ(set.body, 13U);
  EXPECT_EQ(set.bodies, 140U);
  EXPECT_EQ(set.head_time, std::chrono::seconds(15));
  EXPECT_EQ(set.least_rate, 16U);
  EXPECT_EQ(set.stall_time, std::chrono::seconds(17));
  EXPECT_EQ(set.transfer_time, std::chrono::seconds(18));
}

TEST(LimitsTest, TheLongestMemberReachesTheRoutes) {
  const auto longest = [](const Environment& environment) {
    return PrepareStart(*ParseCommandLine({}), environment, DialNetwork)->app.instance.longest_member;
  };
  EXPECT_EQ(longest({}), InstanceSettings().longest_member);
  EXPECT_EQ(longest({{"GF_GRAFAKE_MAX_MEMBER_BYTES", "19"}}), 19U);
}

// Connections to the program, closed with it.
class ProgramLimitsTest : public ProgramTest {
 protected:
  ~ProgramLimitsTest() override {
    for (const int connection : connections) close(connection);
  }

  // False when the other side has closed it.
  static bool Answered(int connection) {
    const std::string request = "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n";
    if (send(connection, request.data(), request.size(), MSG_NOSIGNAL) < 0) return false;
    std::string answer;
    char bytes[4096];
    while (!answer.ends_with("}")) {
      const ssize_t got = read(connection, bytes, sizeof bytes);
      if (got <= 0) return false;
      answer.append(bytes, static_cast<std::size_t>(got));
    }
    return answer.starts_with("HTTP/1.1 200 OK");
  }

  // The most that was resident so far, in MB.
  std::size_t PeakMemory() const {
    std::ifstream file("/proc/" + std::to_string(running.back()) + "/status");
    std::string word;
    while (file >> word && word != "VmHWM:") continue;
    std::size_t kilobytes = 0;
    file >> kilobytes;
    return kilobytes >> 10;
  }

  // Resident, in MB.
  std::size_t Memory() const {
    std::ifstream file("/proc/" + std::to_string(running.back()) + "/statm");
    std::size_t size = 0, resident = 0;
    file >> size >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) >> 20;
  }

  static void AwaitMemory(const std::function<bool()>& reached) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!reached() && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }

  std::vector<int> connections;
};

TEST_F(ProgramLimitsTest, FewDescriptorsAreUsedForConnections) {
  descriptors = 64;
  const auto port = Listen({});
  for (int i = 0; i < 30; ++i) {
    connections.push_back(Connect(port));
    EXPECT_TRUE(Answered(connections.back())) << i;
  }
  for (const int connection : connections) EXPECT_TRUE(Answered(connection)) << "all thirty are still there";
  EXPECT_THAT(Out(), Not(HasSubstr("A limit is met")));
  for (int i = 0; i < 100; ++i) {
    connections.push_back(Connect(port));
    EXPECT_TRUE(Answered(connections.back())) << "whoever comes last is served, too: " << i;
  }
  EXPECT_FALSE(Answered(connections.front()));
  EXPECT_THAT(Out(), HasSubstr("msg=\"A limit is met\" limit=\"ulimit -n\" value=64 "));
}

TEST_F(ProgramLimitsTest, MemoryOfLargeBodiesIsGivenBack) {
#ifdef GRAFAKE_SANITIZED
  GTEST_SKIP() << "a sanitizer keeps what is freed";
#endif
  const auto port = Listen({}, {{"GF_GRAFAKE_MAX_BODIES_BYTES", "134217728"}});
  EXPECT_THAT(Get(port, "/api/health"), StartsWith("HTTP/1.1 200 OK"));
  const std::size_t before = Memory();
  const std::string head = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n";
  const std::string body(9'000'000, 'x');
  for (int round = 0; round < 3; ++round) {
    std::vector<int> under_way;
    for (int i = 0; i < 8; ++i) {
      under_way.push_back(Connect(port));
      for (const std::string& part : {head, body}) {
        std::size_t sent = 0;
        while (sent < part.size()) {
          const ssize_t count = send(under_way.back(), part.data() + sent, part.size() - sent, MSG_NOSIGNAL);
          ASSERT_GT(count, 0);
          sent += static_cast<std::size_t>(count);
        }
      }
    }
    AwaitMemory([&] { return Memory() > before + 40; });  // much of it may be in the sockets still
    EXPECT_GT(Memory(), before + 40);
    for (const int connection : under_way) close(connection);
  }
  AwaitMemory([&] { return Memory() <= before + 20; });  // the server notices one after the other that they have gone
  EXPECT_LE(Memory(), before + 20);
}

TEST_F(ProgramLimitsTest, ABodyMayHaveWhatTheSettingSays) {
  const auto port = Listen({}, {{"GF_GRAFAKE_MAX_BODY_BYTES", "100"}});
  EXPECT_THAT(Post(port, "/api/user/using/1", std::string(100, 'x')), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(Post(port, "/api/user/using/1", std::string(101, 'x')), StartsWith("HTTP/1.1 413 "));
}

TEST_F(ProgramLimitsTest, AMemberMayHaveWhatTheSettingSays) {
  auto variables = accounts_on;
  variables["GF_GRAFAKE_MAX_MEMBER_BYTES"] = "100";
  const auto port = Listen({}, variables);
  const std::string path = "/api/serviceaccounts";
  EXPECT_THAT(Post(port, path, "{\"name\":\"" + std::string(98, 'x') + "\"}"), StartsWith("HTTP/1.1 201 "));
  const std::string refused = Post(port, path, "{\"name\":\"" + std::string(99, 'y') + "\"}");
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(refused, HasSubstr("A member of the body is longer than [grafake] max_member_bytes allows"));
  EXPECT_THAT(Post(port, path, "{\"" + std::string(99, 'z') + "\":1}"), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(Ask(port, "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 111\r\n\r\n" +
                            "{\"name\":\"" + std::string(100, 'y') + "\"}"),
              StartsWith("HTTP/1.1 403 "))
      << "whoever may not do it hears only that";
}

TEST_F(ProgramLimitsTest, ANavigationBarCostsAFewTimesItsText) {
#ifdef GRAFAKE_SANITIZED
  GTEST_SKIP() << "a sanitizer keeps what is freed";
#endif
  const auto port = Listen({});
  std::string bar = R"({"navbar":{"savedItems":[{})";
  while (bar.size() < (1U << 20)) bar += ",{}";
  bar += "]}}";
  (void)Get(port, "/api/user/preferences");
  const std::size_t before = PeakMemory();
  for (const char* method : {"PUT", "PUT", "PATCH"}) {
    EXPECT_THAT(Ask(port, method + std::string(" /api/user/preferences HTTP/1.1\r\nHost: x\r\nConnection: close\r\n") +
                              "Authorization: Basic YWRtaW46YWRtaW4=\r\nContent-Type: application/json\r\n" +
                              "Content-Length: " + std::to_string(bar.size()) + "\r\n\r\n" + bar),
                StartsWith("HTTP/1.1 200 "));
  }
  EXPECT_THAT(Get(port, "/api/user/preferences"), HasSubstr("{},{},{}]"));
  EXPECT_LE(PeakMemory(), before + 16);
}

// A dashboard above a mebibyte was refused as a long member.
TEST_F(ProgramLimitsTest, ADocumentMayBeAsLongAsABody) {
#ifdef GRAFAKE_SANITIZED
  GTEST_SKIP() << "a sanitizer keeps what is freed";
#endif
  const auto port = Listen({});
  const std::string text(std::size_t{9} << 20, 'x');
  std::string panels = R"({"id":1})";
  while (panels.size() < text.size()) panels += R"(,{"id":2})";
  const std::string items = [] {
    std::string all = R"({"type":"dashboard_by_id","value":"1"})";
    for (int i = 1; i < 20'000; ++i) all += R"(,{"type":"dashboard_by_id","value":"1","title":"a title"})";
    return all;
  }();
  const std::pair<std::string, std::string> bodies[] = {
      {"/api/dashboards/db", R"({"dashboard":{"title":"text","text":")" + text + "\"}}"},
      {"/api/dashboards/db", R"({"dashboard":{"title":"panels","panels":[)" + panels + "]}}"},
      {"/api/library-elements", R"({"name":"n","kind":1,"model":{"type":"text","text":")" + text + "\"}}"},
      {"/api/datasources", R"({"name":"n","type":"x","access":"proxy","jsonData":{"text":")" + text + "\"}}"},
      {"/api/playlists", R"({"name":"p","interval":"5m","items":[)" + items + "]}"}};
  constexpr std::size_t kMebibytes = 9;
  const std::size_t at_first = Memory();
  for (const auto& [path, body] : bodies) {
    const std::size_t before = Memory();
    EXPECT_THAT(Post(port, path, body).substr(0, 200), StartsWith("HTTP/1.1 200 ")) << path;
    EXPECT_LE(Memory(), before + 5 * kMebibytes + 10) << path << ": kept, and not given back";
  }
  EXPECT_LE(PeakMemory(), at_first + 20 * kMebibytes) << "what is kept, and what one of them takes";
}

TEST_F(ProgramLimitsTest, WhatALargeSeedTakesIsGivenBack) {
#ifdef GRAFAKE_SANITIZED
  GTEST_SKIP() << "a sanitizer keeps what is freed";
#endif
  const auto port = Listen({});
  (void)Post(port, "/_grafake/seed", "");
  const std::size_t before = Memory();
  std::string flow = "[a";
  while (flow.size() < 700'000) flow += ",a";
  std::string block;
  while (block.size() < 1'500'000) block += "- a\n";
  for (const std::string& body :
       {"[" + std::string(1'000'000, ',') + "]", std::string(1'000'000, '"'), flow + "]", block})
    EXPECT_THAT(Post(port, "/_grafake/seed", body), StartsWith("HTTP/1.1 400 ")) << body.substr(0, 9);
  EXPECT_LE(PeakMemory(), before + 150);
  EXPECT_LE(Memory(), before + 20);
}

}  // namespace
}  // namespace grafake::server
