#include "server/control/exchange_secrets.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "server/control/journal_entry.h"
#include "server/domain/base64.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::Not;

// All that the journal keeps of a request.
std::string KeptOf(const Request& request, const std::string& why = "", std::string_view hidden = "",
                   std::string_view jwt_header = "", const std::string& answer = "") {
  const Response response{.status = 400, .body = answer};
  const Exchange exchange{.request = request,
                          .response = response,
                          .at = {},
                          .took = {},
                          .hidden = hidden,
                          .jwt_header = jwt_header,
                          .why = why};
  const ExchangeSecrets secrets(exchange);
  const JournalEntry entry(exchange, secrets.known());
  std::string kept(entry.target());
  kept.append("\n").append(entry.why()).append("\n");
  for (const auto& [name, value] : entry.request_headers()) kept.append(name).append(":").append(value).append("\n");
  (void)AppendRedactedBody(kept, request.body, BodyOf::kClient, 1000, secrets.known());
  (void)AppendRedactedBody(kept, answer, BodyOf::kServer, 1000, secrets.known());
  return kept;
}

Request RequestOf(std::string path, std::string query, std::vector<Header> headers, std::string body = "") {
  return {.method = "POST",
          .path = std::move(path),
          .query = std::move(query),
          .headers = std::move(headers),
          .body = std::move(body)};
}

std::string Basic(std::string_view credential) { return "Basic " + EncodeBase64(credential); }

TEST(ExchangeSecretsTest, WhatARequestShowsOnceIsNowhereInIt) {
  const std::string session = "5f4dcc3b5aa765d61d8327deb882cf99";
  const std::string encoded = EncodeBase64("ada:hunter2?hunter2>>");
  for (const auto& [request, secrets] : std::vector<std::pair<Request, std::vector<std::string>>>{
           {RequestOf("/api/org", "note=hunter2%2Bhunter2+x", {{"Authorization", Basic("ada:hunter2+hunter2 x")}}),
            {"hunter2"}},
           {RequestOf("/api/hunter2 hunter2", "a=hunter2%2520hunter2",
                      {{"Authorization", Basic("ada:hunter2 hunter2")}}),
            {"hunter2"}},
           {RequestOf("/api/org", "", {{"Authorization", Basic("admin:1234567890123")}},
                      R"({"x":1234567890123,"y":[1234567890123]})"),
            {"1234567890123"}},
           {RequestOf("/api/org", "", {{"Authorization", Basic("ada:hun\"ter\\2")}},
                      R"({"x":"hun\"ter\\2","y":"hun\"ter\\2",})"),
            {"ter"}},
           {RequestOf("/api/org", "x=" + encoded, {{"Authorization", "Basic " + encoded}, {"X-Fwd", encoded}}),
            {encoded.substr(0, 20)}},
           {RequestOf("/api/org", "x=hunter2hunter2", {{"Authorization", Basic("hunter2hunter2")}}), {"hunter2"}},
           {RequestOf("/api/teams/" + session, "sid=" + session,
                      {{"X-Debug", session}, {"Cookie", "theme=dark; grafana_session=" + session}}, session),
            {session}},
           {RequestOf("/login", "x=hunter2hunter2", {},
                      R"({"user":"ada","password":"hunter2hunter2","email":"hunter2hunter2"})"),
            {"hunter2"}},
           {RequestOf("/login", "x=hunter2hunter2", {}, "user=hunter2hunter2&password=hunter2hunter2&x=y"),
            {"hunter2"}},
           {RequestOf("/login", "x=hunter2%20hunter2", {{"X-Note", "hunter2 hunter2"}},
                      "user=ada&pass%77ord=hunter2+hunter2"),
            {"hunter2"}},
           {RequestOf("/login", "password=hunter2hunter2", {{"X-Note", "hunter2hunter2"}}), {"hunter2"}},
           {RequestOf("/login", "", {}, R"({"user":"hunter\u00322hunter2","password" : "hunter22hunter2",})"),
            {"hunter2"}}}) {
    for (int i = 0; i < 2; ++i) {
      const std::string kept = KeptOf(request, "no team has id \"" + request.path + "\"");
      for (const std::string& secret : secrets) EXPECT_THAT(kept, Not(HasSubstr(secret)));
    }
  }
}

