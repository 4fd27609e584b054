// Control over real sockets, in the program's own composition.

#include "server/control/control.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using json = nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

TEST_F(ControlTest, AClockThatIsAdvancedEndsATokenAtOnce) {
  const std::string token = MakeToken(app.url(), 3600);
  EXPECT_EQ(StatusOfToken(app.url(), token), 200);
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"advance": "2h"})").status, 200);
  EXPECT_EQ(StatusOfToken(app.url(), token), 401);
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"follow": "system"})").status, 200);
  EXPECT_EQ(StatusOfToken(app.url(), token), 200);
}

TEST_F(ControlTest, AFrozenClockShowsWhatItWasTold) {
  const auto set = AskMain("PUT", "/_grafake/clock", "now: 2026-03-01T09:00:00Z\nfrozen: true\n");
  EXPECT_EQ(set.body, "{\"now\":\"2026-03-01T09:00:00Z\",\"frozen\":true,\"rate\":0,\"follow\":null}\n");
  EXPECT_EQ(AskMain("GET", "/_grafake/clock").body, set.body);
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"advance": "30d"})").Json()["now"], "2026-03-31T09:00:00Z");
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"rate": 60})").Json()["rate"], 60);
}

TEST_F(ControlTest, AResetBringsTheStartBack) {
  const std::string token = MakeToken(app.url(), 3600);
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"advance": "-2d"})").status, 200);
  EXPECT_EQ(AskMain("POST", "/_grafake/reset", R"({"keep": ["clock"]})").status, 204);
  EXPECT_EQ(StatusOfToken(app.url(), token), 500);  // unknown to this release
  EXPECT_EQ(AskMain("GET", "/_grafake/clock").Json()["follow"], nullptr);
  EXPECT_EQ(AskMain("POST", "/_grafake/reset").status, 204);
  EXPECT_EQ(AskMain("GET", "/_grafake/clock").Json()["follow"], "system");
  MakeToken(app.url(), 3600);  // the ids of the start, too
  EXPECT_THAT(AskMain("POST", "/_grafake/reset", R"({"keep": ["clokc"]})").Error(), HasSubstr("did you mean clock?"));
}

TEST_F(ControlTest, ASnapshotIsRestoredToTheByte) {
  const std::string token = MakeToken(app.url(), 3600);
  const std::vector<std::string> paths = {"/api/serviceaccounts/search",
                                          "/api/serviceaccounts/2",
                                          "/api/org/users",
                                          "/api/serviceaccounts/2/tokens",
                                          "/api/users",
                                          "/api/orgs"};
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"frozen": true})").status, 200);
  std::vector<std::string> before;
  for (const std::string& path : paths) before.push_back(AsAdmin(app.url(), "GET", path).body);
  EXPECT_EQ(AskMain("POST", "/_grafake/snapshots/then").status, 201);
  EXPECT_EQ(AsAdmin(app.url(), "DELETE", "/api/serviceaccounts/2").status, 200);
  for (int i = 0; i < 20; ++i)
    AsAdmin(app.url(), "POST", "/api/serviceaccounts", R"({"name":"b)" + std::to_string(i) + "\"}");
  EXPECT_EQ(StatusOfToken(app.url(), token), 500);
  EXPECT_EQ(AskMain("POST", "/_grafake/snapshots/then/restore").status, 204);
  EXPECT_EQ(StatusOfToken(app.url(), token), 200);
  for (std::size_t i = 0; i < paths.size(); ++i)
    EXPECT_EQ(AsAdmin(app.url(), "GET", paths[i]).body, before[i]) << paths[i];
  EXPECT_EQ(AskMain("GET", "/_grafake/snapshots").body, "[{\"name\":\"then\"}]\n");
  EXPECT_EQ(AskMain("DELETE", "/_grafake/snapshots/then").status, 204);
  EXPECT_EQ(AskMain("POST", "/_grafake/snapshots/then/restore").status, 409);
  EXPECT_EQ(AskMain("DELETE", "/_grafake/snapshots/then").status, 404);
}

