#include "server/control/secret_witness.h"

#include "server/control/control_fixture.h"
#include "server/control/controlled.h"
#include "server/control/tokens_in_head.h"
#include "server/domain/token_format.h"

namespace grafake::server {
namespace {

using json = nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class SecretWitnessTest : public ControlTest {
 protected:
  // "what token asked times", of a world.
  std::vector<std::string> Seen(const std::string& world = "") {
    std::vector<std::string> seen;
    told = AskMain("GET", "/_grafake" + world + "/secrets").body;
    const json answer = json::parse(told);
    for (const json& it : answer["secrets"]) {
      seen.push_back(it.value("what", "") + " " + it.value("token", "") + " " + it.value("asked", "") + " " +
                     it["times"].dump());
    }
    return seen;
  }
  static void Show(const std::string& url, const std::string& token, const std::string& path = "/api/org") {
    Ask(url, "GET", path, "", "Authorization: Bearer " + token + "\r\n");
  }
  std::string OpenWorld(const std::string& name) {
    return AskMain("POST", "/_grafake/worlds", R"({"name": ")" + name + "\"}").Json()["url"];
  }

  std::string told;
};

TEST_F(SecretWitnessTest, WhereItBelongsNobodySaysAnything) {
  const std::string token = MakeToken(app.url(), 3600);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(StatusOfToken(app.url(), token), 200);
  Ask(app.url(), "GET", "/api/org?token=glsa_readme&x=eyJhIjoxfQeyJhIjoxfQ", "", "User-Agent: glsa_\r\n");
  EXPECT_EQ(AskMain("POST", "/_grafake/seed",
                    R"({"service_accounts": [{"name": "two", "tokens": [{"name": "t2", "key": ")" + NewPrefixedToken() +
                        "\"}]}]}")
                .status,
            201);
  EXPECT_THAT(Seen(), IsEmpty()) << told;
}

TEST_F(SecretWitnessTest, ATokenInAnAddressIsSeen) {
  const std::string token = MakeToken(app.url(), 3600);
  std::string encoded = token;
  encoded.replace(4, 1, "%255F");
  for (const std::string& path : {"/api/org?x=" + token, "/api/org?x=" + encoded, "/api/" + token})
    Ask(app.url(), "GET", path);
  Ask(app.url(), "GET", "/api/org", "", "Referer: http://h/?t=" + token + "\r\nUser-Agent: me/" + token + "\r\n");
  EXPECT_THAT(Seen(),
              ElementsAre("in a URL <token t of bot> GET /api/<token> 1", "in a URL <token t of bot> GET /api/org 2",
                          "in the header Referer <token t of bot> GET /api/org 1",
                          "in the header User-Agent <token t of bot> GET /api/org 1"))
      << told;
  EXPECT_THAT(told, Not(HasSubstr(token.substr(5, 32))));
  const json first = json::parse(told)["secrets"][0];
  EXPECT_EQ(AskMain("GET", "/_grafake/requests").Json()["requests"].back()["id"].get<int>(),
            first["request"].get<int>() + 1);
  EXPECT_EQ(AskMain("POST", "/_grafake/reset").status, 204);
  EXPECT_EQ(Seen().size(), 4U) << "it is about all tests";
  EXPECT_EQ(AskMain("DELETE", "/_grafake/secrets").status, 204);
  EXPECT_THAT(Seen(), IsEmpty());
}

// Whether it was ever used before, or not.
TEST_F(SecretWitnessTest, ATokenThatIsUsedAfterItsEndIsSeen) {
  const std::string unused = MakeToken(app.url(), 3600);
  const std::string expiring =
      AsAdmin(app.url(), "POST", "/api/serviceaccounts/2/tokens", R"({"name":"short","secondsToLive":60})")
          .Json()["key"];
  const std::string key = AsAdmin(app.url(), "POST", "/api/auth/keys", R"({"name":"k","role":"Viewer"})").Json()["key"];
  EXPECT_EQ(AskMain("PUT", "/_grafake/clock", R"({"advance": "10m"})").status, 200);
  Show(app.url(), expiring);
  EXPECT_EQ(AsAdmin(app.url(), "DELETE", "/api/serviceaccounts/2/tokens/1").status, 200);
  Show(app.url(), unused);
  EXPECT_EQ(AsAdmin(app.url(), "DELETE", "/api/auth/keys/3").status, 200);
  Show(app.url(), key);
  EXPECT_EQ(AsAdmin(app.url(), "DELETE", "/api/serviceaccounts/2").status, 200);
  Show(app.url(), expiring);
  EXPECT_THAT(Seen(), ElementsAre("after its deletion <token k> GET /api/org 1",
                                  "after its deletion <token short> GET /api/org 1",
                                  "after its deletion <token t> GET /api/org 1",
                                  "after its expiry <token short of bot> GET /api/org 1"))
      << told;
}

