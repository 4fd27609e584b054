// Seeds over real sockets, in the program's own composition.

#include "server/control/seed.h"

#include <array>
#include <chrono>
#include <random>
#include <utility>

#include "server/control/control_fixture.h"
#include "server/domain/token_format.h"

namespace grafake::server {
namespace {

using json = nlohmann::json;
using testing::HasSubstr;

class SeedTest : public ControlTest {
 protected:
  // A world of that release with that seed; its url.
  std::string Open(const std::string& release, const std::string& seed, const std::string& more = "") {
    opened = AskMain("POST", "/_grafake/worlds", R"({"release": ")" + release + R"(", "seed": )" + seed + more + "}");
    return opened.Json().value("url", "");
  }
  Answered AsToken(const std::string& url, const std::string& path, const std::string& token) {
    return Ask(url, "GET", path, "", "Authorization: Bearer " + token + "\r\n");
  }

  // People, accounts and tokens come and go; a token that stays.
  std::string DoThingsAtRandom(const std::string& url, unsigned number) {
    std::minstd_rand draw(number);
    const std::string token =
        Ask(url, "POST", "/_grafake/seed",
            R"({"orgs": [{"name": "Team A"}], "api_keys": )" +
                std::string(KeysExist(url) ? R"([{"name": "k"}])" : "[]") +
                R"(, "service_accounts": [{"name": "stays", "tokens": [{"name": "stays", "expires": "2h"}]}]})")
            .Json()["service_accounts"][0]["tokens"][0]["key"];
    for (int i = 0; i < 60; ++i) {
      const std::string n = std::to_string(draw() % 12);
      const std::string body = R"({"name": "n)" + n + R"(", "login": "n)" + n + R"(", "password": "pw)" + n +
                               R"(", "role": "Editor", "loginOrEmail": "n)" + n + R"(", "userId": )" + n + "}";
      constexpr auto kThings =
          std::to_array<std::pair<const char*, const char*>>({{"POST", "/api/serviceaccounts"},
                                                              {"POST", "/api/admin/users"},
                                                              {"POST", "/api/teams"},
                                                              {"POST", "/api/orgs"},
                                                              {"DELETE", "/api/serviceaccounts/#"},
                                                              {"POST", "/api/serviceaccounts/#/tokens"},
                                                              {"PATCH", "/api/serviceaccounts/#"},
                                                              {"DELETE", "/api/admin/users/#"},
                                                              {"POST", "/api/teams/#/members"},
                                                              {"POST", "/api/orgs/2/users"},
                                                              {"DELETE", "/api/orgs/2/users/#"},
                                                              {"POST", "/api/admin/users/#/disable"},
                                                              {"DELETE", "/api/teams/#"}});
      const auto& [method, pattern] = kThings[draw() % kThings.size()];
      std::string path = pattern;
      const std::string id = std::to_string(4 + draw() % 12);
      if (const auto at = path.find('#'); at != std::string::npos) path.replace(at, 1, id);
      (void)AsAdmin(url, method, path, body);
    }
    return token;
  }
  bool KeysExist(const std::string& url) { return AsAdmin(url, "GET", "/api/auth/keys").status == 200; }

  Answered opened;
};

// Of a token of the tests, with its checksum.
std::string KnownToken() {
  const std::string text = "glsa_abcdefghijklmnopqrstuvwxyz012345";
  return text + "_" + TokenChecksum(text);
}

