// The laws of tokens and accounts, held against random sequences of operations and a model that fits on a page.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "server/instance_client.h"

namespace grafake::server {
namespace {

using nlohmann::json;
using testing::AnyOf;

struct Account {
  int org = 0;
  std::string name;
  std::string role = "Viewer";
  bool disabled = false;
};

struct Token {
  int org = 0;
  int account = 0;
  std::string name;
  std::string secret;
  std::int64_t expires = 0;  // Unix seconds; 0: never
  bool exists = true;        // what is gone stays here, to be tried
};

// The server and what it must hold, changed side by side.
class Laws : public testing::TestWithParam<std::tuple<unsigned, int>> {
 public:
  static constexpr int kOrgs = 2;

  // How late a change of an account may show.
  static std::chrono::seconds Late() { return std::chrono::seconds(std::get<1>(GetParam())); }

  static InstanceSettings Settings(Instant& now) {
    InstanceSettings settings;
    settings.user_cache = Late();
    settings.roles.service_accounts = true;
    settings.clock = [&now] { return now; };
    settings.brute_force_protection = false;
    return settings;
  }

  Laws() { (void)ask({"POST", "/api/orgs", R"({"name":"other"})"}); }

  std::size_t Pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random); }
  bool Chance(int percent) { return Pick(100) < static_cast<std::size_t>(percent); }
  int AnyOrg() { return 1 + static_cast<int>(Pick(kOrgs)); }

  // As the admin, in that org.
  Ask In(int org, std::string method, std::string path, const json& body = nullptr) {
    return {std::move(method),
            std::move(path),
            body.is_null() ? "" : body.dump(),
            "admin:admin",
            {{"X-Grafana-Org-Id", std::to_string(org)}}};
  }

  int AnyAccount() {
    if (accounts.empty()) return 999;
    auto found = accounts.begin();
    std::advance(found, Pick(accounts.size()));
    return found->first;
  }
  static std::string PathOf(int account) { return "/api/serviceaccounts/" + std::to_string(account); }

  void FreshId(std::set<int>& used, int id) { EXPECT_TRUE(used.insert(id).second) << "the id " << id << " came again"; }

  void CreateAccount() {
    const int org = AnyOrg();
    const std::string name = "n" + std::to_string(Pick(12));
    const bool taken = std::ranges::any_of(accounts, [&](const auto& item) { return item.second.name == name; });
    const Response made = ask(In(org, "POST", "/api/serviceaccounts", {{"name", name}}));
    ASSERT_EQ(made.status, taken ? 400 : 201) << made.body;
    if (taken) return;
    const int id = json::parse(made.body)["id"];
    FreshId(account_ids, id);
    accounts[id] = {.org = org, .name = name};
  }

  void ChangeAccount() {
    const int org = AnyOrg();
    const int id = AnyAccount();
    const std::string role = std::vector<std::string>{"Viewer", "Editor", "Admin"}[Pick(3)];
    const bool disabled = Chance(30);
    const Response changed = ask(In(org, "PATCH", PathOf(id), {{"role", role}, {"isDisabled", disabled}}));
    const bool his = accounts.contains(id) && accounts[id].org == org;
    ASSERT_EQ(changed.status, his ? 200 : 404) << changed.body;
    if (!his) return;
    accounts[id].role = role;
    accounts[id].disabled = disabled;
    now += Late();
  }

  void DeleteAccount() {
    const int org = AnyOrg();
    const int id = AnyAccount();
    const bool his = accounts.contains(id) && accounts[id].org == org;
    ASSERT_EQ(ask(In(org, "DELETE", PathOf(id))).status, his ? 200 : 500);
    if (!his) return;
    accounts.erase(id);
    for (auto& [number, token] : tokens) token.exists = token.exists && token.account != id;
  }

  void CreateToken() {
    const int org = AnyOrg();
    const int id = AnyAccount();
    const std::string name = "t" + std::to_string(Pick(15));
    const int lifetime = Chance(50) ? 0 : static_cast<int>(1 + Pick(20));
    const bool his = accounts.contains(id) && accounts[id].org == org;
    const bool taken = std::ranges::any_of(tokens, [&](const auto& item) {
      return item.second.exists && item.second.org == org && item.second.name == name;
    });
    const Response made = ask(In(org, "POST", PathOf(id) + "/tokens", {{"name", name}, {"secondsToLive", lifetime}}));
    ASSERT_EQ(made.status, !his ? 404 : taken ? 409 : 200) << made.body;
    if (made.status != 200) return;
    const json answer = json::parse(made.body);
    FreshId(token_ids, answer["id"]);
    tokens[answer["id"]] = {org, id, name, answer["key"], lifetime == 0 ? 0 : UnixSeconds(now) + lifetime};
  }

