// Every call of the client, made of the reference server as each release that it serves.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "grafake/api_keys.h"
#include "grafake/current_org.h"
#include "grafake/current_user.h"
#include "grafake/orgs.h"
#include "grafake/permissions.h"
#include "grafake/server_info.h"
#include "grafake/service_accounts.h"
#include "grafake/teams.h"
#include "grafake/testing/server.h"
#include "grafake/tokens.h"
#include "grafake/users.h"

namespace grafake::for_tests {
namespace {

// "ok", or what a program sees of an error: "404".
template <class T>
std::string OutcomeOf(const Result<T>& result) {
  if (result) return "ok";
  return result.error().kind == ErrorKind::kRefused ? std::to_string(result.error().status) : result.error().ToString();
}
template <class T>
std::string OutcomeOf(Pages<T> pages) {
  for (const Result<T>& item : pages) {
    if (!item) return OutcomeOf(item);
  }
  return "ok";
}
// A value that must be there.
std::string OutcomeOf(bool as_expected) { return as_expected ? "ok" : "another value"; }

using Outcomes = std::map<std::string, std::string>;  // by release

struct Call {
  const char* name;
  std::function<std::string(const Client&)> make;
  Outcomes otherwise = {};  // where it is not "ok"
};

#define CALL(expression) [](const Client& c) { return OutcomeOf(expression); }

// On a new server its first org and admin have the number 1, and what is made counts on from there.
constexpr std::int64_t kMain = 1, kAccount = 2, kUser = 3, kTeam = 1, kSecond = 2, kNobody = 999;
constexpr auto kTeams = ManagedResource::kTeams;
constexpr auto kAccounts = ManagedResource::kServiceAccounts;

const Outcomes kWithoutMigration{{"8.5", "404"}, {"9.0", "404"}, {"12.4", "404"}};
const Outcomes kWithoutKeys{{"12.4", "404"}};
const Outcomes kWithoutAccountPermissions{{"8.5", "404"}, {"9.0", "404"}};
const Outcomes kWithoutPermissions{{"8.5", "404"}};  // but with the toggle accesscontrol
const Outcomes kWrongOld{{"8.5", "401"},  {"9.0", "401"},  {"9.1", "401"}, {"9.3", "401"},
                         {"10.1", "401"}, {"11.5", "400"}, {"12.4", "400"}};
const Outcomes kLastAdminStays{{"8.5", "500"}};  // later its maker is one too

// In the order in which they are made: later ones ask for what earlier ones have made.
const std::vector<Call> kAccountCalls{
    {"Create", CALL(ServiceAccounts(c).Create({.name = "robot", .role = "Viewer"}))},
    {"Get", CALL(ServiceAccounts(c).Get(kAccount))},
    {"Get nobody", CALL(OutcomeOf(ServiceAccounts(c).Get(kNobody)) == "404")},
    {"Update", CALL(ServiceAccounts(c).Update(kAccount, {"droid", "Editor", false}))},
    {"Search", CALL(ServiceAccounts(c).Search("dr", 1, 10))},
    {"All", CALL(ServiceAccounts(c).All("dr"))},
    {"FindByName", CALL(ServiceAccounts(c).FindByName("droid").value().value().id == kAccount)},
    {"Create again", CALL(ServiceAccounts(c).Create({.name = "robot"}).error().IsTaken())},
    {"Tokens.Create", CALL(Tokens(c).Create(kAccount, {"first", 600}))},
    {"Tokens.Create again", CALL(Tokens(c).Create(kAccount, {"first"}).error().IsTaken())},
    {"Tokens.CreateTokenOnce", CALL(Tokens(c).CreateTokenOnce(kAccount, {"second"}))},
    {"Tokens.List", CALL(Tokens(c).List(kAccount).value().size() == 2)},
    {"Tokens.Rotate",
     CALL(Tokens(c).Rotate(kAccount, 1, {"third"}, [](const CreatedToken&) { return Result<void>(); }))},
    {"Tokens.Delete", CALL(Tokens(c).Delete(kAccount, 2))},
};

const std::vector<Call> kKeyCalls{
    {"ApiKeys.Create", CALL(ApiKeys(c).Create({"one", "Viewer"})), {{"11.5", "410"}, {"12.4", "404"}}},
    {"ApiKeys.Create two", CALL(ApiKeys(c).Create({"two", "Viewer"})), {{"11.5", "410"}, {"12.4", "404"}}},
    {"ApiKeys.Create three", CALL(ApiKeys(c).Create({"three", "Viewer"})), {{"11.5", "410"}, {"12.4", "404"}}},
    {"ApiKeys.List", CALL(ApiKeys(c).List(true)), kWithoutKeys},
    {"ApiKeys.Delete", CALL(ApiKeys(c).Delete(4)), {{"11.5", "404"}, {"12.4", "404"}}},
    {"ApiKeys.Migrate",
     CALL(ApiKeys(c).Migrate(5)),
     {{"8.5", "404"}, {"9.0", "404"}, {"11.5", "500"}, {"12.4", "404"}}},
    {"ApiKeys.MigrateAll", CALL(ApiKeys(c).MigrateAll()), kWithoutMigration},
};

const std::vector<Call> kUserCalls{
    {"Users.Create", CALL(Users(c).Create({.login = "ada", .email = "ada@x", .password = Secret("secret")}))},
    {"Users.Create again", CALL(Users(c).Create({.login = "ada", .password = Secret("secret")}).error().IsTaken())},
    {"Users.Get", CALL(Users(c).Get(kUser))},
    {"Users.Lookup", CALL(Users(c).Lookup("ada@x").value().id == kUser)},
    {"Users.Search", CALL(Users(c).Search("", 1, 10))},
    {"Users.All", CALL(Users(c).All())},
    {"Users.Update", CALL(Users(c).Update(kUser, {.name = "Ada"}))},
    {"Users.Orgs", CALL(Users(c).Orgs(kUser))},
    {"Users.Teams", CALL(Users(c).Teams(kUser))},
    {"Users.SwitchOrg", CALL(Users(c).SwitchOrg(kUser, kMain))},
    {"Users.SetPassword", CALL(Users(c).SetPassword(kUser, Secret("another")))},
    {"Users.SetGrafanaAdmin", CALL(Users(c).SetGrafanaAdmin(kUser, true))},
    {"Users.Sessions", CALL(Users(c).Sessions(kUser))},
    {"Users.RevokeSession", CALL(OutcomeOf(Users(c).RevokeSession(kUser, kNobody)) == "404")},
    {"Users.LogOut", CALL(Users(c).LogOut(kUser))},
    {"Users.Quotas", CALL(Users(c).Quotas(kUser))},
    {"Users.SetQuota", CALL(Users(c).SetQuota(kUser, "org_user", 7))},
    {"Users.Disable", CALL(Users(c).Disable(kUser))},
    {"Users.Enable", CALL(Users(c).Enable(kUser))},
    {"CurrentUser.Get", CALL(CurrentUser(c).Get().value().login == "admin")},
    {"CurrentUser.Update", CALL(CurrentUser(c).Update({.name = "Boss", .theme = "dark"}))},
    {"CurrentUser.Orgs", CALL(CurrentUser(c).Orgs())},
    {"CurrentUser.SwitchOrg", CALL(CurrentUser(c).SwitchOrg(kMain))},
    {"CurrentUser.Teams", CALL(CurrentUser(c).Teams())},
    {"CurrentUser.GetPreferences", CALL(CurrentUser(c).GetPreferences())},
    {"CurrentUser.SetPreferences", CALL(CurrentUser(c).SetPreferences({.theme = "dark"}))},
    {"CurrentUser.ChangePreferences", CALL(CurrentUser(c).ChangePreferences({.theme = "light"}))},
    {"CurrentUser.Sessions", CALL(CurrentUser(c).Sessions())},
    {"CurrentUser.RevokeSession", CALL(OutcomeOf(CurrentUser(c).RevokeSession(kNobody)) == "404")},
    {"CurrentUser.Quotas", CALL(OutcomeOf(CurrentUser(c).Quotas()) == "400")},
    {"CurrentUser.ChangePassword wrongly", CALL(CurrentUser(c).ChangePassword(Secret("no"), Secret("admin"))),
     kWrongOld},
    {"CurrentUser.ChangePassword", CALL(CurrentUser(c).ChangePassword(Secret("admin"), Secret("admin")))},
};

const std::vector<Call> kOrgCalls{
    {"CurrentOrg.Get", CALL(CurrentOrg(c).Get().value().name == "Main Org.")},
    {"CurrentOrg.Rename", CALL(CurrentOrg(c).Rename("Main"))},
    {"CurrentOrg.SetAddress", CALL(CurrentOrg(c).SetAddress({.city = "Town"}))},
    {"CurrentOrg.Members", CALL(CurrentOrg(c).Members())},
    {"CurrentOrg.SearchMembers", CALL(CurrentOrg(c).SearchMembers("ada"))},
    {"CurrentOrg.LookUpMembers", CALL(CurrentOrg(c).LookUpMembers("ada").value().size() == 1)},
    {"CurrentOrg.SetRole", CALL(CurrentOrg(c).SetRole(kUser, "Editor"))},
    {"CurrentOrg.GetPreferences", CALL(CurrentOrg(c).GetPreferences())},
    {"CurrentOrg.SetPreferences", CALL(CurrentOrg(c).SetPreferences({.theme = "dark"}))},
    {"CurrentOrg.ChangePreferences", CALL(CurrentOrg(c).ChangePreferences({.theme = "light"}))},
    {"CurrentOrg.Quotas", CALL(CurrentOrg(c).Quotas())},
    {"Orgs.Create", CALL(Orgs(c).Create("second").value() == kSecond)},
    {"Orgs.Create again", CALL(Orgs(c).Create("second").error().IsTaken())},
    {"Orgs.Get", CALL(Orgs(c).Get(kSecond))},
    {"Orgs.GetByName", CALL(Orgs(c).GetByName("second"))},
    {"Orgs.All", CALL(Orgs(c).All())},
    {"Orgs.Rename", CALL(Orgs(c).Rename(kSecond, "other"))},
    {"Orgs.SetAddress", CALL(Orgs(c).SetAddress(kSecond, {.city = "Town"}))},
    {"Orgs.AddMember", CALL(Orgs(c).AddMember(kSecond, "ada", "Viewer"))},
    {"Orgs.Members", CALL(Orgs(c).Members(kSecond))},
    {"Orgs.SetRole", CALL(Orgs(c).SetRole(kSecond, kUser, "Editor"))},
    {"CurrentOrg.RemoveMember", CALL(CurrentOrg(c).RemoveMember(kUser))},
    {"CurrentOrg.AddMember", CALL(CurrentOrg(c).AddMember("ada", "Viewer"))},
    {"Orgs.RemoveMember", CALL(Orgs(c).RemoveMember(kSecond, kUser))},
    {"Orgs.Quotas", CALL(Orgs(c).Quotas(kSecond))},
    {"Orgs.SetQuota", CALL(Orgs(c).SetQuota(kSecond, "api_key", 3))},
    {"Orgs.Delete", CALL(Orgs(c).Delete(kSecond))},
};

const std::vector<Call> kTeamCalls{
    {"Teams.Create", CALL(Teams(c).Create({.name = "ops", .email = "ops@x"}).value() == kTeam)},
    {"Teams.Create again", CALL(Teams(c).Create({.name = "ops"}).error().IsTaken())},
    {"Teams.Get", CALL(Teams(c).Get(kTeam))},
    {"Teams.Search", CALL(Teams(c).Search("", 1, 10))},
    {"Teams.All", CALL(Teams(c).All())},
    {"Teams.Update", CALL(Teams(c).Update(kTeam, {.email = "dev@x"}))},
    {"Teams.AddMember", CALL(Teams(c).AddMember(kTeam, kUser))},
    {"Teams.SetAdmin", CALL(Teams(c).SetAdmin(kTeam, kUser, true))},
    {"Teams.Members", CALL(Teams(c).Members(kTeam))},
    {"Teams.RemoveMember", CALL(Teams(c).RemoveMember(kTeam, kUser)), kLastAdminStays},
    {"Teams.GetPreferences", CALL(Teams(c).GetPreferences(kTeam))},
    {"Teams.SetPreferences", CALL(Teams(c).SetPreferences(kTeam, {.theme = "dark"}))},
    {"Permissions.OfCaller", CALL(Permissions(c).OfCaller()), kWithoutPermissions},
    {"Permissions.Levels", CALL(Permissions(c).Levels(kTeams)), kWithoutPermissions},
    {"Permissions.List", CALL(Permissions(c).List(kTeams, kTeam)), kWithoutPermissions},
    {"Permissions.SetForUser", CALL(Permissions(c).SetForUser(kTeams, kTeam, 1, "Admin")), kWithoutPermissions},
    {"Permissions.Levels of accounts", CALL(Permissions(c).Levels(kAccounts)), kWithoutAccountPermissions},
    {"Permissions.List of accounts", CALL(Permissions(c).List(kAccounts, kAccount)), kWithoutAccountPermissions},
    {"Permissions.SetForTeam", CALL(Permissions(c).SetForTeam(kAccounts, kAccount, kTeam, "Edit")),
     kWithoutAccountPermissions},
    {"Teams.Delete", CALL(Teams(c).Delete(kTeam))},
    {"ServerInfo.FeatureToggles", CALL(ServerInfo(c).FeatureToggles())},
    {"Users.Delete", CALL(Users(c).Delete(kUser))},
    {"ServiceAccounts.Delete", CALL(ServiceAccounts(c).Delete(kAccount))},
};

class EachReleaseTest : public ::testing::TestWithParam<const char*> {
 protected:
  void Make(const std::vector<Call>& calls) const {
    for (const Call& call : calls) {
      const auto found = call.otherwise.find(GetParam());
      const std::string expected = found == call.otherwise.end() ? "ok" : found->second;
      EXPECT_EQ(call.make(server.admin()), expected) << call.name;
    }
  }

  const Server server{{.release = GetParam(), .ini = "[quota]\nenabled = true\n"}};
};

INSTANTIATE_TEST_SUITE_P(ByName, EachReleaseTest, ::testing::Values("8.5", "9.0", "9.1", "9.3", "10.1", "11.5", "12.4"),
                         [](const auto& of) {
                           std::string name = of.param;
                           name.replace(name.find('.'), 1, "_");
                           return name;
                         });

TEST_P(EachReleaseTest, AnswersEveryCall) {
  EXPECT_TRUE(ServerInfo(server.admin()).GetHealth().value().version.starts_with(std::string(GetParam()) + "."));
  for (const auto* calls : {&kAccountCalls, &kUserCalls, &kOrgCalls, &kTeamCalls, &kKeyCalls}) Make(*calls);
}

}  // namespace
}  // namespace grafake::for_tests