TEST_F(SeedTest, ASeedHasWhatNobodyCanReachByRequests) {
  const auto seeded = AskMain("POST", "/_grafake/seed", R"(
orgs: [{name: Team A}]
users:
  - {login: ada, password: secret, email: ada@example.org, orgs: {Main Org.: Editor, Team A: Admin}}
  - {login: off, password: secret, disabled: true}
  - {login: root2, password: secret, grafana_admin: true}
teams: [{name: sre, org: Team A, members: [ada]}]
service_accounts:
  - name: robot
    role: Editor
    tokens:
      - {name: known, key: )" + KnownToken() + R"(}
      - {name: gone, created: -29d, expires: -1s, last_used: -3d}
      - {name: soon, expires: 1h}
api_keys: [{name: legacy, role: Viewer}]
)");
  ASSERT_EQ(seeded.status, 201) << seeded.body;
  const json made = seeded.Json();
  EXPECT_EQ(StatusOfToken(app.url(), KnownToken()), 200);
  EXPECT_EQ(made["service_accounts"][0]["tokens"][0]["key"], KnownToken());
  const std::string gone = made["service_accounts"][0]["tokens"][1]["key"];
  const std::string soon = made["service_accounts"][0]["tokens"][2]["key"];
  EXPECT_EQ(StatusOfToken(app.url(), gone), 401);
  EXPECT_EQ(StatusOfToken(app.url(), soon), 200);
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"advance": "2h"})").status, 200);
  EXPECT_EQ(StatusOfToken(app.url(), soon), 401);
  EXPECT_EQ(StatusOfToken(app.url(), made["api_keys"][0]["key"]), 200);
  const auto as = [&](const std::string& login) {
    return Ask(app.url(), "GET", "/api/user/orgs", "",
               "Authorization: Basic " + EncodeBase64(login + ":secret") + "\r\n");
  };
  EXPECT_THAT(as("ada").body, AllOf(HasSubstr("Team A"), HasSubstr("Editor")));
  EXPECT_EQ(as("off").status, 401);
  EXPECT_EQ(as("root2").status, 200);
}

TEST_F(SeedTest, ASeedIsAppliedWholeOrNotAtAll) {
  struct Wrong {
    const char* seed;
    int status;
    const char* sentence;
  };
  for (const auto& [seed, status, sentence] : std::vector<Wrong>{
           {"orgs: [{name: A}]\nusers:\n  - {login: x}\n  - {login: admin}\n", 422,
            "line 4: users[1]: the login or email of \"admin\" is in use"},
           {"orgs: [{name: A}]\nusers: [{login: x, orgs: {B: Viewer}}]", 422, "there is no org named \"B\""},
           {"orgs: [{name: A}]\nteams: [{name: t, members: [nobody]}]", 422, "there is no user \"nobody\""},
           {"orgs: [{name: A}]\nservice_accounts: [{name: r, role: None}]", 422, "no role None"},
           {"orgs: [{name: A}]\nservice_accounts: [{name: r, tokens: [{name: t, key: glsa_x_00000000}]}]", 422,
            "checksum"},
           {"orgs: [{name: A}]\nservice_accounts: [{name: r, role: Editr}]", 400, "did you mean Editor?"},
           {"orgs: [{name: A}]\nservice_accounts: [{name: r, tokens: [{name: t, expires: soon}]}]", 400,
            "a span from now"},
           {"orgs: [{name: A}]\nservice_acounts: []", 400, "did you mean service_accounts?"},
           {"orgs: [{name: A}]\nclock: {at: 2026-03-01T09:00:00Z, frozen: maybe}", 400, "frozen is text"},
           {"clock: 2001-02-03T04:05:06Z\norgs: [{name: Main Org.}]", 422, "is in use"},
       }) {
    const auto answer = AskMain("POST", "/_grafake/seed", seed);
    EXPECT_EQ(answer.status, status) << seed << answer.body;
    EXPECT_THAT(answer.Error(), HasSubstr(sentence)) << seed;
  }
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/orgs/name/A").status, 404);
  EXPECT_EQ(AskMain("GET", "/_grafake/clock").Json()["follow"], "system");
}

TEST_F(SeedTest, AWorldBeginsWithItsSeedAndComesBackToIt) {
  opened = AskMain("POST", "/_grafake/worlds",
                   R"({"name": "one", "seed": {
      "clock": {"at": "2026-03-01T09:00:00Z", "frozen": true},
      "service_accounts": [{"name": "robot", "tokens": [{"name": "known", "key": ")" +
                       KnownToken() + R"("}]}]}})");
  ASSERT_EQ(opened.status, 201) << opened.body;
  const std::string url = opened.Json()["url"];
  EXPECT_EQ(opened.Json()["seeded"]["service_accounts"][0]["tokens"][0]["key"], KnownToken());
  EXPECT_EQ(StatusOfToken(url, KnownToken()), 200);
  const std::string before = AsAdmin(url, "GET", "/api/serviceaccounts/2").body;
  EXPECT_THAT(before, HasSubstr("2026-03-01T09:00:00Z"));
  EXPECT_EQ(AsAdmin(url, "DELETE", "/api/serviceaccounts/2").status, 200);
  EXPECT_EQ(Ask(url, "PUT", "/_grafake/clock", R"({"advance": "1d"})").status, 200);
  EXPECT_EQ(Ask(url, "POST", "/_grafake/reset").status, 204);
  EXPECT_EQ(StatusOfToken(url, KnownToken()), 200);
  EXPECT_EQ(AsAdmin(url, "GET", "/api/serviceaccounts/2").body, before);
  EXPECT_EQ(Ask(url, "GET", "/_grafake/clock").Json()["now"], "2026-03-01T09:00:00Z");
  EXPECT_THAT(
      AskMain("POST", "/_grafake/worlds", R"({"name": "two", "seed": {"users": [{"login": "admin"}]}})").Error(),
      HasSubstr("seed.users[0]: the login or email"));
  EXPECT_EQ(AskMain("GET", "/_grafake/worlds/two").status, 404);
}