TEST_F(ControlTest, AWorldInAFileIsRestoredToo) {
  const auto directory = std::filesystem::temp_directory_path() / ("grafake-control-" + std::to_string(getpid()));
  std::filesystem::create_directories(directory);
  AppSettings settings = Settings();
  settings.instance.database = directory / "grafana.db";
  {
    App filed(settings, [](const std::string&) {});
    const std::string token = MakeToken(filed.url(), 3600);
    EXPECT_EQ(Ask(filed.url(), "POST", "/_grafake/reset").status, 409);
    EXPECT_EQ(Ask(filed.url(), "POST", "/_grafake/snapshots/then").status, 201);
    EXPECT_EQ(AsAdmin(filed.url(), "DELETE", "/api/serviceaccounts/2").status, 200);
    EXPECT_EQ(Ask(filed.url(), "POST", "/_grafake/snapshots/then/restore").status, 204);
    EXPECT_EQ(StatusOfToken(filed.url(), token), 200);
    EXPECT_EQ(AsAdmin(filed.url(), "POST", "/api/serviceaccounts", R"({"name":"next"})").Json()["id"], 3);
  }
  {
    App again(settings, [](const std::string&) {});
    EXPECT_EQ(AsAdmin(again.url(), "GET", "/api/serviceaccounts/search").Json()["totalCount"], 2);
  }
  std::filesystem::remove_all(directory);
}

// Every answer is of one state: an account and its token are both there, or neither.
TEST_F(ControlTest, NoAnswerMixesTwoStates) {
  const std::string token = MakeToken(app.url(), 3600);
  EXPECT_EQ(AskMain("POST", "/_grafake/snapshots/full").status, 201);
  std::atomic<bool> over = false;
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&] {
      while (!over) {
        EXPECT_THAT(StatusOfToken(app.url(), token), testing::AnyOf(200, 500));
        const json page = AsAdmin(app.url(), "GET", "/api/serviceaccounts/search").Json();
        EXPECT_EQ(page["totalCount"], page["serviceAccounts"].size());
        for (const json& account : page["serviceAccounts"]) EXPECT_EQ(account["tokens"], 1);
      }
    });
  }
  for (int i = 0; i < 40; ++i) {
    EXPECT_EQ(AskMain("POST", "/_grafake/reset").status, 204);
    EXPECT_EQ(StatusOfToken(app.url(), token), 500);
    EXPECT_EQ(AskMain("POST", "/_grafake/snapshots/full/restore").status, 204);
    EXPECT_EQ(StatusOfToken(app.url(), token), 200);
  }
  over = true;
  for (std::thread& client : clients) client.join();
}

struct BadBody {
  const char* body;
  const char* sentence;
};

