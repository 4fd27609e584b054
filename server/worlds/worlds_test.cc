// Worlds over real sockets, opened as the program opens them.

#include "server/worlds/worlds.h"

#include <gmock/gmock.h>

#include <atomic>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "server/app.h"
#include "server/domain/base64.h"
#include "server/net/raw_client.h"
#include "server/system_time.h"

namespace grafake::server {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class WorldsTest : public testing::Test {
 protected:
  static AppSettings Settings() {
    AppSettings settings;
    settings.listen.port = 0;
    settings.instance.roles.service_accounts = true;
    settings.log.enabled = false;
    return settings;
  }

  WorldSettings Named(const std::string& name) { return {.name = name, .instance = app.main_settings()}; }

  std::shared_ptr<World> Open(WorldSettings settings) {
    auto opened = app.worlds().Open(std::move(settings));
    if (!opened) throw std::runtime_error(opened.error().sentence);
    return *opened;
  }
  std::shared_ptr<World> Open(const std::string& name) { return Open(Named(name)); }

  static std::uint16_t PortOf(const std::string& url) {
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  }

  // The whole answer; empty when the connection was cut or nobody listens any more.
  static std::string Exchange(const std::string& url, const std::string& request) {
    std::optional<RawClient> client;
    try {
      client.emplace(PortOf(url));
    } catch (const std::runtime_error&) {
      return "";
    }
    return client->Exchange(request);
  }