// What is refused is what the same release says of a token that expired by itself.
TEST_F(SeedTest, PlantedTokensEndAsOthersDo) {
  for (const std::string release : {"9.0", "9.3", "10.1", "12.4"}) {
    const std::string url = Open(release, R"({"clock": {"at": "2026-03-01T09:00:00Z", "frozen": true},
        "service_accounts": [{"name": "bot", "role": "Admin", "tokens": [
          {"name": "soon", "expires": "1h"}, {"name": "gone", "expires": "-1s"}, {"name": "stays"}]}]})");
    ASSERT_EQ(opened.status, 201) << release << opened.body;
    const json tokens = opened.Json()["seeded"]["service_accounts"][0]["tokens"];
    const std::string account =
        "/api/serviceaccounts/" + opened.Json()["seeded"]["service_accounts"][0]["id"].dump() + "/tokens";
    const auto left = [&] {
      for (const json& token : AsAdmin(url, "GET", account).Json())
        if (token["name"] == "soon") return token["secondsUntilExpiration"].get<double>();
      return -1.0;
    };
    EXPECT_EQ(AsToken(url, "/api/org", tokens[0]["key"]).status, 200) << release;
    EXPECT_EQ(left(), 3600) << release;
    EXPECT_EQ(Ask(url, "PUT", "/_grafake/clock", R"({"advance": "30m"})").status, 200);
    EXPECT_EQ(left(), 1800) << release;
    const json issued = AsAdmin(url, "POST", account, R"({"name": "t", "secondsToLive": 60})").Json();
    EXPECT_EQ(Ask(url, "PUT", "/_grafake/clock", R"({"advance": "2h"})").status, 200);
    const auto refused = AsToken(url, "/api/org", issued["key"]);
    EXPECT_EQ(refused.status, 401) << release;
    EXPECT_EQ(AsToken(url, "/api/org", tokens[0]["key"]).body, refused.body) << release;
    EXPECT_EQ(AsToken(url, "/api/org", tokens[1]["key"]).body, refused.body) << release;
    EXPECT_EQ(AsToken(url, "/api/org", tokens[2]["key"]).status, 200) << release;
  }
}

TEST_F(SeedTest, NothingIsPlantedThatTheReleaseCannotHave) {
  struct Wrong {
    const char* release;
    std::string seed;
    const char* sentence;
  };
  for (const auto& [release, seed, sentence] : std::vector<Wrong>{
           {"12.4", R"({"api_keys": [{"name": "legacy"}]})", "line 1: seed.api_keys[0]: this release has no API keys"},
           {"9.0", R"({"service_accounts": [{"name": "a", "role": "None"}]})", "no role None"},
           {"8.5",
            R"({"service_accounts": [{"name": "a", "tokens": [{"name": "t", "key": ")" + KnownToken() + "\"}]}]}",
            "does not issue yet"},
           {"10.1", R"({"api_keys": [{"name": "a", "key": ")" + KnownToken() + "\"}]}", "an API key is base64"},
       }) {
    EXPECT_EQ(Open(release, seed), "") << release;
    EXPECT_EQ(opened.status, 422) << release << opened.body;
    EXPECT_THAT(opened.Error(), HasSubstr(sentence)) << release;
  }
  EXPECT_NE(Open("12.4", R"({"service_accounts": [{"name": "a", "role": "None"}]})"), "") << opened.body;
  EXPECT_NE(Open("8.5", R"({"api_keys": [{"name": "a", "role": "Editor"}]})"), "") << opened.body;
}