TEST_F(SecretWitnessTest, ATokenOfAnotherWorldIsSeen) {
  const std::string one = OpenWorld("one");
  const std::string two = OpenWorld("two");
  const std::string token = MakeToken(one, 3600);
  Show(two, token);
  Show(two, NewPrefixedToken());
  EXPECT_THAT(Seen("/worlds/two"), ElementsAre("in another world <token t of bot in the world one> GET /api/org 1"))
      << told;
  EXPECT_THAT(Seen("/worlds/one"), IsEmpty());
  Show(app.url(), token, "/_grafake/clock");
  Show(app.url(), token, "/_grafake/worlds/two/clock");
  EXPECT_THAT(Seen(), ElementsAre("to /_grafake/ <token t of bot in the world one> GET /_grafake/clock 1",
                                  "to /_grafake/ <token t of bot in the world one> GET /_grafake/worlds/two/clock 1"));
}

TEST_F(SecretWitnessTest, ATokenThatIsSentToControlIsSeen) {
  App locked(Settings({.token = "s3cret"}), [](const std::string&) {});
  const std::string token = MakeToken(locked.url(), 3600);
  Show(locked.url(), token, "/_grafake/clock");
  Ask(locked.url(), "PUT", "/_grafake/clock", std::string(std::size_t{2} << 20, ' '), "X-Token: " + token + "\r\n");
  const auto answer = Ask(locked.url(), "GET", "/_grafake/secrets", "", "Authorization: Bearer s3cret\r\n").Json();
  ASSERT_EQ(answer["secrets"].size(), 2U) << answer;
  EXPECT_EQ(answer["secrets"][0]["asked"], "GET /_grafake/clock");
  EXPECT_EQ(answer["secrets"][1]["asked"], "PUT /_grafake/clock");
}

// One from elsewhere, who sends it in the clear.
TEST_F(SecretWitnessTest, ATokenThatCrossesANetworkInTheClearIsSeen) {
  const std::string token = MakeToken(app.url(), 3600);
  const auto world = app.worlds().Find(World::kMain);
  const auto send = [&](const std::string& from, bool https, const std::string& shown, std::string path = "/api/org") {
    const Request request{.method = "GET",
                          .path = std::move(path),
                          .headers = {{"Authorization", "Bearer " + shown}},
                          .client_ip = from,
                          .https = https};
    (void)ControlledOf(*world).Attend(
        request, [&](const Request& it) { return world->Handle(it); },
        [&](const Request& it, bool caller) { return world->Look(it, caller); });
  };
  send("127.0.0.1", false, token);
  send("192.0.2.7", true, token);
  EXPECT_THAT(Seen(), IsEmpty());
  send("192.0.2.7", false, token);
  send("192.0.2.7", false, token);
  send("192.0.2.7", false, NewPrefixedToken());
  send("192.0.2.7", false, token, "/api/teams/search");
  EXPECT_THAT(Seen(), ElementsAre("without TLS <token t of bot> GET /api/org 3", "without TLS <token> GET /api/org 1"))
      << told;
}

TEST_F(SecretWitnessTest, ItsMemoryHasALimit) {
  const std::string token = MakeToken(app.url(), 3600);
  const auto world = app.worlds().Find(World::kMain);
  SecretWitness& witness = ControlledOf(*world).witness();
  for (std::size_t i = 0; i < SecretWitness::kMost + 5; ++i)
    witness.NoteAtControl({.method = "GET", .path = "/_grafake/" + std::to_string(i), .query = token}, {}, "");
  EXPECT_EQ(witness.All().size(), 2 * SecretWitness::kMost) << "in a URL and to control";
  EXPECT_EQ(witness.unlisted(), 10U);
  witness.NoteAtControl({.method = "GET", .path = "/_grafake/", .headers = {{"Referer", token}}}, {}, "");
  EXPECT_EQ(witness.All().size(), 2 * SecretWitness::kMost + 1) << "one kind takes no room from another";
}

TEST(TokensInHeadTest, AreThoseThatSomebodyCanHaveIssued) {
  const std::string token = NewPrefixedToken();
  const std::string key = NewLegacyToken("k", 1);
  EXPECT_THAT(TokensIn("a=" + token + "&b=" + key + "&c=" + token + ".png"), ElementsAre(token, key, token));
  EXPECT_THAT(TokensIn(token + "tail"), ElementsAre(token));
  EXPECT_THAT(TokensIn(token.substr(0, token.size() - 1) + " gl_ eyJhIjoxfQeyJhIjoxfQ glsa_x_00000000"), IsEmpty());
}

}  // namespace
}  // namespace grafake::server
