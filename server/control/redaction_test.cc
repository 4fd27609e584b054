#include "server/control/redaction.h"

#include <gmock/gmock.h>

#include "server/control/secret_names.h"
#include "server/control/token_shape.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string TextOf(std::string_view text, const KnownSecrets& known = {}) {
  std::string out;
  AppendRedactedText(out, text, known);
  return out;
}

std::string TargetOf(std::string_view target) {
  std::string out;
  AppendRedactedTarget(out, target, {});
  return out;
}

std::string HeaderOf(std::string_view name, std::string_view value, const KnownSecrets& known = {}) {
  std::string out;
  AppendRedactedHeader(out, name, value, known);
  return out;
}

std::string BodyText(std::string_view body, BodyOf whose = BodyOf::kClient) {
  std::string out;
  (void)AppendRedactedBody(out, body, whose, 1000, {});
  return out;
}

TEST(SecretNamesTest, NamesAreKnownInAnySpelling) {
  for (const char* name :
       {"password", "Password", "PASSWORD", "oldPassword", "new_password", "confirmNew", "passWD", "pa\xC5\xBFsword",
        "to\xE2\x84\xAA"
        "en",
        "tls-client-key", "user[password]"})
    EXPECT_NE(SecretKindOf(name), SecretKind::kNone) << name;
  for (const char* name : {"name", "login", "tokens", "id", "code", "isDisabled", "passed", "keys"})
    EXPECT_EQ(SecretKindOf(name), SecretKind::kNone) << name;
}

TEST(TokenShapeTest, FindsTokensWhereverTheyStand) {
  for (const char* text :
       {"glsa_abc", "xglsa_1", "GLSA_abc_1", "glc_12345678", "a eyJrIjoiT0tTcG1p b", "glossary_ glsa_x"})
    EXPECT_TRUE(FindToken(text)) << text;
  for (const char* text : {"google_analytics", "glsa_", "glossary_of_things", "eyJ", "heyJude", "single_sign_on"})
    EXPECT_FALSE(FindToken(text)) << text;
}

TEST(RedactionTest, WhatIsNoSecretStaysAsItIs) {
  for (const char* text : {"/api/org", "/api/serviceaccounts/search?perpage=10&page=1&query=a%20b",
                           "text/html; charset=utf-8", "Mozilla/5.0 (X11; Linux x86_64) Gecko/1", "09:05:00",
                           "Basic realm=\"grafana\"", "http://localhost:3000/login?redirectTo=%2Fapi%2Forg", "100%"})
    EXPECT_EQ(TextOf(text), text);
}

TEST(RedactionTest, TargetsShowNoSecret) {
  for (const char* target : {"/api/org?auth_token=canary",
                             "/api/org?a=1&AUTH_TOKEN=canary&b=2",
                             "/api/org?auth%5Ftoken=canary",
                             "/x?redirect=%2Fapi%3Fauth_token%3Dcanary",
                             "/x?redirect=%252Fapi%253Fauth_token%253Dcanary%2526x",
                             "http://ada:canary@host/api/org",
                             "/x?next=http%3A%2F%2Fada%3Acanary%40host%2F",
                             "/invite/canary",
                             "/api/user/invite/canary",
                             "/api/org/invites/canary/revoke",
                             "/inv%69te/canary",
                             "/api/glsa_canary/x",
                             "/api/gl%73a_canary",
                             "/api/gl%2573a_canary",
                             "/user/password/reset?code=canary",
                             "/d/x?X-Amz-Signature=canary",
                             "/x?password=a;canary",
                             "/x?password=a,canary",
                             "/x?q={\"password\":\"canary\"}",
                             "/x;token=canary",
                             "/api/snapshots-delete/canary",
                             "/x?a=%zz&password=canary",
                             "/x?user[password]=canary"})
    EXPECT_THAT(TargetOf(target), Not(HasSubstr("canary"))) << target;
  EXPECT_EQ(TargetOf("/api/org?auth_token=canary&x=1"), "/api/org?auth_token=<token>&x=1");
  EXPECT_EQ(TargetOf("/api/org/invites/canary/revoke"), "/api/org/invites/<secret>/revoke");
  EXPECT_EQ(TargetOf("/api/user/invite/complete"), "/api/user/invite/complete");
  EXPECT_EQ(TargetOf("http://ada:canary@host/"), "http://<password>@host/");
}