TEST_F(SeedTest, WhatIsMisspeltOrContradictsItselfIsSaid) {
  const auto token = [](const std::string& members) {
    return "service_accounts:\n- name: r\n  tokens:\n  - {name: t}\n  - {name: u, " + members + "}\n";
  };
  const std::string known = KnownToken();
  for (const auto& [seed, sentence] : std::vector<std::pair<std::string, std::string>>{
           {"teams:\n- {name: t, org: Main Orgg.}\n", "did you mean \"Main Org.\"?"},
           {"users: [{login: ada}]\nteams:\n- {name: t, members: [adda]}\n",
            "line 3: teams[0]: there is no user \"adda\"; did you mean \"ada\"?"},
           {token("key: " + known.substr(0, known.size() - 1)),
            "line 5: service_accounts[0].tokens[1]: key ends with a wrong checksum; expected " +
                known.substr(known.rfind('_') + 1)},
           {token("key: gls_x_00000000"), "expected glsa_, letters and digits"},
           {token("key: glsa__00000000"), "expected glsa_, letters and digits"},
           {token("key: glsa"), "expected glsa_, letters and digits"},
           {token("key: hello"), "key is no base64"},
           {token("created: -1h, expires: -2h"), "expires is before created"},
           {token("created: -1h, last_used: -2h"), "last_used is before created"},
           {"service_accounts:\n- {name: r, tokens: [{name: t, key: " + known +
                "}]}\n- {name: s, tokens: [{name: u, key: " + known + "}]}\n",
            "line 3: service_accounts[1].tokens[0]: key is in use"},
           {"users:\n- {login: a}\n- {login: b, email: a}\n", "line 3: users[1]"},
           {"users:\n- {login: a, orgs: {Main Org.: 5}}\n",
            "line 2: users[0].orgs.Main Org. is a number; expected text"},
           {"users:\n- {login: \"a\\0\"}\n", "NUL"},
           {"orgs: [{name: \"\"}]\n", "line 1: orgs[0]: name is blank"},
           {"orgs: [{name: \"  \"}]\n", "name is blank"},
           {R"({"orgs": [{"name": "\ud800"}]})", "holds \\ud800, half a pair"},
           {"users: [{login: ada}]\nteams: [{name: t, members: [{login: ada, permission: Editor}]}]\n",
            "teams[0].members[0].permission is \"Editor\" (one of: Member, Admin)"},
           {"teams: [{name: t, members: [5]}]\n", "teams[0].members[0] is a number; expected text or a map"},
           {token("expires: 9999-01-01T00:00:00Z"), "expected a time from 1678 to 2491"},
       }) {
    const auto answer = AskMain("POST", "/_grafake/seed", seed);
    EXPECT_THAT(answer.status, testing::AnyOf(400, 422)) << seed << answer.body;
    EXPECT_THAT(answer.Error(), HasSubstr(sentence)) << seed;
  }
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/users").Json().size(), 1U);
}

TEST_F(SeedTest, DataSourcesAreInTheWordsOfProvisioningFiles) {
  const std::string url = Open(
      "9.0", R"({"data_sources": [{"name": "M", "type": "prometheus", "uid": "m", "jsonData": {"b": [1, "x"], "a": 1},)"
             R"( "secureJsonData": {"p": "canary"}}]})");
  EXPECT_EQ(opened.Json()["seeded"]["data_sources"][0]["uid"], "m") << opened.body;
  const std::string shown = AsAdmin(url, "GET", "/api/datasources/uid/m").body;
  EXPECT_THAT(shown, HasSubstr(R"("jsonData":{"a":1,"b":[1,"x"]},"secureJsonFields":{"p":true})"));
  Open("9.0", R"({"data_sources": [{"name": "M", "type": "x"}, {"name": "M", "type": "x"}]})");
  EXPECT_THAT(opened.body, HasSubstr("data_sources[1]: data source with the same name already exists"));
}