TEST_F(ControlTest, WhatIsWrongWithAClockIsSaid) {
  for (const auto& [body, sentence] : std::vector<BadBody>{
           {"{}", "say what the clock is to do"},
           {R"({"now": "yesterday"})", "line 1: now is \"yesterday\"; expected a time such as"},
           {R"({"advance": 5})", "line 1: advance is a number; expected text: put it in quotes"},
           {R"({"advance": "1 fortnight"})", "expected a span such as"},
           {R"({"advance": "-400000d"})", "expected a span of less than 290 years"},
           {R"({"now": "2500-01-01T00:00:00Z"})", "expected a time from 1970 to 2199"},
           {R"({"advance": "200w", "now": "2026-03-01T09:00:00Z"})", "exclude each other"},
           {R"({"advance": "-10000w"})", "no clock can be"},
           {R"({"frozen": true, "rate": 2})", "stands still"},
           {R"({"rate": 0})", "above 0"},
           {R"({"rate": 1e999})", "rate"},
           {R"({"follow": "sytsem"})", "did you mean system?"},
           {R"({"follow": "system", "frozen": true})", "stands alone"},
           {R"({"frozne": true})", "did you mean frozen?"},
           {"[", "neither YAML nor JSON"},
       }) {
    const auto answer = AskMain("PUT", "/_grafake/clock", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_THAT(answer.Error(), HasSubstr(sentence)) << body;
  }
  EXPECT_EQ(AskMain("GET", "/_grafake/clock").Json()["follow"], "system");
}

TEST_F(ControlTest, AWorldIsAGrafanaOfItsOwn) {
  const auto opened = AskMain("POST", "/_grafake/worlds", R"({"name": "one", "release": "9.3"})");
  ASSERT_EQ(opened.status, 201) << opened.body;
  const json world = opened.Json();
  EXPECT_EQ(world["name"], "one");
  EXPECT_THAT(world["release"].get<std::string>(), StartsWith("9.3."));
  EXPECT_EQ(world["admin"], json({{"login", "admin"}, {"password", "admin"}}));
  const std::string url = world["url"];
  EXPECT_THAT(AsAdmin(url, "GET", "/api/health").body, HasSubstr("9.3."));
  EXPECT_EQ(AsAdmin(url, "GET", "/api/frontend/settings").Json()["appUrl"],
            "http://localhost:" + url.substr(url.rfind(':') + 1) + "/");
  EXPECT_EQ(AsAdmin(url, "POST", "/api/orgs", R"({"name":"x"})").status, 200);
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/orgs/name/x").status, 404);
  EXPECT_EQ(AskMain("GET", "/_grafake/worlds/one").Json()["admin"], json({{"login", "admin"}}));
  EXPECT_EQ(AskMain("DELETE", "/_grafake/worlds/one").status, 204);
  EXPECT_EQ(AskMain("DELETE", "/_grafake/worlds/one").status, 404);
}

TEST_F(ControlTest, EachWorldHasAClockOfItsOwn) {
  const std::string url = AskMain("POST", "/_grafake/worlds", R"({"name": "one"})").Json()["url"];
  EXPECT_EQ(Ask(url, "PUT", "/_grafake/clock", R"({"now": "2001-02-03T04:05:06Z", "frozen": true})").status, 200);
  EXPECT_EQ(AskMain("GET", "/_grafake/worlds/one/clock").Json()["now"], "2001-02-03T04:05:06Z");
  EXPECT_EQ(AskMain("GET", "/_grafake/clock").Json()["follow"], "system");
  EXPECT_EQ(AskMain("PUT", "/_grafake/worlds/one/clock", R"({"advance": "1s"})").Json()["now"], "2001-02-03T04:05:07Z");
}

TEST_F(ControlTest, AWorldHasItsSettings) {
  const auto opened =
      AskMain("POST", "/_grafake/worlds",
              R"({"settings": {"security": {"admin_password": "a=b%c"}, "auth.anonymous": {"enabled": true},
                              "feature_toggles": {"lokiLive": true}}})");
  ASSERT_EQ(opened.status, 201) << opened.body;
  const std::string url = opened.Json()["url"];
  EXPECT_EQ(opened.Json()["admin"]["password"], "a=b%c");
  EXPECT_EQ(Ask(url, "GET", "/api/org").status, 200);
  EXPECT_EQ(Ask(url, "GET", "/api/frontend/settings").Json()["featureToggles"]["lokiLive"], true);
}

