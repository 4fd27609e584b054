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
std::string KeptOf(const Request& request, const std::string& why = "", std::string_view hidden = "") {
  const Response response{.status = 400};
  const Exchange exchange{.request = request, .response = response, .at = {}, .took = {}, .hidden = hidden, .why = why};
  const ExchangeSecrets secrets(exchange);
  const JournalEntry entry(exchange, secrets.known());
  std::string kept(entry.target());
  kept.append("\n").append(entry.why()).append("\n");
  for (const auto& [name, value] : entry.request_headers()) kept.append(name).append(":").append(value).append("\n");
  (void)AppendRedactedBody(kept, request.body, BodyOf::kClient, 1000, secrets.known());
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
