// What releases do otherwise than each other with service accounts, asked of a whole Instance.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr const char* kNotFound = "{\"message\":\"Not found\"}\n";

std::string UidOfAccount(const std::string& body) { return nlohmann::json::parse(body).at("uid"); }

TEST(AccountRulesTest, AnAccountHasAUidThatStandsForItsIdInPaths) {
  OfRelease of("11.5");
  const std::string made = of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").body;
  EXPECT_THAT(made, MatchesRegex(R"(\{"id":2,"uid":"[a-f][0-9a-z]+[a-f]","name":"bot","login":"sa-1-bot",.*)"));
  const std::string path = "/api/serviceaccounts/" + UidOfAccount(made);
  EXPECT_EQ(of.Get(path), of.Get("/api/serviceaccounts/2"));
  EXPECT_EQ(of.Send("POST", path + "/tokens", R"({"name":"t"})").status, 200);
  EXPECT_EQ(of.Send("DELETE", path).status, 200);
  EXPECT_EQ(of.Get(path), kNotFound);
  EXPECT_EQ(OfRelease("10.1").Send("GET", "/api/serviceaccounts/nosuch").status, 400);
}

TEST(AccountRulesTest, AnUnknownUidIsNothingWhoeverAsks) {
  OfRelease of("12.4");
  for (const char* who : {"admin:admin", "", "nonsense"}) {
    EXPECT_EQ(of.Get("/api/serviceaccounts/nosuch", who), kNotFound) << who;
  }
  EXPECT_EQ(of.Get("/api/access-control/serviceaccounts/nosuch"), kNotFound);
  EXPECT_EQ(of.Send("GET", "/api/serviceaccounts/2", "", "").status, 401);
}

TEST(AccountRulesTest, TwoOrgsMayHaveAnAccountOfOneName) {
  const struct {
    const char* release;
    int second;  // status
  } cases[] = {{"9.3", 400}, {"10.1", 400}, {"11.5", 201}, {"12.4", 201}};
  for (const auto& [name, second] : cases) {
    OfRelease of(name);
    ASSERT_EQ(of.Send("POST", "/api/orgs", R"({"name":"second"})").status, 200);
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"My bot"})").status, 201);
    const Response made =
        of.Send("POST", "/api/serviceaccounts", R"({"name":"My bot"})", "admin:admin", {{"X-Grafana-Org-Id", "2"}});
    EXPECT_EQ(made.status, second) << name;
    if (second != 201) continue;
    EXPECT_THAT(made.body, HasSubstr(R"("login":"sa-2-my-bot")")) << name;
  }
}

TEST(AccountRulesTest, WhatHasTheIdZeroOrNoAccountIsDeletedInVain) {
  EXPECT_EQ(OfRelease("11.5").Send("DELETE", "/api/serviceaccounts/99").body,
            R"({"message":"Service account deletion error"})");
  OfRelease of("12.4");
  EXPECT_THAT(of.Send("DELETE", "/api/serviceaccounts/99").body, HasSubstr("serviceaccounts.ErrNotFound"));
  EXPECT_THAT(of.Send("DELETE", "/api/serviceaccounts/0").body, HasSubstr("serviceaccounts.ErrInvalidId"));
  EXPECT_THAT(of.Send("PATCH", "/api/serviceaccounts/0", R"({"name":"x"})").body,
              HasSubstr("serviceaccounts.ErrInvalidId"));
  EXPECT_EQ(of.Get("/api/serviceaccounts/0"), R"({"message":"Failed to retrieve service account"})");
}

TEST(AccountRulesTest, WhereTokensMayLiveForDaysAloneTheyMayHaveToEnd) {
  InstanceSettings settings;
  settings.tokens.limit.most_days = 2;
  OfRelease of("12.4", settings);
  ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  EXPECT_EQ(
      of.Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})").body,
      R"({"message":"Cannot create token with no expiration date when service_accounts.token_expiration_day_limit)"
      R"( is set"})");
  EXPECT_EQ(of.Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t","secondsToLive":60})").status, 200);
  OfRelease before("11.5", settings);
  ASSERT_EQ(before.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  EXPECT_EQ(before.Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})").status, 200);
}

TEST(AccountRulesTest, KeysAreNotMadeAnyMoreAndThenAreGone) {
  const struct {
    const char* release;
    int make;  // statuses
    int list;
    int migrate;
  } cases[] = {{"10.1", 200, 200, 200}, {"11.5", 410, 200, 200}, {"12.4", 404, 404, 404}};
  for (const auto& [name, make, list, migrate] : cases) {
    OfRelease of(name);
    EXPECT_EQ(of.Send("POST", "/api/auth/keys", R"({"name":"k","role":"Viewer"})").status, make) << name;
    EXPECT_EQ(of.Send("GET", "/api/auth/keys").status, list) << name;
    EXPECT_EQ(of.Send("POST", "/api/serviceaccounts/migrate").status, migrate) << name;
  }
}