TEST(RedactionTest, HeadersShowNoSecret) {
  for (const auto& [name, value] : std::vector<std::pair<const char*, const char*>>{
           {"Authorization", "Bearer canary"},
           {"authorization", "canary"},
           {"Authorization", "canary canary"},
           {"Authorization", "Digest username=\"ada\", response=\"canary\""},
           {"Proxy-Authorization", "Basic canary"},
           {"Cookie", "grafana_session=canary; canary"},
           {"Cookie", "a=b=canary;x=\"canary\""},
           {"Set-Cookie", "grafana_session=canary; Path=/; HttpOnly"},
           {"X-Grafana-Id", "canary"},
           {"X-JWT-Assertion", "canary"},
           {"X-Api-Key", "canary"},
           {"X-Auth-Request-Access-Token", "canary"},
           {"X-WebAuth-Session", "canary"},
           {"User-Agent", "tool/1 (glsa_canary)"},
           {"User-Agent", "tool Bearer canary"},
           {"X-Forwarded-Note", "Basic Y2FuYXJ5 and more"},
           {"Referer", "http://ada:canary@h/?auth_token=canary"},
           {"Location", "/invite/canary"},
           {"X-Original-Url", "/api?api_key=canary"}}) {
    const std::string shown = HeaderOf(name, value);
    EXPECT_THAT(shown, Not(HasSubstr("canary"))) << name << value;
    EXPECT_THAT(shown, Not(HasSubstr("Y2FuYXJ5"))) << name << value;
  }
  EXPECT_EQ(HeaderOf("Authorization", "Bearer canary", {.token = "canary", .name = "<token known of robot>"}),
            "Bearer <token known of robot>");
  EXPECT_EQ(HeaderOf("Authorization", "Basic canary", {.password = "<password of ada>"}), "Basic <password of ada>");
  EXPECT_EQ(HeaderOf("Cookie", "grafana_session=canary; theme=dark"), "grafana_session=<cookie>; theme=<cookie>");
  EXPECT_EQ(HeaderOf("Set-Cookie", "grafana_session=canary; Path=/; HttpOnly; SameSite=Lax"),
            "grafana_session=<cookie>; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_EQ(HeaderOf("WWW-Authenticate", "Basic realm=\"grafana\""), "Basic realm=\"grafana\"");
}

TEST(RedactionTest, BodiesShowNoSecret) {
  for (const char* body : {R"({"user":"ada","password":"canary"})",
                           R"({"PassWord" : "canary"})",
                           R"({"pass\u0077ord":"canary"})",
                           "{\"pa\xC5\xBFsword\":\"canary\"}",
                           R"({"password":["canary",{"a":"canary"}],"b":1})",
                           R"({"a":{"b":[{"secret":{"c":"canary"}}]}})",
                           R"({"password":"a\"canary"})",
                           R"({"password":"canary)",
                           R"({"password":"a","password":"canary",})",
                           R"({"password":"a&canary",})",
                           R"({"pass\u0077ord":"canary",})",
                           R"({"a":1}{"password":"canary"})",
                           R"({"note":"glsa_canary"})",
                           R"({"note":"gl\u0073a_canary"})",
                           R"({"note":"http:\/\/ada:canary@h"})",
                           R"({"url":"http://h/invite/canary"})",
                           "user=ada&password=canary",
                           "user=ada&pass%77ord=canary",
                           "password: canary\nuser: ada",
                           "<password>canary</password>",
                           "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\ncanary\r\n--b--",
                           "canary\xFF\xFE",
                           R"({"oldPassword":"x","newPassword":"y","confirmNew":"canary"})",
                           R"("glsa_canary")",
                           R"(["glsa_canary"])",
                           R"({"glsa_canary":1})",
                           R"({"secureJsonData":{"x":"canary"}})",
                           "{\"password\":\n\n\"canary\"}"})
    EXPECT_THAT(BodyText(body), Not(HasSubstr("canary"))) << body;
  EXPECT_THAT(BodyText(R"({"password":987654321})"), Not(HasSubstr("987654321")));
  EXPECT_EQ(BodyText(R"({"user": "ada", "password": "x", "empty": {"password": ""}})"),
            R"({"user": "ada", "password": "<password>", "empty": {"password": ""}})");
  EXPECT_EQ(BodyText(R"({"id":7,"name":"known","key":"glsa_x"})", BodyOf::kServer),
            R"({"id":7,"name":"known","key":"<token known>"})");
  EXPECT_EQ(BodyText(R"({"tokens":1,"isSecret":false,"key":null})"), R"({"tokens":1,"isSecret":false,"key":null})");
}