// With the secrets of the data sources as they are sealed: whoever opened the first opens the second.
TEST_F(SeedTest, AStateTellsDataSourcesAndPlaylists) {
  const std::string first = Open(
      "9.0", R"({"data_sources": [{"name": "M", "type": "loki", "uid": "m", "secureJsonData": {"p": "canary"}}],)"
             R"( "playlists": [{"name": "Wall", "items": [{"type": "dashboard_by_tag", "value": "a", "order": 1}]}]})");
  const auto put = R"({"name":"N","type":"loki","access":"proxy","url":"http://x"})";
  EXPECT_EQ(AsAdmin(first, "PUT", "/api/datasources/uid/m", put).status, 200);
  const std::string state = Ask(first, "GET", "/_grafake/state").body;
  EXPECT_THAT(state, testing::AllOf(HasSubstr(R"("sealed":{"p":")"), testing::Not(HasSubstr("canary"))));
  const std::string second = Open("9.0", state);
  ASSERT_EQ(opened.status, 201) << opened.body << state;
  EXPECT_EQ(Ask(second, "GET", "/_grafake/state").body, state);
  for (const char* path : {"/api/datasources/uid/m", "/api/datasources", "/api/playlists"})
    EXPECT_EQ(AsAdmin(second, "GET", path).body, AsAdmin(first, "GET", path).body);
  EXPECT_EQ(
      Ask(second, "POST", "/_grafake/seed", R"({"data_sources": [{"name": "x", "type": "x", "id": 1, "uid": "y"}]})")
          .status,
      422);
}

TEST_F(SeedTest, TheClockOfASeedThatFailsWasNeverThere) {
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"now": "2026-05-01T00:00:00Z", "frozen": true})").status, 200);
  const std::string before = AskMain("GET", "/_grafake/clock").body;
  EXPECT_EQ(AskMain("POST", "/_grafake/seed", "clock: 2001-02-03T04:05:06Z\nusers: [{login: admin}]").status, 422);
  EXPECT_EQ(AskMain("GET", "/_grafake/clock").body, before);
}

// Some thousand accounts are no reason to wait: the time grows with their number alone.
TEST_F(SeedTest, ManyAccountsAreOneSeed) {
  std::string seed = R"({"service_accounts": [)";
  for (int i = 0; i < 5000; ++i)
    seed += (i == 0 ? "" : ",") + std::string(R"({"name": "bot)") + std::to_string(i) + "\"}";
  const auto seeded = AskMain("POST", "/_grafake/seed", seed + "]}");
  ASSERT_EQ(seeded.status, 201) << seeded.Error();
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/serviceaccounts/search").Json()["totalCount"], 5000);
}

// A world of that state tells the same state, and knows the same secrets.
TEST_F(SeedTest, AStateIsASeedOfItself) {
  for (const std::string release : {"8.5", "9.0", "9.3", "10.1", "11.5", "12.4"}) {
    const std::string first = Open(release, R"({"clock": {"at": "2026-03-01T09:00:00Z", "frozen": true}})");
    ASSERT_EQ(opened.status, 201) << release << opened.body;
    const std::string token = DoThingsAtRandom(first, static_cast<unsigned>(release.size()) + release[0]);
    EXPECT_EQ(Ask(first, "PUT", "/_grafake/clock", R"({"advance": "90m"})").status, 200);
    const std::string state = Ask(first, "GET", "/_grafake/state").body;
    const std::string second = Open(release, state);
    ASSERT_EQ(opened.status, 201) << release << opened.body << state;
    EXPECT_EQ(Ask(second, "GET", "/_grafake/state").body, state) << release;
    EXPECT_EQ(StatusOfToken(second, token), 200) << release;
    for (const char* path : {"/api/serviceaccounts/search", "/api/teams/search", "/api/orgs"})
      EXPECT_EQ(AsAdmin(second, "GET", path).body, AsAdmin(first, "GET", path).body) << release << path;
    EXPECT_EQ(Ask(second, "POST", "/_grafake/seed", state).status, 201);
    EXPECT_EQ(Ask(second, "GET", "/_grafake/state").body, state) << release;
  }
}

