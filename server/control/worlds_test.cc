// Worlds beside each other, over real sockets, in the program's own composition.

#include <atomic>
#include <chrono>
#include <random>
#include <thread>
#include <tuple>

#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class WorldsOfControlTest : public ControlTest {
 protected:
  // Head and body of the answer.
  std::string Whole(const std::string& method, const std::string& path, const std::string& headers = "",
                    const std::string& body = "") {
    RawClient client(static_cast<std::uint16_t>(std::stoi(app.url().substr(app.url().rfind(':') + 1))));
    return client.Exchange(method + " " + path + " HTTP/1.0\r\nHost: localhost\r\n" + headers +
                           "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                           "\r\n\r\n" + body);
  }
};

TEST_F(WorldsOfControlTest, OneMayLieBelowAPath) {
  const auto opened = AskMain("POST", "/_grafake/worlds", R"({"name": "one", "listen": false, "release": "9.3",
      "seed": {"clock": {"at": "2030-03-01T09:00:00Z", "frozen": true}, "users": [{"login": "ada", "password": "x"}]}})");
  ASSERT_EQ(opened.status, 201) << opened.body;
  EXPECT_EQ(opened.Json()["url"], app.url() + "_grafake/w/one");
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/_grafake/w/one/api/users/lookup?loginOrEmail=ada").status, 200);
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/users/lookup?loginOrEmail=ada").status, 404);
  const std::string home = Whole("GET", "/_grafake/w/one/");
  EXPECT_THAT(home, HasSubstr("\r\nLocation: /_grafake/w/one/login\r\n"));
  EXPECT_THAT(home, HasSubstr("\r\nDate: Fri, 01 Mar 2030 09:00:00 GMT\r\n"));
  EXPECT_THAT(Whole("POST", "/_grafake/w/one/login", "", R"({"user": "ada", "password": "x"})"),
              HasSubstr("grafana_session="));
  EXPECT_THAT(Whole("POST", "/_grafake/w/one/login", "", R"({"user": "ada", "password": "x"})"),
              HasSubstr("Path=/_grafake/w/one;"));
  EXPECT_EQ(AskMain("GET", "/_grafake/w/one/_grafake/clock").Json()["now"], "2030-03-01T09:00:00Z");
  EXPECT_EQ(AskMain("PUT", "/_grafake/w/one/_grafake/clock", R"({"advance": "1d"})").status, 200);
  EXPECT_EQ(AskMain("GET", "/_grafake/worlds/one/clock").Json()["now"], "2030-03-02T09:00:00Z");
  EXPECT_EQ(AskMain("GET", "/_grafake/clock").Json()["follow"], "system");
  EXPECT_EQ(AskMain("GET", "/_grafake/w/two/api/health").status, 404);
  EXPECT_EQ(AskMain("GET", "/_grafake/w/one/api/health").status, 200);
  EXPECT_EQ(AskMain("DELETE", "/_grafake/worlds/one").status, 204);
  EXPECT_EQ(AskMain("GET", "/_grafake/w/one/api/health").status, 404);
}

// Two hundred worlds, each with names of its own and in a year of its own.
class ManyWorldsTest : public ControlTest {
 protected:
  static constexpr std::size_t kWorlds = 200;
  static constexpr unsigned kClients = 16;

  static std::string Year(std::size_t world) { return std::to_string(1990 + world); }
  static std::string Prefix(std::size_t world) { return "w" + std::to_string(world) + "-"; }

  void Open(std::size_t i) {
    const std::string seed = R"({"clock": {"at": ")" + Year(i) + R"(-06-01T00:00:00Z", "frozen": true},)" +
                             R"("service_accounts": [{"name": ")" + Prefix(i) + R"(seed"}]})";
    const auto made = AskMain("POST", "/_grafake/worlds", R"({"seed": )" + seed + "}");
    ASSERT_EQ(made.status, 201) << made.body;
    urls[i] = made.Json()["url"];
  }