TEST(RedactionTest, AShownSecretIsNowhereElse) {
  const KnownSecrets known{.token = "canary-3", .shapeless = "canary-3"};
  EXPECT_EQ(TextOf("/api/canary-3/x", known), "/api/<secret>/x");
  EXPECT_EQ(TextOf("/api/%63anary-3", known), "/api/<secret>");
}

// What has been seen to be harmless is harmless only as what it was, and where nobody's secret is in it.
TEST(RedactionTest, WhatWasHarmlessOnceIsLookedAtAgain) {
  const KnownSecrets canary{.token = "canary-3", .shapeless = "canary-3"};
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(TextOf("/api/canary-3/x"), "/api/canary-3/x");
    EXPECT_EQ(TextOf("/api/canary-3/x", canary), "/api/<secret>/x");
    EXPECT_EQ(TextOf("/invite/abc"), "/invite/abc");
    EXPECT_EQ(TargetOf("/invite/abc"), "/invite/<secret>");
    EXPECT_EQ(BodyText("<a>", BodyOf::kServer), "<a>");
    EXPECT_EQ(BodyText("<a>", BodyOf::kClient), "");
    EXPECT_EQ(HeaderOf("code", "x"), "x");
    EXPECT_EQ(BodyText(R"({"session":"x"})"), R"({"session":"<cookie>"})");
    EXPECT_EQ(HeaderOf("session-note", "x"), "<cookie>");
  }
}

TEST(RedactionTest, NoEscapeIsCutInTwo) {
  for (const std::string escape : {R"(\")", R"(\\)", R"(\u0041)", R"(\ud83d\ude00)"}) {
    std::string body = R"({"a":")";
    for (int i = 0; i < 2000; ++i) body += escape;
    body += "\"}";
    for (std::size_t most = 0; most < 40; ++most) {
      std::string out;
      EXPECT_FALSE(AppendRedactedBody(out, body, BodyOf::kClient, most, {})) << most;
      EXPECT_LE(out.size(), most);
      EXPECT_TRUE(body.starts_with(out)) << out;
    }
  }
}

TEST(RedactionTest, ASentenceOfOursKeepsItsWords) {
  const auto sentence = [](std::string_view text, const KnownSecrets& known = {}) {
    std::string out;
    AppendRedactedSentence(out, text, known);
    return out;
  };
  for (const char* text :
       {"no credential: the request has no Authorization header", "no token has this secret: it was deleted",
        "JSON member \"password\" is a number, expected text"})
    EXPECT_EQ(sentence(text), text);
  EXPECT_EQ(sentence("no such route: /glsa_canary/x"), "no such route: /<token>/x");
  EXPECT_THAT(sentence("no such route: /hunter2hunter2", {.shapeless = "hunter2hunter2"}), Not(HasSubstr("hunter2")));
}

TEST(RedactionTest, ALongBodyIsCut) {
  std::string out;
  EXPECT_FALSE(
      AppendRedactedBody(out, "{\"a\":\"" + std::string(100, 'x') + "glsa_canary\"}", BodyOf::kClient, 110, {}));
  EXPECT_EQ(out.size(), 110U);
  EXPECT_THAT(out, Not(HasSubstr("glsa")));
  out.clear();
  EXPECT_FALSE(AppendRedactedBody(out, std::string(100'000, '{') + "\"password\":\"x\"", BodyOf::kClient, 50, {}));
  out.clear();
  EXPECT_FALSE(AppendRedactedBody(out, "\xC3\xA9\xC3\xA9", BodyOf::kClient, 3, {}));
  EXPECT_EQ(out, "\xC3\xA9");
  EXPECT_TRUE(AppendRedactedBody(out, "", BodyOf::kClient, 3, {}));
}

}  // namespace
}  // namespace grafake::server
