// What test control promises of many requests, tried on the program itself.
#include <atomic>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "server/net/raw_client.h"
#include "server/program_fixture.h"

namespace grafake::server {
namespace {

using json = nlohmann::json;

class ControlPromisesTest : public ProgramTest {
 protected:
  std::string Body(const std::string& method, const std::string& path, const std::string& body = "") const {
    const std::string answer =
        Ask(port, method + " " + path +
                      " HTTP/1.0\r\nHost: localhost\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\nContent-Type: "
                      "application/json\r\nContent-Length: " +
                      std::to_string(body.size()) + "\r\n\r\n" + body);
    return answer.substr(answer.find("\r\n\r\n") + 4);
  }

  void ChangeAtRandom(std::minstd_rand& random) const {
    const std::string id = std::to_string(2 + random() % 40);
    const std::string name = std::to_string(random() % 60);
    switch (random() % 9) {
      case 0:
        Body("POST", "/api/serviceaccounts", R"({"name": "bot)" + name + R"(", "role": "Editor"})");
        break;
      case 1:
        Body("PATCH", "/api/serviceaccounts/" + id, R"({"name": "new)" + name + "\"}");
        break;
      case 2:
        Body("DELETE", "/api/serviceaccounts/" + id);
        break;
      case 3:
        Body("POST", "/api/serviceaccounts/" + id + "/tokens", R"({"name": "t)" + name + "\"}");
        break;
      case 4:
        Body("DELETE", "/api/serviceaccounts/" + id + "/tokens/" + name);
        break;
      case 5:
        Body("POST", "/api/teams", R"({"name": "team)" + name + "\"}");
        break;
      case 6:
        Body("POST", "/api/admin/users", R"({"login": "user)" + name + R"(", "password": "x1y2"})");
        break;
      case 7:
        Body("DELETE", "/api/admin/users/" + id);
        break;
      default:
        Body("POST", "/api/teams/" + name + "/members", R"({"userId": )" + id + "}");
    }
  }

  // A thousand answers.
  std::vector<std::string> ReadAll() const {
    std::vector<std::string> answers;
    for (int id = 1; answers.size() < 1000; ++id) {
      const std::string text = std::to_string(id);
      for (const std::string& path : {"/api/serviceaccounts/" + text, "/api/serviceaccounts/" + text + "/tokens",
                                      "/api/users/" + text, "/api/teams/" + text, "/api/teams/" + text + "/members",
                                      "/api/serviceaccounts/search?perpage=3&page=" + text,
                                      "/api/users?perpage=3&page=" + text, "/api/teams/search?perpage=3&page=" + text})
        answers.push_back(Body("GET", path));
    }
    return answers;
  }

  std::uint16_t port = 0;
};

TEST_F(ControlPromisesTest, AThousandChangesAreTakenBackToTheByte) {
  port = Listen({}, accounts_on);
  std::minstd_rand random(7);
  for (int i = 0; i < 150; ++i) ChangeAtRandom(random);
  Body("PUT", "/_grafake/clock", R"({"frozen": true})");
  const auto before = ReadAll();
  const std::string state = Body("GET", "/_grafake/state");
  EXPECT_EQ(Body("POST", "/_grafake/snapshots/then"), "{\"name\":\"then\"}\n");
  for (int i = 0; i < 1000; ++i) ChangeAtRandom(random);
  EXPECT_NE(Body("GET", "/_grafake/state"), state);
  EXPECT_EQ(Body("POST", "/_grafake/snapshots/then/restore"), "");
  EXPECT_EQ(Body("GET", "/_grafake/state"), state);
  EXPECT_TRUE(ReadAll() == before);
  const std::string opened = Body("POST", "/_grafake/worlds", R"({"name": "two", "seed": )" + state + "}");
  EXPECT_EQ(Body("GET", "/_grafake/worlds/two/state"), state) << opened;
}

// Everything that was asked is there or counted as lost, whole, and the limit holds at any moment.
TEST_F(ControlPromisesTest, AJournalUnderLoadLosesWholeRequestsOnlyAndCountsThem) {
  constexpr std::size_t kKept = 40;
  constexpr int kThreads = 8;
  constexpr int kEach = 300;
  port = Listen({"cfg:grafake.journal=" + std::to_string(kKept)}, accounts_on);
  const std::string body = R"({"name": "", "note": ")" + std::string(2000, 'x') + "\"}";
  const std::string request =
      "POST /api/teams HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\nContent-Type: "
      "application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  const auto look = [&] {
    const json page = json::parse(Body("GET", "/_grafake/requests"));
    const json& requests = page["requests"];
    EXPECT_LE(requests.size(), kKept);
    EXPECT_EQ(requests.size() + page["lost"].get<std::uint64_t>(), page["last"].get<std::uint64_t>());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      EXPECT_EQ(requests[i]["id"], requests[0]["id"].get<std::size_t>() + i);
      EXPECT_EQ(requests[i]["request"]["body"]["text"], body) << requests[i];
      EXPECT_EQ(requests[i]["status"], 400);
    }
    return page["last"].get<int>();
  };
  std::atomic<int> busy = kThreads;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      RawClient client(port);
      for (int j = 0; j < kEach; ++j) {
        client.Send(request);
        EXPECT_THAT(client.ReadThrough("}"), testing::HasSubstr(" 400 "));
      }
      --busy;
    });
  }
  while (busy != 0) look();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(look(), kThreads * kEach);
}

}  // namespace
}  // namespace grafake::server