  void Change(std::size_t i, unsigned what) {
    const std::string name = Prefix(i) + std::to_string(what / 4 % 50);
    if (what % 4 == 0) {
      EXPECT_EQ(Ask(urls[i], "POST", "/_grafake/reset").status, 204);
    } else if (what % 4 == 1) {
      EXPECT_EQ(Ask(urls[i], "PUT", "/_grafake/clock", R"({"advance": "1s"})").status, 200);
    } else {
      const auto made = AsAdmin(urls[i], "POST", "/api/serviceaccounts", R"({"name": ")" + name + "\"}");
      EXPECT_THAT(made.status, testing::AnyOf(201, 400, 500)) << made.body;
    }
  }

  void Look(std::size_t i) {
    const json page = AsAdmin(urls[i], "GET", "/api/serviceaccounts/search").Json();
    EXPECT_GE(page["totalCount"], 1);
    for (const json& account : page["serviceAccounts"])
      EXPECT_THAT(account["name"].get<std::string>(), testing::StartsWith(Prefix(i)));
    EXPECT_THAT(Ask(urls[i], "GET", "/_grafake/clock").body, HasSubstr("\"now\":\"" + Year(i)));
  }

  // First all are opened.
  void BeClient(unsigned number) {
    for (std::size_t i = next++; i < kWorlds; i = next++) Open(i);
    ++ready;
    while (ready < kClients) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::minstd_rand draw(number);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (std::chrono::steady_clock::now() < end) {
      const std::size_t i = draw() % kWorlds;
      Change(i, static_cast<unsigned>(draw()));
      Look(i);
      ++operations;
    }
  }

  std::vector<std::string> urls = std::vector<std::string>(kWorlds);
  std::atomic<std::size_t> next = 0;
  std::atomic<unsigned> ready = 0;
  std::atomic<int> operations = 0;
};

TEST_F(ManyWorldsTest, NobodySeesAnothersRowsOrTime) {
  std::vector<std::thread> clients;
  for (unsigned number = 1; number <= kClients; ++number) clients.emplace_back([this, number] { BeClient(number); });
  for (std::thread& client : clients) client.join();
  EXPECT_GT(operations, 0);
}

TEST_F(WorldsOfControlTest, ASeedMayBeATextBesideAClock) {
  const auto open = [&](const json& wish) { return AskMain("POST", "/_grafake/worlds", wish.dump()); };
  const json clock = {{"at", "2030-03-01T09:00:00Z"}, {"frozen", true}};
  for (const char* seed : {"---\nusers: [{login: ada, last_seen: -1d}]\n...\n", R"({"users": [{"login": "ada"}]})",
                           "clock: 2020-01-01T00:00:00Z\nusers: [{login: ada}]"}) {
    const auto opened = open({{"seed", seed}, {"clock", clock}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    EXPECT_EQ(opened.Json()["seeded"]["users"][0]["login"], "ada") << seed;
    EXPECT_EQ(Ask(opened.Json()["url"], "GET", "/_grafake/clock").Json()["now"], "2030-03-01T09:00:00Z") << seed;
  }
  const auto alone = open({{"clock", clock}});
  EXPECT_EQ(Ask(alone.Json()["url"], "GET", "/_grafake/clock").Json()["frozen"], true);
  EXPECT_EQ(open({{"seed", {{"users", json::array({{{"login", "ada"}}})}}}, {"clock", clock}}).status, 201);
  for (const auto& [seed, status, sentence] : std::vector<std::tuple<std::string, int, std::string>>{
           {"users:\n- login: ada\n  pasword: x\n", 400, "seed:3: users[0].pasword"},
           {"users: [\n", 400, "seed:"},
           {"\n\nusers: [{login: admin}]", 422, "seed:3: users[0]: the login or email"},
           {"a text", 400, "seed:1: "}}) {
    const auto refused = open({{"seed", seed}, {"clock", clock}});
    EXPECT_EQ(refused.status, status) << refused.body;
    EXPECT_THAT(refused.Error(), HasSubstr(sentence));
  }
  EXPECT_THAT(open({{"clock", "soon"}}).Error(), HasSubstr("line 1: clock is \"soon\"; "));
}

}  // namespace
}  // namespace grafake::server