TEST(AccountRulesTest, KeysThatWereLeftAreMigratedAtAStart) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("grafake-keys-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  InstanceSettings settings;
  settings.database = folder / "grafana.db";
  const auto made = nlohmann::json::parse(
      OfRelease("9.3", settings).Send("POST", "/api/auth/keys", R"({"name":"k","role":"Editor"})").body);
  OfRelease after("12.4", settings);
  EXPECT_THAT(after.Get("/api/serviceaccounts/search"), HasSubstr(R"("name":"sa-autogen-k")"));
  EXPECT_EQ(after.Send("GET", "/api/org", "", made.at("key").get<std::string>()).status, 200);
  std::filesystem::remove_all(folder);
}

TEST(AccountRulesTest, WhatMayBeDoneWithAnAccountMayEndWithIt) {
  for (const auto& [name, ends] : {std::pair("10.1", false), std::pair("11.5", true)}) {
    OfRelease of(name);
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
    EXPECT_THAT(of.Get("/api/access-control/serviceaccounts/2"), HasSubstr("managed:users:1"));
    ASSERT_EQ(of.Send("DELETE", "/api/serviceaccounts/2").status, 200);
    EXPECT_EQ(of.Get("/api/access-control/serviceaccounts/2") == "[]", ends) << name;
  }
}

TEST(AccountRulesTest, WhatIsWrongWithAPermissionIsSaid) {
  OfRelease of("11.5");
  of.MakeUser("vic");
  ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
  const std::string path = "/api/access-control/serviceaccounts/3";
  const struct {
    std::string to;
    const char* body;
    const char* answer;
  } cases[] = {
      {path + "/users/2", R"({"permission":"<"})",
       R"({"statusCode":400,"messageId":"resourcePermissions.invalidPermission",)"
       R"("message":"Permission [\u003c] is invalid for this resource type","extra":{"permission":"\u003c"}})"},
      {path + "/users/99", R"({"permission":"Edit"})",
       R"({"statusCode":400,"messageId":"accesscontrol.assignmentEntityNotFound","message":"user not found",)"
       R"("extra":{"assignment":"user"}})"},
      {path + "/teams/99", R"({"permission":""})",
       R"({"statusCode":400,"messageId":"accesscontrol.assignmentEntityNotFound","message":"team not found",)"
       R"("extra":{"assignment":"team"}})"},
      {"/api/access-control/serviceaccounts/2/users/2", R"({"permission":"Edit"})",
       R"({"statusCode":404,"messageId":"serviceaccounts.ErrNotFound","message":"service account not found"})"},
      {path, R"({"permissions":[{"userId":2,"permission":"Edit"},{"permission":"Edit"}]})",
       R"({"statusCode":400,"messageId":"resourcePermissions.invalidAssignment",)"
       R"("message":"Assignment [builtInRoles] is invalid for this resource type","extra":{"assignment":"builtInRoles"}})"},
      {path, "[", R"({"message":"Bad request data: unexpected EOF"})"},
      {path, R"({"permissions":7})",
       R"({"message":"Bad request data: json: cannot unmarshal number into Go struct field )"
       R"(setPermissionsCommand.permissions of type []accesscontrol.SetResourcePermissionCommand"})"},
      {path + "/users/nosuch", "{}", "{\"message\":\"User not found\"}\n"},
      {path + "/teams/nosuch", "{}", kNotFound},
  };
  for (const auto& [to, body, answer] : cases) EXPECT_EQ(of.Send("POST", to, body).body, answer) << to << body;
  EXPECT_THAT(of.Get(path), Not(HasSubstr(R"("userLogin":"vic")")));
}

TEST(AccountRulesTest, WhoMayDoWhatIsToldWithUidsAndMayNameTheAdmins) {
  for (const auto& [name, admins] : {std::pair("11.5", false), std::pair("12.4", true)}) {
    OfRelease of(name);
    const std::string bot = of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").body;
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"other"})").status, 201);
    const std::string other = "/api/access-control/serviceaccounts/3";
    ASSERT_EQ(of.Send("POST", other + "/users/" + UidOfAccount(bot), R"({"permission":"Edit"})").status, 200) << name;
    const std::string list = of.Get(other);
    EXPECT_THAT(list, HasSubstr(R"("isServiceAccount":false,"userId":1,"userUid":")")) << name;
    EXPECT_THAT(list, HasSubstr(R"("isServiceAccount":true,"userId":2,"userUid":")" + UidOfAccount(bot) + "\""))
        << name;
    EXPECT_EQ(list.find("basic:admin") != std::string::npos, admins) << name;
    EXPECT_EQ(of.Get("/api/access-control/serviceaccounts/99") == "[]", !admins) << name;
  }
}

}  // namespace
}  // namespace grafake::server
