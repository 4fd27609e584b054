// Coverage and labels over real sockets.

#include "server/control/coverage_routes.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class CoverageRoutesTest : public testing::Test {
 protected:
  static AppSettings Settings(bool label) {
    AppSettings settings;
    settings.listen.port = 0;
    settings.instance.roles.service_accounts = true;
    settings.instance.gzip = true;
    settings.log.enabled = false;
    settings.control.label = label;
    return settings;
  }

  // All of the answer.
  static std::string Ask(const App& app, const std::string& request_line, const std::string& body = "",
                         const std::string& headers = "") {
    const auto blank = request_line.find(' ');
    return WholeAnswer(app.url(), request_line.substr(0, blank), request_line.substr(blank + 1), body, headers);
  }
  std::string AsAdmin(const std::string& request_line, const std::string& body = "") {
    return Ask(app, request_line, body, kAdmin);
  }
  std::string AsToken(const std::string& token, const std::string& headers = "") {
    return Ask(app, "GET /api/org", "", "Authorization: Bearer " + token + "\r\n" + headers);
  }
  json Coverage() {
    const std::string answer = Ask(app, "GET /_grafake/coverage");
    return json::parse(answer.substr(answer.find("\r\n\r\n") + 4));
  }
  static json RouteOf(const json& coverage, const std::string& method, const std::string& path) {
    for (const json& route : coverage["routes"]) {
      if (route["method"] == method && route["path"] == path) return route;
    }
    return {};
  }
  static std::uint64_t TimesOf(const json& route, int status, const std::string& message) {
    for (const json& answer : route["answers"]) {
      if (answer["status"] == status && answer["message"] == message) return answer["times"];
    }
    return 0;
  }
  std::string MakeToken() {
    AsAdmin("POST /api/serviceaccounts", R"({"name":"bot","role":"Viewer"})");
    const std::string made = AsAdmin("POST /api/serviceaccounts/2/tokens", R"({"name":"t","secondsToLive":60})");
    return json::parse(made.substr(made.find("\r\n\r\n") + 4))["key"];
  }

  const std::string kAdmin = "Authorization: Basic " + EncodeBase64("admin:admin") + "\r\n";
  App app{Settings(false), [](const std::string&) {}};
};

TEST_F(CoverageRoutesTest, CountsWhatWasMetAndNamesWhatWasNot) {
  const std::string token = MakeToken();
  AsToken(token);
  AsToken(token);
  AsToken("nonsense", "Accept-Encoding: gzip\r\n");
  AsAdmin("HEAD /api/org");
  const json coverage = Coverage();
  EXPECT_EQ(coverage["release"], "9.0.9");
  const json org = RouteOf(coverage, "GET", "/api/org");
  EXPECT_EQ(org["times"], 4U);
  EXPECT_EQ(TimesOf(org, 200, ""), 3U);
  EXPECT_EQ(TimesOf(org, 401, "invalid API key"), 1U);  // refused before any route was reached, and compressed
  EXPECT_EQ(TimesOf(org, 401, "Expired API key"), 0U);
  EXPECT_EQ(RouteOf(coverage, "DELETE", "/api/serviceaccounts/:id/tokens/:tokenId")["times"], 0U);
  EXPECT_THAT(coverage["missed"],
              ElementsAre("expired token", "disabled account", "taken name", "second page", "lost answer", "403"));
}

TEST_F(CoverageRoutesTest, KnowsTheOccasions) {
  const std::string token = MakeToken();
  Ask(app, "GET /api/org/users", "", "Authorization: Bearer " + token + "\r\n");
  AsAdmin("POST /api/serviceaccounts/2/tokens", R"({"name":"t"})");
  AsAdmin("GET /api/serviceaccounts/search?page=2");
  Ask(app, "PUT /_grafake/clock", R"({"advance":"1h"})");
  AsToken(token);
  EXPECT_THAT(Coverage()["missed"], ElementsAre("disabled account", "lost answer"));
}

TEST_F(CoverageRoutesTest, ItIsAboutAllTestsSoThatAResetLeavesIt) {
  AsAdmin("GET /api/org");
  EXPECT_THAT(Ask(app, "POST /_grafake/reset"), HasSubstr(" 204 "));
  EXPECT_EQ(RouteOf(Coverage(), "GET", "/api/org")["times"], 1U);
  EXPECT_THAT(Ask(app, "DELETE /_grafake/coverage"), HasSubstr(" 204 "));
  EXPECT_EQ(RouteOf(Coverage(), "GET", "/api/org")["times"], 0U);
}

TEST_F(CoverageRoutesTest, IsMarkdownForPeople) {
  AsAdmin("GET /api/nothing/glsa_secret/<b>|x");
  for (const char* line : {"GET /_grafake/coverage.md", "GET /_grafake/coverage"}) {
    const std::string text = Ask(app, line, "", "Accept: text/markdown\r\n");
    EXPECT_THAT(text, HasSubstr("Content-Type: text/markdown"));
    EXPECT_THAT(text, HasSubstr("- **expired token**"));
    EXPECT_THAT(text, HasSubstr("`GET /api/nothing/<token>/<b>\\|x`"));
    EXPECT_THAT(text, Not(HasSubstr("glsa_secret")));
  }
}

TEST_F(CoverageRoutesTest, AnswersCarryNoLabelUnlessThatIsWanted) {
  EXPECT_THAT(AsAdmin("GET /api/org"), Not(HasSubstr("X-Grafake")));
}

TEST_F(CoverageRoutesTest, ALabelSaysHowWellAnAnswerIsKnown) {
  const App labelled{Settings(true), [](const std::string&) {}};
  EXPECT_THAT(Ask(labelled, "GET /api/org", "", kAdmin),
              HasSubstr("X-Grafake: world=main; request=1; fidelity=recorded 9.0.9 "));
  EXPECT_THAT(Ask(labelled, "GET /api/org"), HasSubstr("request=2; fidelity=recorded 9.0.9 "));
  EXPECT_THAT(Ask(labelled, "POST /api/teams", "{", kAdmin), HasSubstr("X-Grafake: world=main; request=3; fidelity="));
  EXPECT_THAT(Ask(labelled, "GET /api/no-recording-has-this", "", kAdmin), HasSubstr("fidelity=documented\r\n"));
  EXPECT_THAT(Ask(labelled, "GET /_grafake/clock"), Not(HasSubstr("X-Grafake")));
}

TEST_F(CoverageRoutesTest, HeadIsServedLikeGet) {
  const std::string answer = Ask(app, "HEAD /_grafake/clock");
  EXPECT_THAT(answer, HasSubstr(" 200 "));
  EXPECT_EQ(answer.substr(answer.find("\r\n\r\n")), "\r\n\r\n");
  EXPECT_THAT(Ask(app, "HEAD /_grafake/reset"), HasSubstr(" 405 "));
}

}  // namespace
}  // namespace grafake::server
