// What each call asks for: method, path and body, as every release takes them.
#include <gmock/gmock.h>

#include "test_support/misbehaving_server.h"
#include "test_support/told.h"

namespace grafake {
namespace {

struct CallCase {
  std::string request;  // method and path
  Json body;            // null: none
  std::function<void(const Client&)> call;
};

constexpr auto kTeams = ManagedResource::kTeams;
constexpr auto kAccounts = ManagedResource::kServiceAccounts;
const PreferencesChange kChange{.theme = "dark", .home_dashboard_uid = "", .query_history_tab = "query"};
const Preferences kPreferences{.theme = "dark", .week_start = "monday", .language = "de-DE"};
const Json kPreferencesBody{{"theme", "dark"}, {"timezone", ""}, {"weekStart", "monday"}, {"language", "de-DE"}};
const Json kChangeBody{{"theme", "dark"}, {"homeDashboardUID", ""}, {"queryHistory", {{"homeTab", "query"}}}};
const Json kAddressBody{{"address1", "a"}, {"address2", ""}, {"city", ""},
                        {"zipcode", "1"},  {"state", ""},    {"country", ""}};

#define CALL(expression) [](const Client& c) { static_cast<void>(expression); }

const std::vector<CallCase> kCases{
    {"GET /api/serviceaccounts/search?query=%25_%20%C3%BC%22&page=2&perpage=5",
     {},
     CALL(ServiceAccounts(c).Search("%_ ü\"", 2, 5))},
    {"GET /api/serviceaccounts/search?query=x&page=1&perpage=1000", {}, CALL(ServiceAccounts(c).All("x").begin())},
    {"GET /api/serviceaccounts/2", {}, CALL(ServiceAccounts(c).Get(2))},
    {"POST /api/serviceaccounts", {{"name", "x"}}, CALL(ServiceAccounts(c).Create({.name = "x"}))},
    {"POST /api/serviceaccounts",
     {{"name", "x"}, {"role", "Admin"}, {"isDisabled", true}},
     CALL(ServiceAccounts(c).Create({"x", "Admin", true}))},
    {"PATCH /api/serviceaccounts/2", Json::object(), CALL(ServiceAccounts(c).Update(2, {}))},
    {"PATCH /api/serviceaccounts/2",
     {{"name", "y"}, {"role", "Editor"}, {"isDisabled", false}},
     CALL(ServiceAccounts(c).Update(2, {"y", "Editor", false}))},
    {"DELETE /api/serviceaccounts/2", {}, CALL(ServiceAccounts(c).Delete(2))},
    {"GET /api/serviceaccounts/2/tokens", {}, CALL(Tokens(c).List(2))},
    {"POST /api/serviceaccounts/2/tokens", {{"name", "t"}}, CALL(Tokens(c).Create(2, {"t"}))},
    {"POST /api/serviceaccounts/2/tokens",
     {{"name", "t"}, {"secondsToLive", 60}},
     CALL(Tokens(c).Create(2, {"t", 60}))},
    {"DELETE /api/serviceaccounts/2/tokens/3", {}, CALL(Tokens(c).Delete(2, 3))},
    {"GET /api/auth/keys", {}, CALL(ApiKeys(c).List())},
    {"GET /api/auth/keys?includeExpired=true", {}, CALL(ApiKeys(c).List(true))},
    {"POST /api/auth/keys", {{"name", "k"}, {"role", "Viewer"}}, CALL(ApiKeys(c).Create({"k", "Viewer"}))},
    {"DELETE /api/auth/keys/4", {}, CALL(ApiKeys(c).Delete(4))},
    {"POST /api/serviceaccounts/migrate", {}, CALL(ApiKeys(c).MigrateAll())},
    {"POST /api/serviceaccounts/migrate/4", {}, CALL(ApiKeys(c).Migrate(4))},
    {"GET /api/user", {}, CALL(CurrentUser(c).Get())},
    {"PUT /api/user",
     {{"login", "l"}, {"email", ""}, {"name", ""}, {"theme", "dark"}},
     CALL(CurrentUser(c).Update({.login = "l", .theme = "dark"}))},
    {"PUT /api/user/password",
     {{"oldPassword", "a"}, {"newPassword", "b"}},
     CALL(CurrentUser(c).ChangePassword(Secret("a"), Secret("b")))},
    {"GET /api/user/orgs", {}, CALL(CurrentUser(c).Orgs())},
    {"POST /api/user/using/3", {}, CALL(CurrentUser(c).SwitchOrg(3))},
    {"GET /api/user/teams", {}, CALL(CurrentUser(c).Teams())},
    {"GET /api/user/preferences", {}, CALL(CurrentUser(c).GetPreferences())},
    {"PUT /api/user/preferences", kPreferencesBody, CALL(CurrentUser(c).SetPreferences(kPreferences))},
    {"PATCH /api/user/preferences", kChangeBody, CALL(CurrentUser(c).ChangePreferences(kChange))},
    {"GET /api/user/auth-tokens", {}, CALL(CurrentUser(c).Sessions())},
    {"POST /api/user/revoke-auth-token", {{"authTokenId", 6}}, CALL(CurrentUser(c).RevokeSession(6))},
    {"GET /api/user/quotas", {}, CALL(CurrentUser(c).Quotas())},
    {"GET /api/users/search?query=&page=1&perpage=10", {}, CALL(Users(c).Search("", 1, 10))},
    {"GET /api/users/5", {}, CALL(Users(c).Get(5))},
    {"GET /api/users/lookup?loginOrEmail=a%40b%26c", {}, CALL(Users(c).Lookup("a@b&c"))},
    {"GET /api/users/5/orgs", {}, CALL(Users(c).Orgs(5))},
    {"GET /api/users/5/teams", {}, CALL(Users(c).Teams(5))},
    {"PUT /api/users/5",
     {{"login", "l"}, {"email", "e"}, {"name", ""}},
     CALL(Users(c).Update(5, {.login = "l", .email = "e"}))},
    {"POST /api/users/5/using/3", {}, CALL(Users(c).SwitchOrg(5, 3))},
    {"POST /api/admin/users",
     {{"login", "l"}, {"email", ""}, {"name", ""}, {"password", "p"}},
     CALL(Users(c).Create({.login = "l", .password = Secret("p")}))},
    {"PUT /api/admin/users/5/password", {{"password", "p"}}, CALL(Users(c).SetPassword(5, Secret("p")))},
    {"PUT /api/admin/users/5/permissions", {{"isGrafanaAdmin", true}}, CALL(Users(c).SetGrafanaAdmin(5, true))},
    {"POST /api/admin/users/5/disable", {}, CALL(Users(c).Disable(5))},
    {"POST /api/admin/users/5/enable", {}, CALL(Users(c).Enable(5))},
    {"DELETE /api/admin/users/5", {}, CALL(Users(c).Delete(5))},
    {"GET /api/admin/users/5/auth-tokens", {}, CALL(Users(c).Sessions(5))},
    {"POST /api/admin/users/5/revoke-auth-token", {{"authTokenId", 6}}, CALL(Users(c).RevokeSession(5, 6))},
    {"POST /api/admin/users/5/logout", {}, CALL(Users(c).LogOut(5))},
    {"GET /api/admin/users/5/quotas", {}, CALL(Users(c).Quotas(5))},
    {"PUT /api/admin/users/5/quotas/org_user", {{"limit", 7}}, CALL(Users(c).SetQuota(5, "org_user", 7))},
    {"GET /api/org", {}, CALL(CurrentOrg(c).Get())},
    {"PUT /api/org", {{"name", "n"}}, CALL(CurrentOrg(c).Rename("n"))},
    {"PUT /api/org/address", kAddressBody, CALL(CurrentOrg(c).SetAddress({.address1 = "a", .zip_code = "1"}))},
    {"GET /api/org/users", {}, CALL(CurrentOrg(c).Members())},
    {"GET /api/org/users/search?query=x&page=1&perpage=1000", {}, CALL(CurrentOrg(c).SearchMembers("x").begin())},
    {"GET /api/org/users/lookup?query=x&limit=3", {}, CALL(CurrentOrg(c).LookUpMembers("x", 3))},
    {"POST /api/org/users", {{"loginOrEmail", "l"}, {"role", "Editor"}}, CALL(CurrentOrg(c).AddMember("l", "Editor"))},
    {"PATCH /api/org/users/5", {{"role", "Admin"}}, CALL(CurrentOrg(c).SetRole(5, "Admin"))},
    {"DELETE /api/org/users/5", {}, CALL(CurrentOrg(c).RemoveMember(5))},
    {"GET /api/org/preferences", {}, CALL(CurrentOrg(c).GetPreferences())},
    {"PUT /api/org/preferences", kPreferencesBody, CALL(CurrentOrg(c).SetPreferences(kPreferences))},
    {"PATCH /api/org/preferences", kChangeBody, CALL(CurrentOrg(c).ChangePreferences(kChange))},
    {"GET /api/org/quotas", {}, CALL(CurrentOrg(c).Quotas())},
    {"GET /api/orgs?query=x&page=0&perpage=1000", {}, CALL(Orgs(c).All("x").begin())},
    {"GET /api/orgs/3", {}, CALL(Orgs(c).Get(3))},
    {"GET /api/orgs/name/a%2Fb%20c", {}, CALL(Orgs(c).GetByName("a/b c"))},
    {"POST /api/orgs", {{"name", "n"}}, CALL(Orgs(c).Create("n"))},
    {"PUT /api/orgs/3", {{"name", "n"}}, CALL(Orgs(c).Rename(3, "n"))},
    {"PUT /api/orgs/3/address", kAddressBody, CALL(Orgs(c).SetAddress(3, {.address1 = "a", .zip_code = "1"}))},
    {"DELETE /api/orgs/3", {}, CALL(Orgs(c).Delete(3))},
    {"GET /api/orgs/3/users", {}, CALL(Orgs(c).Members(3))},
    {"POST /api/orgs/3/users", {{"loginOrEmail", "l"}, {"role", "Editor"}}, CALL(Orgs(c).AddMember(3, "l", "Editor"))},
    {"PATCH /api/orgs/3/users/5", {{"role", "Admin"}}, CALL(Orgs(c).SetRole(3, 5, "Admin"))},
    {"DELETE /api/orgs/3/users/5", {}, CALL(Orgs(c).RemoveMember(3, 5))},
    {"GET /api/orgs/3/quotas", {}, CALL(Orgs(c).Quotas(3))},
    {"PUT /api/orgs/3/quotas/api_key", {{"limit", -1}}, CALL(Orgs(c).SetQuota(3, "api_key", -1))},
    {"GET /api/teams/search?query=&page=1&perpage=10", {}, CALL(Teams(c).Search("", 1, 10))},
    {"GET /api/teams/7", {}, CALL(Teams(c).Get(7))},
    {"POST /api/teams", {{"name", "n"}, {"email", ""}}, CALL(Teams(c).Create({.name = "n"}))},
    {"PUT /api/teams/7", {{"name", ""}, {"email", "e"}}, CALL(Teams(c).Update(7, {.email = "e"}))},
    {"DELETE /api/teams/7", {}, CALL(Teams(c).Delete(7))},
    {"GET /api/teams/7/members", {}, CALL(Teams(c).Members(7))},
    {"POST /api/teams/7/members", {{"userId", 5}}, CALL(Teams(c).AddMember(7, 5))},
    {"PUT /api/teams/7/members/5", {{"permission", 4}}, CALL(Teams(c).SetAdmin(7, 5, true))},
    {"PUT /api/teams/7/members/5", {{"permission", 0}}, CALL(Teams(c).SetAdmin(7, 5, false))},
    {"DELETE /api/teams/7/members/5", {}, CALL(Teams(c).RemoveMember(7, 5))},
    {"GET /api/teams/7/preferences", {}, CALL(Teams(c).GetPreferences(7))},
    {"PUT /api/teams/7/preferences", kPreferencesBody, CALL(Teams(c).SetPreferences(7, kPreferences))},
    {"GET /api/access-control/user/permissions", {}, CALL(Permissions(c).OfCaller())},
    {"GET /api/access-control/teams/description", {}, CALL(Permissions(c).Levels(kTeams))},
    {"GET /api/access-control/serviceaccounts/2", {}, CALL(Permissions(c).List(kAccounts, 2))},
    {"POST /api/access-control/teams/7/users/5",
     {{"permission", "Admin"}},
     CALL(Permissions(c).SetForUser(kTeams, 7, 5, "Admin"))},
    {"POST /api/access-control/serviceaccounts/2/teams/7",
     {{"permission", ""}},
     CALL(Permissions(c).SetForTeam(kAccounts, 2, 7, ""))},
    {"GET /api/health", {}, CALL(ServerInfo(c).GetHealth())},
    {"GET /api/frontend/settings", {}, CALL(ServerInfo(c).FeatureToggles())},
};

TEST(RequestsTest, AreWhatGrafanaTakes) {
  MisbehavingServer server([](Visit& visit) {
    while (!visit.Request().empty()) visit.Answer(404, R"({"message":"Not found"})");
  });
  const Client client({.url = server.url()});
  for (const CallCase& c : kCases) {
    const std::size_t before = server.requests().size();
    c.call(client);
    const std::vector<std::string> requests = server.requests();
    ASSERT_EQ(requests.size(), before + 1) << c.request;
    const std::string& request = requests.back();
    EXPECT_EQ(request.substr(0, request.find(" HTTP/1.1\r\n")), c.request);
    const std::string body = request.substr(request.find("\r\n\r\n") + 4);
    EXPECT_EQ(body.empty() ? Json() : Json::parse(body), c.body) << c.request;
  }
}

}  // namespace
}  // namespace grafake
