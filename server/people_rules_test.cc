// What releases do otherwise than each other with users, orgs and teams, asked of a whole Instance.
#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kUnknownSorting =
    R"({"statusCode":400,"messageId":"unknown sorting option","message":"BadRequest"})";

std::string UidIn(const std::string& body) {
  std::smatch found;
  return std::regex_search(body, found, std::regex(R"re("uid":"([a-f][0-9a-z]+[a-f])")re")) ? found[1].str() : "";
}

// What stands in the members of that name, in the order of the list.
std::vector<std::string> Named(const std::string& name, const std::string& list) {
  std::vector<std::string> values;
  const std::regex member("\"" + name + R"re(":"([^"]*)")re");
  for (std::sregex_iterator at(list.begin(), list.end(), member), end; at != end; ++at) values.push_back((*at)[1]);
  return values;
}

TEST(PeopleRulesTest, WhoMakesAUserOrATeamIsToldItsUid) {
  for (const char* name : {"10.1", "11.5", "12.4"}) {
    OfRelease of(name);
    const bool told = std::string_view(name) != "10.1";
    const std::string user =
        UidIn(of.Send("POST", "/api/admin/users", R"({"login":"vic","password":"pass-1234"})").body);
    const std::string team = UidIn(of.Send("POST", "/api/teams", R"({"name":"ops"})").body);
    EXPECT_EQ(user.empty(), !told);
    EXPECT_EQ(team.empty(), !told);
    if (!told) continue;
    for (const char* list : {"/api/users", "/api/org/users", "/api/org/users/lookup", "/api/users/2"})
      EXPECT_THAT(of.Get(list), HasSubstr(user)) << list;
    EXPECT_THAT(of.Get("/api/teams/search"), HasSubstr(team));
    EXPECT_THAT(of.Get("/api/users/" + user), StartsWith(R"({"id":2,)"));
    EXPECT_THAT(of.Get("/api/teams/" + team), StartsWith(R"({"id":1,)"));
    EXPECT_EQ(UidIn(of.Get("/api/users/1")).empty(), false) << "the first admin has one, too";
  }
}

TEST(PeopleRulesTest, AUidThatNobodyHasIsRefusedBeforeRightsAndOfTeamsBeforeSignIn) {
  OfRelease of("11.5");
  of.MakeUser("vic");
  for (const char* path : {"/api/users/none", "/api/users/none/orgs", "/api/admin/users/none/auth-tokens"}) {
    EXPECT_EQ(of.Get(path, "vic:pass-1234"), "{\"message\":\"User not found\"}\n") << path;
    EXPECT_EQ(of.Send("GET", path, "", "").status, 401) << path;
  }
  EXPECT_EQ(of.Get("/api/teams/none", "vic:pass-1234"), "{\"message\":\"Not found\"}\n");
  EXPECT_EQ(of.Get("/api/teams/none", ""), "{\"message\":\"Not found\"}\n");
  EXPECT_EQ(of.Send("GET", "/api/teams/1/members/none", "", "").status, 401) << "no such route";
  EXPECT_EQ(of.Send("PATCH", "/api/org/users/none", R"({"role":"Viewer"})").body, "{\"message\":\"User not found\"}\n");
  EXPECT_EQ(OfRelease("10.1").Send("GET", "/api/users/none").status, 400);
}

TEST(PeopleRulesTest, LoginsAndEmailsAreAlwaysKeptInLowerCase) {
  OfRelease of("11.5");
  of.MakeUser("Ada", "Ada@Example.com");
  EXPECT_THAT(of.Get("/api/users/2"), HasSubstr(R"("email":"ada@example.com","name":"","login":"ada")"));
  EXPECT_EQ(of.Send("GET", "/api/user", "", "ADA:pass-1234").status, 200);
  ASSERT_EQ(of.Send("PUT", "/api/users/2", R"({"login":"EVE","email":"Eve@X"})").status, 200);
  EXPECT_THAT(of.Get("/api/users/2"), HasSubstr(R"("email":"eve@x","name":"","login":"eve")"));
}

