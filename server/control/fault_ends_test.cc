// How faults end, over real sockets.

#include <chrono>
#include <thread>
#include <vector>

#include "server/control/control.h"
#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class FaultEndsTest : public ControlTest {
 protected:
  void Add(const std::string& fault, const std::string& control = "/_grafake") {
    const Answered added = AskMain("POST", control + "/faults", fault);
    EXPECT_EQ(added.status, 201) << added.body;
  }
  std::string Drop() { return SendTo("/api/org").ReadAll(); }
  RawClient SendTo(const std::string& path) {
    const std::string url = app.url();
    RawClient client(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    client.Send("GET " + path + " HTTP/1.0\r\nAuthorization: Basic " + EncodeBase64("admin:admin") + "\r\n\r\n");
    return client;
  }

  // What somebody gets whom a fault delays by an hour, when that is brought to its end.
  std::string AnswerWhenEnded(const std::string& control, const std::string& path, const std::string& method,
                              const std::string& end) {
    Add(R"({"name": "late", "do": {"delay": "1h"}})", control);
    RawClient client = SendTo(path);
    const auto fired = [&] { return AskMain("GET", control + "/faults/late").Json().value("fired", 0); };
    for (int i = 0; i < 1000 && fired() == 0; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_LT(AskMain(method, end).status, 300);
    return client.ReadAll();
  }
};

TEST_F(FaultEndsTest, WhoIsDelayedIsAnsweredAtOnce) {
  EXPECT_EQ(AskMain("POST", "/_grafake/worlds", R"({"name": "low", "listen": false})").status, 201);
  EXPECT_THAT(AnswerWhenEnded("/_grafake", "/api/org", "DELETE", "/_grafake/faults/late"), HasSubstr("Main Org."));
  EXPECT_THAT(AnswerWhenEnded("/_grafake", "/api/org", "DELETE", "/_grafake/faults"), HasSubstr("Main Org."));
  EXPECT_THAT(AnswerWhenEnded("/_grafake", "/api/org", "POST", "/_grafake/reset"), HasSubstr("Main Org."));
  EXPECT_THAT(AnswerWhenEnded("/_grafake/worlds/low", "/_grafake/w/low/api/org", "DELETE", "/_grafake/worlds/low"),
              HasSubstr("Main Org."));
}

TEST_F(FaultEndsTest, ThoseThatEndUnusedWithTheirWorldOrAResetAreRemembered) {
  EXPECT_EQ(AskMain("POST", "/_grafake/worlds", R"({"name": "one"})").status, 201);
  Add(R"({"name": "some", "times": 2, "do": {"then": "drop"}})", "/_grafake/worlds/one");
  Add(R"({"name": "deleted", "do": {"then": "drop"}})");
  EXPECT_EQ(AskMain("DELETE", "/_grafake/faults/deleted").status, 200);
  Add(R"({"name": "used", "times": 1, "do": {"then": "drop"}})");
  EXPECT_EQ(Drop(), "");
  Add(R"({"name": "left", "times": 2, "do": {"then": "drop"}})");
  EXPECT_EQ(Drop(), "");
  EXPECT_EQ(AskMain("POST", "/_grafake/reset").status, 204);
  EXPECT_EQ(AskMain("DELETE", "/_grafake/worlds/one").status, 204);
  std::vector<std::string> unused;
  for (int i = 0; i < 1000 && unused.size() < 2; ++i) {  // a world is there for as long as somebody uses it
    unused.clear();
    for (const UnusedFault& fault : app.control()->ended()->Unused())
      unused.push_back(fault.world + " " + fault.name + " " + std::to_string(fault.fired));
    std::this_thread::sleep_for(2ms);
  }
  EXPECT_THAT(unused, testing::ElementsAre("main left 1", "one some 0"));
}

TEST(LabelTest, TakesThePlaceOfOneThatAFaultGives) {
  class Labelled : public ControlTest {
   public:
    using ControlTest::Ask;
    using ControlTest::Settings;
    void TestBody() override {}
  };
  App app{Labelled::Settings({.label = true}), [](const std::string&) {}};
  const std::string url = app.url();
  EXPECT_EQ(Labelled::Ask(url, "POST", "/_grafake/faults",
                          R"({"do": {"then": {"status": 503, "headers": {"x-grafake": "mine"}}}})")
                .status,
            201);
  RawClient client(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
  const std::string answer = client.Exchange("GET /api/org HTTP/1.0\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("X-Grafake: world=main"));
  EXPECT_THAT(answer, testing::Not(HasSubstr("mine")));
}

}  // namespace
}  // namespace grafake::server