TEST_F(ControlTest, WhatIsWrongWithAWorldIsSaid) {
  EXPECT_EQ(AskMain("POST", "/_grafake/worlds", R"({"name": "one"})").status, 201);
  struct Wrong {
    const char* body;
    int status;
    const char* sentence;
  };
  for (const auto& [body, status, sentence] : std::vector<Wrong>{
           {R"({"name": "one"})", 409, "there is a world named one"},
           {R"({"name": "a b"})", 400, "a world's name has"},
           {R"({"release": "1.0"})", 422, "release is \"1.0\"; say one of"},
           {R"({"lease_seconds": 0})", 400, "lease_seconds is a number of seconds"},
           {R"({"settings": {"securty": {"admin_user": "x"}}})", 422, "did you mean security?"},
           {R"({"settings": {"security": {"admin_usr": "x"}}})", 422, "did you mean admin_user?"},
           {R"({"settings": {"grafake": {"control": "off"}}})", 422, "means nothing in a world"},
           {R"({"settings": {"server": {"http_port": 1}}})", 422, "means nothing in a world"},
           {R"({"settings": {"server": {"root_url": "http://x/y/"}}})", 422,
            "settings.server.root_url means nothing in a world"},
           {R"({"settings": {"server": {"root_url": "http://x/y/"}}, "listen": false})", 422, "root_url means nothing"},
           {R"({"settings": {"server": {"domain": "x"}}})", 422, "domain means nothing"},
           {R"({"settings": {"server": {"enforce_domain": true}}, "listen": false})", 422, "enforce_domain means"},
           {R"({"settings": {"server": {"serve_from_sub_path": true}}})", 422, "serve_from_sub_path means nothing"},
           {R"({"settings": {"server": {"read_timeout": "1s"}}})", 422, "read_timeout means nothing"},
           {R"({"settings": {"paths": {"data": "/tmp"}}})", 422, "means nothing in a world"},
           {R"({"snapshot": "none"})", 409, "there is no snapshot named \"none\""},
           {R"({"settings": {"security": {"admin_user": []}}})", 400, "settings.security.admin_user is a list"},
           {R"({"settings": {"security": "x"}})", 400, "settings.security is text; expected a map"},
           {R"({"settings": {"grafake": {"token_hash": "md5"}}})", 422, "say sha256 or pbkdf2"},
           {R"({"sedd": {}})", 400, "sedd is not known"},
       }) {
    const auto answer = AskMain("POST", "/_grafake/worlds", body);
    EXPECT_EQ(answer.status, status) << body << answer.body;
    EXPECT_THAT(answer.Error(), HasSubstr(sentence)) << body;
  }
  EXPECT_EQ(AskMain("GET", "/_grafake/worlds").Json().size(), 2U);
}

TEST_F(ControlTest, ALeaseEndsAWorldThatNobodyUses) {
  EXPECT_EQ(AskMain("POST", "/_grafake/worlds", R"({"name": "short", "lease_seconds": 0.05})").status, 201);
  for (int i = 0; i < 400 && app.worlds().Find("short") != nullptr; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  EXPECT_EQ(AskMain("GET", "/_grafake/worlds/short").status, 404);
}

TEST_F(ControlTest, WhoControlsAWorldFromTheMainAddressUsesIt) {
  ASSERT_EQ(AskMain("POST", "/_grafake/worlds", R"({"name": "leased", "lease_seconds": 3600})").status, 201);
  const auto world = app.worlds().Find("leased");
  const auto before = world->lease().End({});
  EXPECT_EQ(AskMain("GET", "/_grafake/worlds/leased/clock").status, 200);
  EXPECT_GT(world->lease().End({}), before);
}

TEST_F(ControlTest, WhatIsNotThereIsSaid) {
  const auto method = AskMain("POST", "/_grafake/clock");
  EXPECT_EQ(method.status, 405);
  EXPECT_THAT(RawClient(static_cast<std::uint16_t>(std::stoi(app.url().substr(app.url().rfind(':') + 1))))
                  .Exchange("POST /_grafake/clock HTTP/1.0\r\nHost: localhost\r\n\r\n"),
              HasSubstr("\r\nAllow: GET, PUT\r\n"));
  EXPECT_EQ(method.Error(), "/_grafake/clock is asked with GET, PUT, not with POST");
  EXPECT_THAT(AskMain("GET", "/_grafake/clokc").Error(), HasSubstr("nearest: /clock"));
  EXPECT_THAT(AskMain("GET", "/_grafake/worlds/none/clock").Error(), HasSubstr("no world named \"none\""));
  const std::string url = AskMain("POST", "/_grafake/worlds", "{}").Json()["url"];
  EXPECT_THAT(Ask(url, "GET", "/_grafake/worlds").Error(), HasSubstr("at the address of the main one"));
  EXPECT_EQ(AskMain("GET", "/_grafaker").status, 302);
}

TEST_F(ControlTest, WhatNoRouteReadsIsRefused) {
  struct Unread {
    const char* method;
    const char* path;
    const char* body;
    const char* sentence;
  };
  for (const auto& [method, path, body, sentence] : std::vector<Unread>{
           {"POST", "/snapshots/one", R"({"foo": 1})", "POST /_grafake/snapshots/one takes no body"},
           {"DELETE", "/faults", "[1]", "takes no body"},
           {"POST", "/reset?keep=clock", "", "the parameter keep is not known"},
           {"GET", "/requests?limit=1&limit=2", "", "the parameter limit stands twice"},
           {"POST", "/snapshots/a%2Fb", "", "a snapshot's name has letters, digits"},
           {"POST", "/snapshots/..", "", "a snapshot's name has letters, digits"},
       }) {
    const auto answer = AskMain(method, std::string("/_grafake") + path, body);
    EXPECT_EQ(answer.status, 400) << path;
    EXPECT_THAT(answer.Error(), HasSubstr(sentence)) << path;
  }
  EXPECT_EQ(AskMain("GET", "/_grafake/snapshots").Json().size(), 0U);
  EXPECT_EQ(AskMain("POST", "/_grafake/snapshots/one", "{}").status, 201);
  EXPECT_THAT(AskMain("POST", "/_grafake/snapshots/ona/restore").Error(), HasSubstr("did you mean one?"));
  EXPECT_EQ(AskMain("DELETE", "/_grafake/snapshots/a%00b").Error(), "there is no snapshot named \"a\\u{0}b\"");
}

TEST_F(ControlTest, ItIsDescribedRouteByRoute) {
  const json description = AskMain("GET", "/_grafake/openapi.json").Json();
  std::size_t described = 0;
  for (const auto& [path, methods] : description["paths"].items()) {
    described += methods.size();
    for (const auto& [method, operation] : methods.items()) {
      EXPECT_NE(operation.value("summary", ""), "") << path;
      const json parameters = operation.value("parameters", json::array());
      EXPECT_EQ(std::count(path.begin(), path.end(), '{'),
                std::ranges::count_if(parameters, [](const json& p) { return p["in"] == "path"; }))
          << path;
    }
  }
  EXPECT_EQ(described, Control::Routes().size());
}

TEST_F(ControlTest, SwitchedOffItIsAnUnknownPageOfGrafana) {
  App off(Settings({.who = ControlFor::kNobody}), [](const std::string&) {});
  EXPECT_EQ(Ask(off.url(), "GET", "/_grafake/clock").status, 302);
  EXPECT_EQ(Ask(off.url(), "PUT", "/_grafake/clock", R"({"frozen":true})").status,
            Ask(off.url(), "PUT", "/unknown", "{}").status);
}

TEST_F(ControlTest, AWorldLiesAsTheMainOneDoes) {
  AppSettings settings = Settings();
  settings.lies = {"toggle-ignored"};
  settings.make_world = WorldSettingsLike(CommandLine(), {});
  App liar(settings, [](const std::string&) {});
  const std::string url = Ask(liar.url(), "POST", "/_grafake/worlds", "{}").Json()["url"];
  EXPECT_EQ(AsAdmin(url, "GET", "/api/serviceaccounts/search").status, 200);
}

TEST_F(ControlTest, WithATokenItIsAskedFor) {
  App locked(Settings({.who = ControlFor::kAnybody, .token = "s3cret"}), [](const std::string&) {});
  EXPECT_EQ(Ask(locked.url(), "GET", "/_grafake/clock").status, 401);
  EXPECT_EQ(Ask(locked.url(), "GET", "/_grafake/clock", "", "Authorization: Bearer s3cret\r\n").status, 200);
}

TEST_F(ControlTest, ALargeBodyIsRefusedUnreadWhereItMayNotCome) {
  App locked(Settings({.token = "s3cret"}), [](const std::string&) {});
  const std::string large(std::size_t{2} << 20, ' ');
  EXPECT_EQ(Ask(locked.url(), "PUT", "/_grafake/clock", large).status, 401);
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"frozen": false})" + large).status, 200);
}