  void DeleteToken() {
    if (tokens.empty()) return;
    auto found = tokens.begin();
    std::advance(found, Pick(tokens.size()));
    auto& [id, token] = *found;
    const Response gone = ask(In(token.org, "DELETE", PathOf(token.account) + "/tokens/" + std::to_string(id)));
    ASSERT_EQ(gone.status, token.exists ? 200 : 404) << gone.body;
    token.exists = false;
  }

  void PassTime() { now += std::chrono::milliseconds(Pick(4000)); }

  int MustAnswer(const Token& token) {
    if (!token.exists) return 500;
    if (token.expires != 0 && token.expires <= UnixSeconds(now)) return 401;
    return accounts[token.account].disabled ? 401 : 200;
  }

  // What a token may do is what the role of its account may do, now.
  void TryToken(const Token& token) {
    const int expected = MustAnswer(token);
    const Response who = ask({"GET", "/api/org", "", token.secret});
    ASSERT_EQ(who.status, expected) << who.body;
    if (expected != 200) return;
    EXPECT_EQ(json::parse(who.body)["id"], token.org);
    const bool admin = accounts[token.account].role == "Admin";
    EXPECT_EQ(ask({"GET", "/api/auth/keys", "", token.secret}).status, admin ? 200 : 403);
  }

  json Lists() {
    json all;
    for (int org = 1; org <= kOrgs; ++org) all.push_back(ask(In(org, "GET", "/api/serviceaccounts/search")).body);
    return all;
  }

  // Each org's list holds its accounts, and nothing of the other's.
  void TryLists() {
    for (int org = 1; org <= kOrgs; ++org) {
      std::set<int> listed;
      const json found = ask.Json(In(org, "GET", "/api/serviceaccounts/search"));
      for (const json& account : found.at("serviceAccounts")) {
        listed.insert(account["id"].get<int>());
        EXPECT_EQ(account["role"], accounts[account["id"]].role);
        EXPECT_EQ(account["isDisabled"], accounts[account["id"]].disabled);
      }
      std::set<int> held;
      for (const auto& [id, account] : accounts) {
        if (account.org == org) held.insert(id);
      }
      ASSERT_EQ(listed, held);
    }
  }

  // A refused request changes nothing.
  void TryRefusals() {
    const json before = Lists();
    const Ask viewer{"POST", "/api/serviceaccounts", R"({"name":"never"})", ""};
    EXPECT_EQ(ask(viewer).status, 403);
    EXPECT_EQ(ask(In(1, "POST", "/api/serviceaccounts", {{"name", ""}})).status, 400);
    EXPECT_EQ(ask(In(1, "PATCH", PathOf(AnyAccount()), {{"role", "Boss"}})).status, 400);
    EXPECT_THAT(ask(In(1, "POST", PathOf(AnyAccount()) + "/tokens", {{"name", 1}})).status, AnyOf(400, 404));
    EXPECT_EQ(Lists(), before);
  }

  std::mt19937 random{std::get<0>(GetParam())};
  Instant now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 24);
  Instance instance{Settings(now)};
  InstanceClient ask{instance};
  std::map<int, Account> accounts;
  std::map<int, Token> tokens;
  std::set<int> account_ids;
  std::set<int> token_ids;
};

TEST_P(Laws, HoldThroughRandomOperations) {
  using Step = void (Laws::*)();
  const std::vector<Step> steps{&Laws::CreateAccount, &Laws::CreateAccount, &Laws::ChangeAccount, &Laws::DeleteAccount,
                                &Laws::CreateToken,   &Laws::CreateToken,   &Laws::CreateToken,   &Laws::DeleteToken,
                                &Laws::PassTime,      &Laws::PassTime};
  for (int i = 0; i < 400 && !HasFatalFailure(); ++i) {
    SCOPED_TRACE("seed " + std::to_string(std::get<0>(GetParam())) + ", step " + std::to_string(i));
    (this->*steps[Pick(steps.size())])();
    for (auto& [id, token] : tokens) {
      if (Chance(20)) TryToken(token);
    }
    if (i % 20 == 0) TryLists();
    if (i % 50 == 0) TryRefusals();
  }
}

std::string LawsName(const testing::TestParamInfo<Laws::ParamType>& test) {
  return "Seed" + std::to_string(std::get<0>(test.param)) + "Cache" + std::to_string(std::get<1>(test.param));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Laws, testing::Combine(testing::Range(1U, 6U), testing::Values(0, 5)), LawsName);

}  // namespace
}  // namespace grafake::server
