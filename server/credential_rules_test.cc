// What releases do otherwise than each other with credentials and logins that another release has left in the file.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "server/of_release.h"
#include "server/program_fixture.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CredentialRulesTest : public ProgramTest {
 protected:
  OfRelease Open(const char* release, LoginCase rule = LoginCase::kCounts, bool external = false) const {
    InstanceSettings settings;
    settings.database = file;
    settings.members.login_case = rule;
    settings.members.external_accounts = external;
    return OfRelease(release, settings);
  }
  // As another program does.
  void Write(const char* statement) const { sql::SqliteSession(file.string()).RunOnce(statement); }
  static std::string Made(OfRelease& of, const char* path, const char* body) {
    return json::parse(of.Send("POST", path, body).body).at("key");
  }
  static std::string NewToken(OfRelease& of) {
    EXPECT_EQ(of.Send("POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
    return Made(of, "/api/serviceaccounts/2/tokens", R"({"name":"t"})");
  }
  static Response Update(OfRelease& of, const char* id, const char* body) {
    return of.Send("PUT", std::string("/api/users/") + id, body);
  }

  const std::filesystem::path file = directory / "grafana.db";
};

TEST_F(CredentialRulesTest, ARevokedTokenIsListedAndRefused) {
  const struct {
    const char* release;
    const char* refusal;  // begins its body
  } cases[] = {{"9.3", R"({"message":"Revoked token"})"},
               {"10.1", R"({"extra":null,"message":"Revoked API key","messageId":"api-key.revoked","statusCode":401)"},
               {"11.5", R"({"extra":null,"message":"Revoked API key","messageId":"api-key.revoked","statusCode":401)"},
               {"12.4", R"({"extra":null,"message":"Revoked API key","messageId":"api-key.revoked","statusCode":401)"}};
  for (const auto& [release, refusal] : cases) {
    std::filesystem::remove(file);
    OfRelease of = Open(release);
    const std::string token = NewToken(of);
    EXPECT_EQ(of.Send("GET", "/api/org", "", token).status, 200);
    EXPECT_THAT(of.Get("/api/serviceaccounts/2/tokens"), HasSubstr(R"("isRevoked":false)"));
    Write("update api_key set is_revoked = 1");
    EXPECT_THAT(of.Get("/api/serviceaccounts/2/tokens"), HasSubstr(R"("isRevoked":true)")) << release;
    const Response refused = of.Send("GET", "/api/org", "", token);
    EXPECT_EQ(refused.status, 401) << release;
    EXPECT_THAT(refused.body, testing::StartsWith(refusal)) << release;
  }
}

TEST_F(CredentialRulesTest, BeforeThereWereRevocationsNobodyLooksAtThem) {
  OfRelease of = Open("9.1");
  const std::string token = NewToken(of);
  Write("update api_key set is_revoked = 1");
  EXPECT_EQ(of.Send("GET", "/api/org", "", token).status, 200);
}

TEST_F(CredentialRulesTest, AKeyThatIsNoAccountsTokenSignsInUntilKeysAreGone) {
  std::string key;
  {
    OfRelease of = Open("10.1");
    key = Made(of, "/api/auth/keys", R"({"name":"old","role":"Viewer"})");
  }
  EXPECT_EQ(Open("11.5").Send("GET", "/api/org", "", key).status, 200);
  OfRelease of = Open("12.4");
  EXPECT_EQ(of.Send("GET", "/api/org", "", key).status, 200) << "it has been converted";
  Write("update api_key set service_account_id = null");
  const Response refused = of.Send("GET", "/api/org", "", key);
  EXPECT_EQ(refused.status, 401);
  EXPECT_THAT(refused.body, HasSubstr(R"("message":"Invalid API key","messageId":"api-key.invalid")"));
}

TEST_F(CredentialRulesTest, LoginsOfOtherLettersThanAsciiAreLoweredToo) {
  { Open("10.1").MakeUser("Änne", "Änne@x"); }
  OfRelease of = Open("11.5");
  for (const char* who : {"Änne:pass-1234", "änne:pass-1234"})
    EXPECT_THAT(of.Get("/api/user", who), HasSubstr(R"("login":"änne")")) << who;
}

TEST_F(CredentialRulesTest, OfTwoThatDifferByCaseTheLoweredIsFoundLater) {
  {
    OfRelease of = Open("9.3");
    of.MakeUser("ada", "one@x");
    of.MakeUser("ADA", "two@x");
  }
  OfRelease of = Open("11.5");
  for (const char* login : {"ada", "ADA", "Ada"})
    EXPECT_THAT(of.Get(std::string("/api/users/lookup?loginOrEmail=") + login), HasSubstr(R"("email":"one@x")"));
  EXPECT_THAT(of.Get("/api/users/3"), HasSubstr(R"("login":"ADA")"));
  EXPECT_EQ(of.Send("POST", "/api/admin/users", R"({"login":"aDa","password":"pass-1234"})").status, 412);
  EXPECT_EQ(Update(of, "3", R"({"login":"ADA","email":"two@x"})").status, 500);
  EXPECT_EQ(of.Send("DELETE", "/api/admin/users/2").status, 200);
  EXPECT_EQ(Update(of, "3", R"({"login":"ADA","email":"two@x"})").status, 200);
  EXPECT_THAT(of.Get("/api/users/lookup?loginOrEmail=Ada"), HasSubstr(R"("email":"two@x")"));
}

TEST_F(CredentialRulesTest, WhereCaseDoesNotCountAnUpdateThatMakesTwoAlikeIsAConflict) {
  for (const char* release : {"9.1", "9.3", "10.1"}) {
    std::filesystem::remove(file);
    OfRelease of = Open(release, FindRelease(release)->case_insensitive);
    of.MakeUser("vic", "vic@x");
    of.MakeUser("mia", "mia@x");
    Write("update user set login = 'VIC' where login = 'vic'");
    const Response alike = Update(of, "3", R"({"login":"vic"})");
    EXPECT_EQ(alike.status, 409) << release;
    EXPECT_THAT(alike.body, HasSubstr(R"("message":"Update would result in user login conflict")")) << release;
    const Response same = Update(of, "3", R"({"login":"mia","email":"vic@x"})");
    EXPECT_EQ(same.status, 500) << release << ": the very same is what the database refuses";
    EXPECT_EQ(Update(of, "3", R"({"login":"MIA"})").status, 200) << release << ": one's own";
  }
}

TEST_F(CredentialRulesTest, WhereCaseDoesNotCountNobodyWhoHasATwinIsKnown) {
  {
    OfRelease of = Open("9.0");
    of.MakeUser("vic", "one@x");
    of.MakeUser("VIC", "two@x");
  }
  OfRelease of = Open("9.1", LoginCase::kIgnored);
  for (const char* who : {"vic:pass-1234", "two@x:pass-1234"})
    EXPECT_EQ(of.Send("GET", "/api/user", "", who).status, 401) << who;
  const struct {
    const char* method;
    const char* path;
    const char* body;
  } routes[] = {{"GET", "/api/admin/users/2/auth-tokens", ""},
                {"POST", "/api/admin/users/2/revoke-auth-token", R"({"authTokenId":1})"},
                {"POST", "/api/admin/users/2/logout", ""}};
  for (const auto& [method, path, body] : routes) {
    const Response refused = of.Send(method, path, body);
    EXPECT_EQ(refused.status, 409) << path;
    EXPECT_THAT(refused.body, HasSubstr("User has conflicting login or email with another user. Please contact"));
  }
}

// A service's account is one of a certain name; only where such are told from others they are kept from everybody.
TEST_F(CredentialRulesTest, AServicesAccountIsToldAndKept) {
  {
    OfRelease of = Open("11.5");
    for (const char* body : {R"({"name":"extsvc-app"})", R"({"name":"bot"})"})
      ASSERT_EQ(of.Send("POST", "/api/serviceaccounts", body).status, 201);
    ASSERT_EQ(of.Send("POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})").status, 200);
    EXPECT_THAT(of.Get("/api/serviceaccounts/2"), Not(HasSubstr("isExternal")));
  }
  for (const char* release : {"11.5", "12.4"}) {
    OfRelease of = Open(release, LoginCase::kCounts, true);
    EXPECT_THAT(of.Get("/api/serviceaccounts/2"),
                AllOf(HasSubstr(R"("teams":null,"isExternal":true,"requiredBy":"app","tokens":1)")));
    EXPECT_THAT(of.Get("/api/serviceaccounts/3"), HasSubstr(R"("teams":null,"requiredBy":"bot")"));
    EXPECT_THAT(of.Get("/api/serviceaccounts/search?external=true"),
                AllOf(HasSubstr(R"("totalCount":1,)"), HasSubstr(R"("isDisabled":false,"isExternal":true,"role")")));
    EXPECT_THAT(of.Get("/api/serviceaccounts/search?external=true&disabled=true"), HasSubstr(R"("totalCount":0,)"));
    const struct {
      const char* method;
      const char* path;
      const char* body;
      int status;
      const char* id;
    } cases[] = {
        {"POST", "", R"({"name":"extsvc-other"})", 400, "extsvcaccounts.ErrInvalidName"},
        {"PATCH", "/3", R"({"name":"extsvc-other"})", 400, "extsvcaccounts.ErrInvalidName"},
        {"PATCH", "/2", R"({"name":"other"})", 400, "extsvcaccounts.ErrCannotBeUpdated"},
        {"PATCH", "/3", R"({"isDisabled":true})", 500, "Server Error"},
        {"PATCH", "/99", R"({"name":"other"})", 404, "serviceaccounts.ErrNotFound"},
        {"DELETE", "/2", "", 400, "extsvcaccounts.ErrCannotBeDeleted"},
        {"DELETE", "/99", "", 404, "serviceaccounts.ErrNotFound"},
        {"POST", "/2/tokens", R"({"name":"t"})", 400, "extsvcaccounts.ErrCannotCreateToken"},
        {"DELETE", "/2/tokens/1", "", 400, "extsvcaccounts.ErrCannotDeleteToken"},
        {"DELETE", "/2/tokens/0", "", 400, "extsvcaccounts.ErrCannotDeleteToken"},
        {"PATCH", "/3", R"({"name":"other"})", 200, "Service account updated"},
        {"PATCH", "/3", R"({"name":"bot"})", 200, "Service account updated"},
    };
    for (const auto& [method, path, body, status, id] : cases) {
      const Response answer = of.Send(method, "/api/serviceaccounts" + std::string(path), body);
      EXPECT_EQ(answer.status, status) << release << method << path << answer.body;
      EXPECT_THAT(answer.body, HasSubstr(id)) << release << method << path;
    }
    EXPECT_EQ(
        of.Send("POST", "/api/serviceaccounts/3/tokens", R"({"name":"of )" + std::string(release) + R"("})").status,
        200);
  }
}

}  // namespace
}  // namespace grafake::server
