#include "server/control/redaction.h"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace grafake::server {
namespace {

using testing::AllOf;
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

TEST(RedactionTest, WhatIsNoSecretStaysAsItIs) {
  for (const char* text :
       {"/api/org", "/api/serviceaccounts/search?perpage=10&page=1&query=a%20b", "text/html; charset=utf-8",
        "Mozilla/5.0 (X11; Linux x86_64) Gecko/1", "09:05:00", "Basic realm=\"grafana\"",
        "http://localhost:3000/login?redirectTo=%2Fapi%2Forg", "100%", "tokens: 3, keys: 0", "a+b@example.org",
        "C:\\new\\x", "name=ada&value=7", "https://host/a@b", "application/vnd.api+json"})
    EXPECT_EQ(TextOf(text), text);
  for (const char* target : {"/api/org/invites", "/api/teams/search?name=a%2Fb", "/a/../b//c/./d",
                             "/api/snapshots/shared-options", "/api/teams/reset", "https://host/a@b"})
    EXPECT_EQ(TargetOf(target), target);
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

TEST(RedactionTest, TargetsShowNoSecretHoweverTheyAreWritten) {
  for (const char* target : {"/x?pass+word=canary",
                             "/x?tokenValue=canary",
                             "/x?tokens=canary",
                             "/x?name=password&value=canary",
                             "/x?header=Basic+Y2canary",
                             "/x?header=bearer%09canary",
                             "/x?q=%7B%22y%22%3A%20%22%7B%5C%22password%5C%22%3A%20%5C%22canary%5C%22%7D%22%7D",
                             "/x?q=%7B%22y%22%3A%20%22%7B%5C%22password%5C%22%5Cn%3A%20%5C%22canary%5C%22%7D%22%7D",
                             "https:%5C%5Cada:canary@h",
                             "https:/ada:canary@h",
                             "http:\\/\\/ada:canary@h",
                             "http://ada:it'sa\"canary@host/",
                             "/api/user//invite//canary",
                             "/INVITE/canary",
                             "/invite/x/../canary",
                             "/invite/x/y/../../canary",
                             "/invite/./canary",
                             "/invite\\canary",
                             "/%49nvite/%2e/canary",
                             "/api/user/password/reset/canary",
                             "/login?redirectTo=/invite/canary",
                             "/login?redirectTo=%2Finvite%2Fcanary"})
    EXPECT_THAT(TargetOf(target), Not(HasSubstr("canary"))) << target;
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
           {"X-Token-Value", "canary"},
           {"X-Auth-Tokens", "canary"},
           {"X-Note", "Bearer\tcanary"},
           {"X-Note", "basic+Y2FuYXJ5"},
           {"Referer", "http://ada:it'scanary@host/"},
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
}

TEST(RedactionTest, WhatIsNoSecretInABodyStays) {
  for (const char* body :
       {R"({"tokens":1,"isSecret":false,"key":null})", R"({"id":2,"tokens":0,"hasTokens":true,"keys":[]})",
        R"({"tokens":1,"role":"Viewer",})", R"([{"name":"theme","value":"dark"},{"value":{"name":"password"}}])",
        R"({"name":"C:\\new\\\"x\"","a/b":"\u00e4\ud83d\ude00"})"})
    EXPECT_EQ(BodyText(body), body);
}

TEST(RedactionTest, BodiesShowNoSecretHoweverTheyAreWritten) {
  for (const char* body : {"{\"login\":\"x\",\"password\"\n:\"canary\",}",
                           "{\"login\":\"x\",\"password\"\t\r\n :\"canary\",}",
                           "{\"a\":1}{\"password\"\n:\"canary\"}",
                           "{\"name\":\"t\"} {\"password\"\f:\"canary\"}",
                           R"({"x":"{\"password\":\"canary\"}")",
                           R"({"x":"{\"pass\u0077ord\":\"canary\"}")",
                           R"({"x":"{\"y\":\"{\\\"password\\\":\\\"canary\\\"}\"}"})",
                           R"({"x":"{\"y\":\"{\\\"password\\\"\\n:\\\"canary\\\"}\"}")",
                           R"({"pa\u017f\u017fword":"canary",})",
                           R"({"pa\u017f\u017fword":"canary"})",
                           R"({"to\u212aen":"canary",})",
                           R"({"url":"https:\/\/ada:canary@host")",
                           R"({"url":"https:\/\/h\/invite\/canary")",
                           R"({"tokens":["canary"]})",
                           R"({"apiKeys":["canary"],"keys":{"a":"canary"}})",
                           R"({"private_key_pem":"canary"})",
                           R"({"tokens":["canary"],})",
                           R"({"secureSettings":{"x":"canary"}})",
                           R"({"secureJsonFields":{"x":"canary"}})",
                           R"({"key":"password","value":"canary"})",
                           R"({"value":"canary","name":"X-Api-Key"})",
                           R"({"headers":[{"name":"Host","value":"h"},{"Name":"Authorization","Value":"canary"}]})",
                           R"({"headers":{"name":"authorization","value":{"a":["canary"]}}})",
                           R"({"name":"pass\u0077ord","v\u0061lue":"canary"})",
                           R"({"name":"password","value":"canary",})"})
    EXPECT_THAT(BodyText(body), Not(HasSubstr("canary"))) << body;
}

const std::array<std::string, 1> kShown{"canary-3"};

TEST(RedactionTest, AShownSecretIsNowhereElse) {
  const KnownSecrets known{.token = "canary-3", .shapeless = kShown};
  EXPECT_EQ(TextOf("/api/canary-3/x", known), "/api/<secret>/x");
  EXPECT_EQ(TextOf("/api/%63anary-3", known), "/api/<secret>");
}

// What has been seen to be harmless is harmless only as what it was, and where nobody's secret is in it.
TEST(RedactionTest, WhatWasHarmlessOnceIsLookedAtAgain) {
  const KnownSecrets canary{.token = "canary-3", .shapeless = kShown};
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
  EXPECT_EQ(sentence("no such route: /canary-3", {.shapeless = kShown}), "no such route: /<secret>");
}

// Above 64 KiB the name behind a value was not seen.
TEST(RedactionTest, APairIsKnownHoweverLongTheBodyIs) {
  for (const std::size_t size : {10U, 70'000U, 3'000'000U}) {
    const std::string rest = R"("z":")" + std::string(size, 'y') + "\"";
    for (const std::string& body : {R"({"value":"canary","name":"password",)" + rest + "}",
                                    R"({"value":"canary",)" + rest + R"(,"name":"password"})",
                                    R"({"a":[{"value":"canary","name":"password"}],)" + rest + "}"}) {
      std::string out;
      (void)AppendRedactedBody(out, body, BodyOf::kClient, 1'000, {});
      EXPECT_THAT(out, AllOf(Not(HasSubstr("canary")), HasSubstr("value"))) << body.substr(0, 60);
    }
  }
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
