// What the calls make of the answers of each release: every body of fixtures/client-answers.json.
#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "test_support/misbehaving_server.h"
#include "test_support/told.h"

namespace grafake {
namespace {

using Ask = std::function<Json(const Client&)>;

// The call that an answer of the fixture is given to.
const std::map<std::string, Ask> kAsks{
    {"account created", [](const Client& c) { return Told(ServiceAccounts(c).Create({.name = "x"})); }},
    {"account", [](const Client& c) { return Told(ServiceAccounts(c).Get(2)); }},
    {"account updated", [](const Client& c) { return Told(ServiceAccounts(c).Update(2, {})); }},
    {"accounts found", [](const Client& c) { return Told(ServiceAccounts(c).Search("", 1, 10)); }},
    {"tokens", [](const Client& c) { return Told(Tokens(c).List(2)); }},
    {"token created", [](const Client& c) { return Told(Tokens(c).Create(2, {.name = "x"})); }},
    {"token taken", [](const Client& c) { return Told(Tokens(c).Create(2, {.name = "x"})); }},
    {"API keys", [](const Client& c) { return Told(ApiKeys(c).List()); }},
    {"API key created", [](const Client& c) { return Told(ApiKeys(c).Create({.name = "x"})); }},
    {"API keys migrated", [](const Client& c) { return Told(ApiKeys(c).MigrateAll()); }},
    {"who am I", [](const Client& c) { return Told(CurrentUser(c).Get()); }},
    {"users found", [](const Client& c) { return Told(Users(c).Search("", 1, 10)); }},
    {"user looked up", [](const Client& c) { return Told(Users(c).Lookup("x")); }},
    {"user's orgs", [](const Client& c) { return Told(Users(c).Orgs(1)); }},
    {"user's teams", [](const Client& c) { return Told(Users(c).Teams(1)); }},
    {"user created", [](const Client& c) { return Told(Users(c).Create({.login = "x"})); }},
    {"sessions", [](const Client& c) { return Told(CurrentUser(c).Sessions()); }},
    {"org", [](const Client& c) { return Told(CurrentOrg(c).Get()); }},
    {"orgs", [](const Client& c) { return Told(Orgs(c).All()); }},
    {"org created", [](const Client& c) { return Told(Orgs(c).Create("x")); }},
    {"members", [](const Client& c) { return Told(CurrentOrg(c).Members()); }},
    {"members to choose from", [](const Client& c) { return Told(CurrentOrg(c).LookUpMembers()); }},
    {"members found", [](const Client& c) { return Told(CurrentOrg(c).SearchMembers()); }},
    {"team", [](const Client& c) { return Told(Teams(c).Get(1)); }},
    {"teams found", [](const Client& c) { return Told(Teams(c).Search("", 1, 10)); }},
    {"team created", [](const Client& c) { return Told(Teams(c).Create({.name = "x"})); }},
    {"team members", [](const Client& c) { return Told(Teams(c).Members(1)); }},
    {"preferences", [](const Client& c) { return Told(CurrentUser(c).GetPreferences()); }},
    {"quotas", [](const Client& c) { return Told(CurrentOrg(c).Quotas()); }},
    {"user's quotas", [](const Client& c) { return Told(Users(c).Quotas(1)); }},
    {"permissions", [](const Client& c) { return Told(Permissions(c).OfCaller()); }},
    {"permission levels", [](const Client& c) { return Told(Permissions(c).Levels(ManagedResource::kTeams)); }},
    {"managed permissions",
     [](const Client& c) { return Told(Permissions(c).List(ManagedResource::kServiceAccounts, 2)); }},
    {"health", [](const Client& c) { return Told(ServerInfo(c).GetHealth()); }},
    {"toggles", [](const Client& c) { return Told(ServerInfo(c).FeatureToggles()); }},
};

Json Read(const std::string& file) { return Json::parse(std::ifstream(GRAFAKE_FIXTURES "/" + file)); }

// The status and body of a case, which a recording may hold.
std::pair<int, std::string> AnswerOf(const Json& answer) {
  if (!answer.contains("recorded")) return {answer.at("status").get<int>(), answer.at("body").dump()};
  const auto& [scenario, step] = answer.at("recorded").get<std::pair<std::string, std::size_t>>();
  const Json recording = Read("recorded/" + answer.at("release").get<std::string>() + "/" + scenario + ".json");
  const Json& response = recording.at("steps").at(step).at("response");
  return {response.at("status").get<int>(), response.at("body").get<std::string>()};
}

Json ToldOf(const Json& answer) {
  const auto [status, body] = AnswerOf(answer);
  MisbehavingServer server([status = status, body = body](Visit& visit) {
    while (!visit.Request().empty()) visit.Answer(status, body);
  });
  ClientOptions options{.url = server.url()};
  options.retry.most_attempts = 1;
  return kAsks.at(answer.at("name").get<std::string>())(Client(options));
}

TEST(AnswersTest, OfEveryReleaseAreRead) {
  std::set<std::string> used;
  for (const Json& answer : Read("client-answers.json")) {
    used.insert(answer.at("name").get<std::string>());
    EXPECT_EQ(ToldOf(answer), answer.at("told")) << answer.dump();
  }
  EXPECT_EQ(used.size(), kAsks.size()) << "a call without an answer";
}

}  // namespace
}  // namespace grafake