TEST(PeopleRulesTest, ListsComeInTheOrderThatIsAskedFor) {
  OfRelease of("11.5");
  of.MakeUser("zoe", "a@x");
  of.MakeUser("bob", "z@x");
  using testing::ElementsAre;
  EXPECT_THAT(Named("login", of.Get("/api/users?sort=login-desc")), ElementsAre("zoe", "bob", "admin"));
  EXPECT_THAT(Named("login", of.Get("/api/users/search?sort=email-asc")), ElementsAre("zoe", "admin", "bob"));
  EXPECT_THAT(Named("login", of.Get("/api/org/users/search?sort=login-desc")), ElementsAre("zoe", "bob", "admin"));
  EXPECT_THAT(Named("login", of.Get("/api/users?sort=email-desc,login-asc")), ElementsAre("admin", "bob", "zoe"))
      << "the login counts first, wherever it stands";
  for (const char* team : {"Beta", "alpha"})
    ASSERT_EQ(of.Send("POST", "/api/teams", std::string(R"({"name":")") + team + "\"}").status, 200);
  EXPECT_THAT(Named("name", of.Get("/api/teams/search")), ElementsAre("Beta", "alpha"));
  EXPECT_THAT(Named("name", of.Get("/api/teams/search?sort=name-asc")), ElementsAre("alpha", "Beta"));
}

TEST(PeopleRulesTest, AnOrderThatIsNoneIsRefused) {
  OfRelease of("11.5");
  for (const char* sort : {"nope", "login", "login-up", "name-asc,", "memberCount-asc", "-asc"}) {
    EXPECT_EQ(of.Get(std::string("/api/users?sort=") + sort), kUnknownSorting) << sort;
    EXPECT_EQ(of.Get(std::string("/api/org/users/search?sort=") + sort), kUnknownSorting) << sort;
  }
  EXPECT_EQ(of.Get("/api/teams/search?sort=login-asc"), kUnknownSorting);
  EXPECT_EQ(OfRelease("10.1").Send("GET", "/api/users?sort=nope").status, 200);
}

TEST(PeopleRulesTest, ThePolicyRefusesWeakPasswords) {
  InstanceSettings settings;
  settings.members.strong_passwords = true;
  OfRelease of("11.5", settings);
  const std::string refused =
      R"({"statusCode":400,"messageId":"password.password-policy-infringe","message":"New password doesn't comply with the password policy"})";
  EXPECT_EQ(of.Send("POST", "/api/admin/users", R"({"login":"u","password":"short"})").body, refused);
  EXPECT_EQ(of.Send("PUT", "/api/user/password", R"({"oldPassword":"admin","newPassword":"weak"})").body, refused);
  EXPECT_EQ(of.Send("PUT", "/api/admin/users/1/password", R"({"password":"weak"})").body,
            R"({"message":"Failed to update user password"})");
  EXPECT_EQ(of.Send("POST", "/api/admin/users", R"({"login":"u","password":"LongEnough-123"})").status, 200);
}

TEST(PeopleRulesTest, ChangesOfNobodyFail) {
  for (const auto& [name, status] : {std::pair{"10.1", 200}, {"11.5", 500}}) {
    OfRelease of(name);
    EXPECT_EQ(of.Send("PUT", "/api/users/99", R"({"login":"x"})").status, status) << name;
    EXPECT_EQ(of.Send("PUT", "/api/admin/users/99/permissions", R"({"isGrafanaAdmin":true})").status, status) << name;
  }
}

TEST(PeopleRulesTest, OwnPasswordsMayBeAsShortAsThoseThatAdminsSet) {
  for (const auto& [name, status] : {std::pair{"10.1", 400}, {"11.5", 200}}) {
    OfRelease of(name);
    of.MakeUser("vic");
    EXPECT_EQ(
        of.Send("PUT", "/api/user/password", R"({"oldPassword":"pass-1234","newPassword":"1234"})", "vic:pass-1234")
            .status,
        status)
        << name;
  }
}

TEST(PeopleRulesTest, AnyLevelButTheAdminsIsTheMembers) {
  for (const auto& [name, status] : {std::pair{"10.1", 500}, {"11.5", 200}}) {
    OfRelease of(name);
    ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
    EXPECT_EQ(of.Send("PUT", "/api/teams/1/members/1", R"({"permission":1})").status, status) << name;
    EXPECT_THAT(of.Get("/api/teams/1/members"), HasSubstr(status == 200 ? R"("permission":0)" : R"("permission":4)"));
  }
}