// A token may end later than any clock goes; an admin of a team stays one, and everybody keeps his theme.
TEST_F(SeedTest, AStateTellsAFarEndALevelAndATheme) {
  for (const std::string release : {"8.5", "10.1", "12.4"}) {
    const std::string first = Open(release, R"({"clock": {"at": "2026-03-01T09:00:00Z", "frozen": true},
        "users": [{"login": "ada"}, {"login": "bob", "theme": "light"}],
        "teams": [{"name": "sre", "members": ["bob", {"login": "ada", "permission": "Admin"}]}],
        "service_accounts": [{"name": "bot"}]})");
    ASSERT_EQ(opened.status, 201) << release << opened.body;
    EXPECT_FALSE(opened.Json()["seeded"]["users"][0].contains("password")) << opened.body;
    const std::string bot = opened.Json()["seeded"]["service_accounts"][0]["id"].dump();
    for (const char* life : {"9000000000", "9223372036"}) {
      const auto made = AsAdmin(first, "POST", "/api/serviceaccounts/" + bot + "/tokens",
                                R"({"name": "far)" + std::string(life) + R"(", "secondsToLive": )" + life + "}");
      EXPECT_EQ(made.status, 200) << release << made.body;
    }
    EXPECT_EQ(AsAdmin(first, "PUT", "/api/users/1", R"({"login": "admin", "theme": "dark"})").status, 200);
    const std::string state = Ask(first, "GET", "/_grafake/state").body;
    for (const char* told : {R"("expires":"2311-05-14T01:00:00Z")", R"("theme":"dark")", R"("theme":"light")",
                             R"({"login":"ada","permission":"Admin"})"})
      EXPECT_THAT(state, HasSubstr(told)) << release;
    const std::string second = Open(release, state);
    ASSERT_EQ(opened.status, 201) << release << opened.body;
    EXPECT_FALSE(opened.Json()["seeded"]["service_accounts"][0]["tokens"][0].contains("key")) << opened.body;
    EXPECT_EQ(Ask(second, "GET", "/_grafake/state").body, state) << release;
    for (const auto& path : std::vector<std::string>{"/api/users/1", "/api/serviceaccounts/" + bot + "/tokens"})
      EXPECT_EQ(AsAdmin(second, "GET", path).body, AsAdmin(first, "GET", path).body) << release << path;
  }
}

TEST_F(SeedTest, WorldsOfOneNumberAreAlike) {
  const std::string seed = R"({"clock": {"at": "2026-03-01T09:00:00Z", "frozen": true},
      "users": [{"login": "ada", "password": "x"}],
      "service_accounts": [{"name": "bot", "tokens": [{"name": "t"}]}]})";
  for (const std::string release : {"8.5", "9.3", "12.4"}) {
    const std::string one = Open(release, seed, R"(, "deterministic": 7)");
    const std::string seeded = opened.Json()["seeded"].dump();
    const std::string two = Open(release, seed, R"(, "deterministic": 7)");
    EXPECT_EQ(opened.Json()["seeded"].dump(), seeded) << release;
    const std::string other = Open(release, seed, R"(, "deterministic": 8)");
    EXPECT_NE(opened.Json()["seeded"].dump(), seeded) << release;
    EXPECT_EQ(Ask(one, "GET", "/_grafake/state").body, Ask(two, "GET", "/_grafake/state").body) << release;
    const auto key = [&](const std::string& url, const std::string& name) {
      return AsAdmin(url, "POST", "/api/serviceaccounts/3/tokens", R"({"name": ")" + name + "\"}")
          .Json()
          .value("key", "");
    };
    const std::string first = key(one, "a");
    EXPECT_EQ(first, key(two, "a")) << release;
    EXPECT_NE(first, "") << release;
    const std::string login = R"({"user": "ada", "password": "x"})";
    const auto cookies = [&](const std::string& url) { return WholeAnswer(url, "POST", "/login", login); };
    EXPECT_EQ(cookies(one), cookies(two)) << release;
    EXPECT_NE(first, key(one, "b")) << release;
    EXPECT_EQ(Ask(one, "POST", "/_grafake/reset").status, 204);
    EXPECT_EQ(key(one, "a"), first) << release << ": after a reset all comes again";
  }
}

TEST_F(SeedTest, AWorldBeginsWithASnapshot) {
  const std::string token = MakeToken(app.url(), 3600);
  EXPECT_EQ(AskMain("POST", "/_grafake/snapshots/then").status, 201);
  EXPECT_EQ(AsAdmin(app.url(), "DELETE", "/api/serviceaccounts/2").status, 200);
  const auto made =
      AskMain("POST", "/_grafake/worlds", R"({"snapshot": "then", "seed": {"users": [{"login": "ada"}]}})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string url = made.Json()["url"];
  EXPECT_EQ(StatusOfToken(url, token), 200);
  EXPECT_EQ(AsAdmin(url, "DELETE", "/api/serviceaccounts/2").status, 200);
  EXPECT_EQ(Ask(url, "POST", "/_grafake/reset").status, 204);
  EXPECT_EQ(StatusOfToken(url, token), 200);
  EXPECT_EQ(AsAdmin(url, "GET", "/api/users/lookup?loginOrEmail=ada").status, 200);
  EXPECT_THAT(AskMain("POST", "/_grafake/worlds", R"({"snapshot": "than"})").Error(), HasSubstr("did you mean then?"));
}

}  // namespace
}  // namespace grafake::server