  static std::string Send(const std::string& url, const std::string& method, const std::string& path,
                          const std::string& body = "",
                          const std::string& as = "Basic " + EncodeBase64("admin:admin")) {
    return Exchange(url, method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" +
                             "Content-Type: application/json\r\nAuthorization: " + as +
                             "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }

  static std::string MakeToken(const std::string& url) {
    EXPECT_THAT(Send(url, "POST", "/api/serviceaccounts", R"({"name":"bot"})"), HasSubstr(R"("id":2,)"));
    const std::string made = Send(url, "POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})");
    EXPECT_THAT(made, HasSubstr(R"("id":1,)"));
    return made.substr(made.find("glsa_"), 46);
  }

  static std::string SignIn(const std::string& url) {
    const std::string answer = Send(url, "POST", "/login", R"({"user":"admin","password":"admin"})", "");
    const auto begin = answer.find("grafana_session=");
    return answer.substr(begin, answer.find(';', begin) - begin);
  }

  static std::string AskWithCookie(const std::string& url, const std::string& cookie) {
    return Exchange(url, "GET /api/user HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + cookie + "\r\n\r\n");
  }

  App app{Settings(), [](const std::string&) {}};
};

// A request that is being answered until the test lets it go on: the clock that it asks stands in the door.
struct Doorway {
  std::atomic<bool> closed = false;
  std::atomic<int> inside = 0;

  Instant Pass() {
    ++inside;
    while (closed) std::this_thread::yield();
    --inside;
    return SystemTime();
  }
};

TEST_F(WorldsTest, TheMainOneIsOpenAndStays) {
  EXPECT_EQ(app.worlds().Find("main")->url(), app.url());
  EXPECT_FALSE(app.worlds().Close("main"));
  EXPECT_THAT(Send(app.url(), "GET", "/api/org"), StartsWith("HTTP/1.1 200 OK"));
}

TEST_F(WorldsTest, EachIsFoundByNameAndAskedAtItsAddress) {
  const auto world = Open("one");
  EXPECT_NE(world->url(), app.url());
  EXPECT_EQ(app.worlds().Find("one"), world);
  EXPECT_EQ(app.worlds().Find("other"), nullptr);
  EXPECT_EQ(app.worlds().All().size(), 2U);
  EXPECT_THAT(
      Send(world->url(), "GET", "/api/org"),
      EndsWith(
          R"("name":"Main Org.","address":{"address1":"","address2":"","city":"","zipCode":"","state":"","country":""}})"));
}

TEST_F(WorldsTest, IdsCountFromOneInEachAndNothingIsKnownInTheOther) {
  const auto one = Open("one");
  const auto other = Open("other");
  const std::string token = MakeToken(one->url());
  EXPECT_THAT(Send(one->url(), "GET", "/api/org", "", "Bearer " + token), StartsWith("HTTP/1.1 200"));
  for (const std::string& url : {other->url(), app.url()}) {
    EXPECT_THAT(Send(url, "GET", "/api/serviceaccounts/2"), StartsWith("HTTP/1.1 404"));
    EXPECT_THAT(Send(url, "GET", "/api/org", "", "Bearer " + token), HasSubstr("invalid API key"));
  }
  EXPECT_THAT(Send(other->url(), "GET", "/api/org", "", "Bearer " + MakeToken(other->url())),
              StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Send(one->url(), "GET", "/api/org", "", "Bearer " + token), StartsWith("HTTP/1.1 200"));
}

TEST_F(WorldsTest, ASessionIsOfOneWorld) {
  const auto one = Open("one");
  const auto other = Open("other");
  const std::string cookie = SignIn(one->url());
  EXPECT_THAT(AskWithCookie(one->url(), cookie), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(AskWithCookie(other->url(), cookie), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(AskWithCookie(app.url(), cookie), StartsWith("HTTP/1.1 401"));
}

TEST_F(WorldsTest, EachHasItsOwnSettingsAndClock) {
  WorldSettings past = Named("past");
  past.instance.clock = [] { return Instant(std::chrono::sys_days(std::chrono::year(2001) / 2 / 3)); };
  past.instance.roles.service_accounts = false;
  past.instance.admin = {.login = "root", .password = "other"};
  const auto of_past = Open(std::move(past));
  const auto now = Open("now");
  const std::string root = "Basic " + EncodeBase64("root:other");
  EXPECT_THAT(Send(of_past->url(), "GET", "/api/users/1", "", root),
              HasSubstr("\"createdAt\":\"2001-02-03T00:00:00Z\""));
  EXPECT_THAT(Send(of_past->url(), "GET", "/api/users/1", "", root),
              HasSubstr("\r\nDate: Sat, 03 Feb 2001 00:00:00 GMT\r\n"));
  EXPECT_THAT(Send(now->url(), "GET", "/api/users/1"), Not(HasSubstr("2001")));
  EXPECT_THAT(Send(now->url(), "GET", "/api/users/1", "", root), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(Send(of_past->url(), "GET", "/api/serviceaccounts/search", "", root), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(Send(now->url(), "GET", "/api/serviceaccounts/search"), StartsWith("HTTP/1.1 200"));
}

// As control does it: what follows from the port is in the settings before the world is made.
TEST_F(WorldsTest, TheSettingsMaySayWhereItIs) {
  WorldSettings settings = Named("one");
  settings.place = [](InstanceSettings& instance, const WorldAddress& address) -> tl::expected<void, std::string> {
    instance.frontend.app_url = address.url();
    return {};
  };
  const auto world = Open(std::move(settings));
  EXPECT_THAT(Send(world->url(), "GET", "/api/frontend/settings"), HasSubstr("\"appUrl\":\"" + world->url() + "\""));
}

TEST_F(WorldsTest, WhatCannotBePlacedIsNotOpened) {
  WorldSettings settings = Named("one");
  settings.place = [](InstanceSettings& /*instance*/, const WorldAddress& /*address*/) {
    return tl::expected<void, std::string>(tl::unexpected(std::string("no place")));
  };
  const auto refused = app.worlds().Open(std::move(settings));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().sentence, "no place");
  EXPECT_NE(Open("one"), nullptr);
}

TEST_F(WorldsTest, ANameIsGivenOnceUntilItsWorldEnds) {
  const auto first = Open("one");
  (void)MakeToken(first->url());
  const auto twice = app.worlds().Open(Named("one"));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, WorldError::Code::kNameTaken);
  EXPECT_EQ(app.worlds().Open(Named("main")).error().code, WorldError::Code::kNameTaken);
  EXPECT_TRUE(app.worlds().Close("one"));
  EXPECT_FALSE(app.worlds().Close("one"));
  const auto again = Open("one");
  EXPECT_THAT(Send(again->url(), "GET", "/api/serviceaccounts/2"), StartsWith("HTTP/1.1 404"));
}

TEST_F(WorldsTest, ANameIsAWordAndChosenWhenNoneIsGiven) {
  for (const std::string& name : std::vector<std::string>{"a/b", "..", ".", "a b", "ä", std::string(65, 'a')})
    EXPECT_EQ(app.worlds().Open(Named(name)).error().code, WorldError::Code::kNameInvalid) << name;
  const auto first = Open("");
  const auto second = Open("");
  EXPECT_THAT(first->name(), Not(IsEmpty()));
  EXPECT_NE(first->name(), second->name());
  EXPECT_EQ(app.worlds().Find(second->name()), second);
}

TEST_F(WorldsTest, WhereNoAddressIsToBeHadTheNameStaysFree) {
  Worlds nowhere([]() -> std::unique_ptr<WorldAddress> { throw NoAddress("no port is free"); });
  for (int i = 0; i < 2; ++i) {
    const auto refused = nowhere.Open(Named("one"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, WorldError::Code::kNoAddress);
    EXPECT_EQ(refused.error().sentence, "no port is free");
  }
}

// An address that nobody can reach, for worlds that are not asked.
class Nowhere : public WorldAddress {
 public:
  [[nodiscard]] std::string url() const override { return "nowhere:" + std::to_string(number_) + "/"; }
  [[nodiscard]] std::uint16_t port() const override { return 0; }
  void Serve(std::shared_ptr<World> /*world*/) override {}
  void BeginStop() override {}
  void Stop() override {}
  void Cut() override {}

 private:
  static inline std::atomic<int> last_ = 0;
  int number_ = ++last_;
};

TEST_F(WorldsTest, ThereIsALimit) {
  Worlds few([] { return std::make_unique<Nowhere>(); }, 2);
  EXPECT_TRUE(few.Open(Named("one")));
  EXPECT_TRUE(few.Open(Named("two")));
  EXPECT_EQ(few.Open(Named("three")).error().code, WorldError::Code::kTooMany);
  EXPECT_TRUE(few.Close("one"));
  EXPECT_TRUE(few.Open(Named("three")));
}

TEST_F(WorldsTest, NoneIsOpenedOnceAllHaveEnded) {
  Worlds ended([] { return std::make_unique<Nowhere>(); });
  EXPECT_TRUE(ended.Open(Named("one")));
  ended.Stop();
  EXPECT_EQ(ended.Open(Named("two")).error().code, WorldError::Code::kCannotStart);
  EXPECT_TRUE(ended.All().empty());
}

// Nobody waits for the request, and it is answered to nobody; the world is there for it until it is done.
TEST_F(WorldsTest, CloseEndsRequestsUnderWay) {
  const auto doorway = std::make_shared<Doorway>();
  WorldSettings settings = Named("one");
  settings.instance.clock = [doorway] { return doorway->Pass(); };
  const std::string url = Open(std::move(settings))->url();
  RawClient idle(PortOf(url));
  doorway->closed = true;
  std::string answer = "none yet";
  std::thread asking([&] { answer = Send(url, "POST", "/api/serviceaccounts", R"({"name":"bot"})"); });
  while (doorway->inside == 0) std::this_thread::yield();
  EXPECT_TRUE(app.worlds().Close("one"));
  asking.join();
  EXPECT_EQ(answer, "");
  EXPECT_THAT(idle.ReadAll(), IsEmpty());
  EXPECT_THAT(Send(app.url(), "GET", "/api/org"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(Send(url, "GET", "/api/org"), "");
  doorway->closed = false;
}

TEST_F(WorldsTest, AWorldEndsWithItsLease) {
  WorldSettings settings = Named("leased");
  settings.lease = 20ms;
  const std::string url = Open(std::move(settings))->url();
  EXPECT_EQ(Exchange(url, ""), "");  // a connection ends with it, if it comes to one
  while (app.worlds().Find("leased") != nullptr) std::this_thread::yield();
  EXPECT_NE(Open("leased")->url(), "");
}

TEST_F(WorldsTest, UseAndCallBeginALeaseAnew) {
  WorldSettings settings = Named("leased");
  settings.lease = 1h;
  const auto world = Open(std::move(settings));
  const auto opened = world->lease().End(Lease::Time());
  EXPECT_THAT(Send(world->url(), "GET", "/api/org"), StartsWith("HTTP/1.1 200"));
  const auto used = world->lease().End(Lease::Time());
  EXPECT_GT(used, opened);
  EXPECT_TRUE(app.worlds().Renew("leased"));
  EXPECT_GT(world->lease().End(Lease::Time()), used);
  EXPECT_FALSE(app.worlds().Renew("unknown"));
}

TEST_F(WorldsTest, ManyAtATimeEachOnAPortOfItsOwn) {
  std::set<std::string> urls;
  for (int i = 0; i < 100; ++i) urls.insert(Open(std::to_string(i))->url());
  EXPECT_EQ(urls.size(), 100U);
  for (const std::string& url : urls) EXPECT_THAT(Send(url, "GET", "/api/org"), StartsWith("HTTP/1.1 200 OK"));
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(app.worlds().Close(std::to_string(i)));
  EXPECT_EQ(app.worlds().All().size(), 1U);
}

TEST_F(WorldsTest, ManyThreadsOpenAskAndClose) {
  std::atomic<bool> over = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this, i] {
      for (int turn = 0; turn < 10; ++turn) {
        WorldSettings settings = Named("w" + std::to_string((i * 3 + turn) % 8));
        if (turn % 3 == 0) settings.lease = 5ms;
        const auto world = app.worlds().Open(std::move(settings));
        if (!world) continue;  // another thread's
        const std::string answer = Send((*world)->url(), "POST", "/api/serviceaccounts", R"({"name":"bot"})");
        EXPECT_THAT(answer, testing::AnyOf("", HasSubstr(R"("id":2,)")));
        app.worlds().Close((*world)->name());
      }
    });
  }
  std::thread main_world([&] {
    while (!over) EXPECT_THAT(Send(app.url(), "GET", "/api/org"), StartsWith("HTTP/1.1 200 OK"));
  });
  for (std::thread& thread : threads) thread.join();
  over = true;
  main_world.join();
}

}  // namespace
}  // namespace grafake::server