TEST(PeopleRulesTest, AllMembersOfATeamAreSetByEmail) {
  OfRelease of("11.5");
  of.MakeUser("vic");
  of.MakeUser("eve");
  ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
  ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  ASSERT_EQ(of.Send("POST", "/api/teams/1/members", R"({"userId":4})").status, 200);
  const auto set = [&](const std::string& body) { return of.Send("PUT", "/api/teams/1/members", body); };
  EXPECT_EQ(set(R"({"members":["VIC@x"],"admins":["eve@x"]})").body,
            R"({"message":"Team memberships have been updated"})");
  const std::string members = of.Get("/api/teams/1/members");
  EXPECT_THAT(Named("login", members), testing::ElementsAre("eve", "vic"));
  EXPECT_THAT(members, ContainsRegex(R"("login":"eve".*"permission":4.*"login":"vic".*"permission":0)"));
  EXPECT_EQ(set(R"({"members":["eve@x","none@x"]})").body, R"({"message":"user not found"})");
  EXPECT_EQ(of.Get("/api/teams/1/members"), members) << "all or nothing";
  for (const char* bad : {"[", R"({"members":"vic@x"})", R"({"admins":[5]})"}) EXPECT_EQ(set(bad).status, 400) << bad;
  EXPECT_EQ(set("{}").status, 200);
  EXPECT_EQ(of.Get("/api/teams/1/members"), "[]");
  EXPECT_THAT(of.Get("/api/teams/1"), HasSubstr(R"("memberCount":1)")) << "the service account stays";
  EXPECT_EQ(OfRelease("10.1").Send("PUT", "/api/teams/1/members", "{}").status, 404);
}

TEST(PeopleRulesTest, TeamsAreFoundByTheirIds) {
  for (const auto& [name, found] : {std::pair{"10.1", 3U}, {"11.5", 2U}}) {
    OfRelease of(name);
    for (const char* team : {"a", "b", "c"})
      ASSERT_EQ(of.Send("POST", "/api/teams", std::string(R"({"name":")") + team + "\"}").status, 200);
    const std::string list = of.Get("/api/teams/search?teamId=1&teamId=x&teamId=3");
    EXPECT_EQ(Named("name", list).size(), found) << name;
    EXPECT_THAT(list, StartsWith(R"({"totalCount":3,)")) << "all count";
  }
}

TEST(PeopleRulesTest, ATeamThatIsToBeChangedIsMissedFirst) {
  for (const auto& [name, added, updated] : {std::tuple{"11.5", 500, 500}, {"12.4", 404, 404}}) {
    OfRelease of(name);
    EXPECT_EQ(of.Send("POST", "/api/teams/9/members", R"({"userId":1})").status, added) << name;
    EXPECT_EQ(of.Send("PUT", "/api/teams/9/members", "{}").status, added) << name;
    EXPECT_EQ(of.Send("PUT", "/api/teams/9", R"({"name":"x"})").status, updated) << name;
    EXPECT_EQ(of.Send("GET", "/api/teams/0").body, R"({"message":"Failed to get Team"})");
  }
}

TEST(PeopleRulesTest, WhetherAnotherSystemMadeThemIsSaid) {
  for (const char* name : {"11.5", "12.4"}) {
    OfRelease of(name);
    ASSERT_EQ(of.Send("POST", "/api/teams", R"({"name":"ops"})").status, 200);
    const bool says = std::string_view(name) == "12.4";
    for (const char* path : {"/api/user", "/api/users", "/api/users/1", "/api/users/lookup?loginOrEmail=admin",
                             "/api/org/users", "/api/org/users/search", "/api/teams/1", "/api/teams/search"})
      EXPECT_EQ(of.Get(path).find(R"("isProvisioned":false)") != std::string::npos, says) << path;
    const std::string members = of.Get("/api/teams/1/members");
    EXPECT_EQ(Named("userUID", members).size(), says ? 1U : 0U);
    EXPECT_EQ(of.Get("/api/teams/1/members"), members) << "a membership keeps its uid";
  }
}

TEST(PeopleRulesTest, AdminsOfAnOrgSeeNoListOfAllOrgs) {
  for (const auto& [name, status] : {std::pair{"10.1", 200}, {"11.5", 403}}) {
    OfRelease of(name);
    of.MakeUser("ada");
    ASSERT_EQ(of.Send("PATCH", "/api/org/users/2", R"({"role":"Admin"})").status, 200);
    EXPECT_EQ(of.Send("GET", "/api/orgs", "", "ada:pass-1234").status, status) << name;
    EXPECT_EQ(of.Send("GET", "/api/orgs/1", "", "ada:pass-1234").status, 200) << name;
  }
}

}  // namespace
}  // namespace grafake::server