// That of control is known, whatever it is called and however short it is.
TEST(ExchangeSecretsTest, TheTokenOfControlIsNowhere) {
  for (const Request& request :
       {RequestOf("/api/s3cret", "x=s3cret", {{"X-Any", "s3cret"}, {"Cookie", "s3cret=1"}}, R"({"x":"a s3cret b"})"),
        RequestOf("/api/%733cret", "x=%25733cret", {{"Authorization", Basic("s3cret:x")}}, "s3cret"),
        RequestOf("/api/org", "", {{"Authorization", "Bearer s3cret"}, {"User-Agent", "s3cret"}}, "x=s3cret")}) {
    const std::string kept = KeptOf(request, "no user has login \"s3cret\"", "s3cret");
    EXPECT_THAT(kept, Not(HasSubstr("3cret")));
    EXPECT_THAT(kept, Not(HasSubstr(EncodeBase64("s3cret:"))));
  }
}

// A JWT need not look like one, and may be sent under any name.
TEST(ExchangeSecretsTest, AJwtIsNowhereWhateverItsHeaderIsCalled) {
  const std::string jwt = "ewogImFsZyI6Im5vbmUifQ.e30.c2ln";
  for (int i = 0; i < 2; ++i) {
    const Request request = RequestOf("/api/org", "x=" + jwt, {{"x-anything", jwt}, {"Referer", "http://h/?y=" + jwt}});
    EXPECT_THAT(KeptOf(request), HasSubstr("x-anything:" + jwt));
    const std::string kept = KeptOf(request, "", "", "X-Anything");
    EXPECT_THAT(kept, Not(HasSubstr(jwt)));
    EXPECT_THAT(kept, HasSubstr("x-anything:<secret>"));
    EXPECT_THAT(KeptOf(RequestOf("/", "", {{"X-Anything", "Bearer " + jwt}, {"X-Any", jwt}}), "", "", "X-Anything"),
                testing::AllOf(Not(HasSubstr(jwt)), HasSubstr("X-Anything:Bearer <token>")));
    EXPECT_THAT(KeptOf(RequestOf("/", "", {{"X-Anything", "short"}}), "", "", "X-Anything"), Not(HasSubstr("short")));
    EXPECT_THAT(KeptOf(RequestOf("/", "auth_token=" + jwt + "&x=" + jwt, {{"X-Any", jwt}})), Not(HasSubstr(jwt)));
  }
}

// Elsewhere a code is one of an error, of a country.
TEST(ExchangeSecretsTest, CodesOfInvitationsAreSecrets) {
  const std::string body = R"({"code":"b3JnYW5p","x":{"c\u006fde": "b3JnYW5p"},"Code":"b3JnYW5p"})";
  for (const char* path : {"/api/org/invites", "/api/ORG/invites/", "/api/user/signup/step2",
                           "/api/user/password/reset", "/api/user/invite/complete"}) {
    EXPECT_THAT(KeptOf(RequestOf("/api/org", "", {}, body)), HasSubstr("b3JnYW5p"));
    EXPECT_THAT(KeptOf(RequestOf(path, "", {}, body), "", "", "", "[" + body + "]"), Not(HasSubstr("b3JnYW5p")))
        << path;
  }
  const std::string joined = R"({"code":"redirect-to-landing-page"})";
  EXPECT_THAT(KeptOf(RequestOf("/api/user/signup/step2", "", {}), "", "", "", joined), HasSubstr(joined));
}

TEST(ExchangeSecretsTest, WhatIsNoSecretOfARequestStays) {
  const std::string kept =
      KeptOf(RequestOf("/api/org", "theme=darkdark&at=1700000000&to=/api/dashboards/home",
                       {{"Cookie", "theme=dark; grafana_session_expiry=1700000000; redirect_to=/api/dashboards/home"},
                        {"Authorization", Basic("ada:short")}},
                       R"({"short":1700000000})"));
  EXPECT_THAT(kept, HasSubstr("/api/org?theme=darkdark&at=1700000000&to=/api/dashboards/home"));
  EXPECT_THAT(kept, HasSubstr(R"({"short":1700000000})"));
}

}  // namespace
}  // namespace grafake::server
