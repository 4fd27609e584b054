// Everything that a client can see obeys the clock of its Instance: one of the year 2001 shows no other year.
#include <gmock/gmock.h>

#include <regex>

#include "server/app.h"
#include "server/instance_client.h"
#include "server/net/raw_client.h"

namespace grafake::server {
namespace {

using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::year;
using testing::HasSubstr;
using testing::IsEmpty;
using Texts = std::vector<std::string>;

constexpr Instant kFeast2001 = sys_days(year(2001) / 5 / 25);

InstanceSettings SettingsOf2001(Instant& now) {
  InstanceSettings settings;
  settings.roles.service_accounts = true;
  settings.clock = [&now] { return now; };
  return settings;
}

// What looks like a time of another year: a date, a Unix time in seconds or in milliseconds. Who was never seen was so
// ten years ago, and files are of the day when Grafana was built.
Texts OtherYears(const std::string& text) {
  static const std::regex kTimes(
      R"(\b([12]\d{3})-[01]\d-[0-3]\d|\b\d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4})\b)"
      R"(|\b(1[0-9]{9})(?:\d{3})?\b)");
  Texts found;
  for (std::sregex_iterator it(text.begin(), text.end(), kTimes), end; it != end; ++it) {
    const std::string said = (*it)[1].str() + (*it)[2].str() + (*it)[3].str();
    if (said != "2001" && said != "1991" && said != "1660000000") found.push_back(it->str());
  }
  return found;
}

std::string WholeText(const Response& response) {
  std::string text = response.body;
  for (const AnswerHeader& header : response.headers) {
    if (header.name != "Last-Modified") text += "\n" + std::string(header.name) + ": " + header.value;
  }
  return text;
}

// Every GET route, its parameters being `id`.
Texts PathsOf(const Instance& instance, const std::string& id) {
  static const std::regex kParameter(R"(:\w+|\*)");
  Texts paths;
  for (const RouteRow& route : instance.Routes()) {
    if (route.method == "GET") paths.push_back(std::regex_replace(route.path, kParameter, id));
  }
  return paths;
}

// A world with one of everything, made by requests.
class ClockTest : public testing::Test {
 protected:
  ClockTest() {
    for (const Ask& ask : Makers()) Look(ask);
    const std::string made = Look({"POST", "/api/serviceaccounts/2/tokens", R"({"name":"t","secondsToLive":60})"}).body;
    token = nlohmann::json::parse(made).at("key");
    Look({"GET", "/api/user", "", token});
    const Response signed_in = Look({"POST", "/login", R"({"user":"admin","password":"admin"})", ""});
    const std::string cookie = HeaderOf(signed_in, "Set-Cookie");
    session = {"Cookie", cookie.substr(0, cookie.find(';'))};
    Look({"GET", "/api/user", "", "", {session}});
  }

  static std::vector<Ask> Makers() {
    return {{"POST", "/api/serviceaccounts", R"({"name":"bot"})"},
            {"POST", "/api/auth/keys", R"({"name":"key","role":"Viewer","secondsToLive":600})"},
            {"POST", "/api/teams", R"({"name":"team"})"},
            {"POST", "/api/teams/1/members", R"({"userId":2})"},
            {"POST", "/api/orgs", R"({"name":"org"})"},
            {"POST", "/api/admin/users", R"({"login":"user","password":"secret"})"},
            {"PUT", "/api/user/preferences", R"({"theme":"dark"})"},
            {"PUT", "/api/orgs/1/quotas/org_user", R"({"limit":5})"},
            {"GET", "/api/org", "", "user:wrong"}};
  }

  Response Look(const Ask& ask) {
    const Response response = InstanceClient(instance)(ask);
    EXPECT_THAT(OtherYears(WholeText(response)), IsEmpty()) << ask.method << " " << ask.path << ": " << response.body;
    return response;
  }

  Instant now = kFeast2001;
  Instance instance{SettingsOf2001(now)};
  std::string token;
  Header session;
};

TEST(OtherYearsTest, AreSeen) {
  EXPECT_THAT(OtherYears(R"({"created":"2026-11-26T00:00:00Z","seen":"2001-01-02"})"), testing::SizeIs(1));
  EXPECT_THAT(OtherYears("Date: Thu, 26 Nov 2026 22:00:00 GMT"), testing::SizeIs(1));
  EXPECT_THAT(OtherYears(R"({"at":1795730000,"ms":1795730000123,"id":990000000})"), testing::SizeIs(2));
}

TEST_F(ClockTest, NoRouteShowsAnotherYear) {
  for (const minutes later : {minutes(0), minutes(11)}) {
    now += later;
    for (const char* id : {"1", "2", "user"}) {
      for (const std::string& path : PathsOf(instance, id)) {
        for (const std::string& who : {std::string("admin:admin"), token, std::string()}) Look({"GET", path, "", who});
        Look({"GET", path, "", "", {session}});
      }
    }
    for (const char* path : {"/metrics", "/api/health", "/healthz", "/robots.txt", "/api/nothing"})
      Look({"GET", path, "", ""});
  }
}

TEST_F(ClockTest, WhatHasATimeShowsTheYearOfItsInstance) {
  for (const char* path : {"/api/serviceaccounts/2", "/api/serviceaccounts/2/tokens", "/api/auth/keys", "/api/users/1",
                           "/api/users/search", "/api/user/auth-tokens", "/api/org/users"}) {
    EXPECT_THAT(Look({"GET", path, "", "", {session}}).body, HasSubstr("\"2001-05-25T")) << path;
  }
}

TEST_F(ClockTest, TimesThatAreOverAreOverByItsClock) {
  now += minutes(1);
  EXPECT_EQ(Look({"GET", "/api/user", "", token}).status, 401);
  now += std::chrono::days(31);
  EXPECT_EQ(Look({"GET", "/api/user", "", "", {session}}).status, 401);
}

TEST(AppClockTest, DateAndLogObeyTheClockOfTheInstance) {
  Instant now = kFeast2001;
  AppSettings settings;
  settings.instance = SettingsOf2001(now);
  settings.listen.port = 0;
  settings.router_logging = true;
  std::string log;
  {
    const App app(settings, [&](const std::string& line) { log += line; });
    const std::string url = app.url();
    RawClient client(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    client.Send(
        "GET /api/org HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\nConnection: close\r\n\r\n");
    const std::string answer = client.ReadAll();
    EXPECT_THAT(answer, HasSubstr("Date: Fri, 25 May 2001 00:00:00 GMT\r\n"));
    EXPECT_THAT(OtherYears(answer), IsEmpty()) << answer;
  }
  EXPECT_THAT(log, HasSubstr("t=2001-05-25T"));
  EXPECT_THAT(OtherYears(log), IsEmpty()) << log;
}

}  // namespace
}  // namespace grafake::server