// By its length or chunk by chunk: the answer is control's as ever.
TEST_F(ControlTest, ATooLargeBodyIsRefusedInItsForm) {
  AppSettings settings = Settings({.token = "s3cret"});
  settings.listen.limits.body = 1000;
  App small(settings, [](const std::string&) {});
  const std::string own = "Authorization: Bearer s3cret\r\n";
  const std::string large(1001, ' ');
  const auto refused = Ask(small.url(), "POST", "/_grafake/seed", large, own);
  EXPECT_EQ(refused.status, 413);
  EXPECT_EQ(refused.Error(), "the body has more than 1000 bytes, which is [grafake] max_body_bytes");
  EXPECT_EQ(Ask(small.url(), "POST", "/_grafake/seed", large).status, 401);
  RawClient client(static_cast<std::uint16_t>(std::stoi(small.url().substr(small.url().rfind(':') + 1))));
  const std::string chunked = client.Exchange("POST /_grafake/seed HTTP/1.1\r\nHost: localhost\r\n" + own +
                                              "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + large + "\r\n0\r\n\r\n");
  EXPECT_THAT(chunked, testing::StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(chunked, HasSubstr(R"({"error":"the body has more than 1000 bytes)"));
  EXPECT_EQ(Ask(small.url(), "POST", "/api/teams", large).body, "413 Request Entity Too Large");
}

}  // namespace
}  // namespace grafake::server
