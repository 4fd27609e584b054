#include "server/request_log.h"

#include <gmock/gmock.h>

#include "server/domain/principal.h"
#include "server/system_time.h"

namespace grafake::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

class RequestLogTest : public testing::Test {
 protected:
  RequestLog Make(bool json = false) {
    log.emplace(LogSettings{.json = json}, SystemTime, [this](const std::string& line) { written += line; });
    return {*log, false, "000"};
  }

  std::optional<Log> log;
  std::string written;
  Request request{.method = "GET", .path = "/api/x", .client_ip = "::1"};
};

TEST_F(RequestLogTest, SaysWhoAsked) {
  const auto caller = std::make_shared<const Principal>(
      Principal{.kind = Principal::Kind::kUser, .user_id = 4, .org_id = 2, .login = "eve"});
  Make().Completed(request, {.status = 404, .body = "ab", .caller = caller}, 152567946ns);
  EXPECT_THAT(written, AllOf(HasSubstr("logger=context traceID=000 userId=4 orgId=2 uname=eve t="),
                             HasSubstr(" level=info msg=\"Request Completed\" method=GET path=/api/x status=404 "
                                       "remote_addr=[::1] time_ms=152 duration=152.567946ms size=2 referer= "
                                       "traceID=000\n")));
}

TEST_F(RequestLogTest, NumbersAreNumbersInJson) {
  Make(true).Completed(request, {.status = 404}, 1500ms);
  EXPECT_THAT(written,
              AllOf(HasSubstr(R"("orgId":0,)"), HasSubstr(R"("userId":0})"), HasSubstr(R"("status":404,)"),
                    HasSubstr(R"("time_ms":1500,)"), HasSubstr(R"("duration":"1.5s")"), HasSubstr(R"("size":0,)")));
}

TEST_F(RequestLogTest, NotesComeFirstAndEvenForUsualAnswers) {
  Response response{.status = 200};
  response.notes.push_back({.message = "early", .fields = {{"error", "why"}}, .caller_known = false});
  response.notes.push_back({.message = "late", .with_address = true});
  Make().Completed(request, response, 1ms);
  EXPECT_THAT(written,
              AllOf(testing::ContainsRegex("traceID=000 t=[^ ]+ level=error msg=early error=why traceID=000\n"),
                    testing::ContainsRegex("uname= t=[^ ]+ level=error msg=late remote_addr=[^ ]+ traceID"),
                    Not(HasSubstr("Request Completed"))));
}

TEST_F(RequestLogTest, WhatAStrangerWritesIsCutAndEscaped) {
  request.headers = {{"X-Real-IP", "\u009b31m" + std::string(60'000, 'a')}, {"Referer", std::string(60'000, 'b')}};
  request.method = std::string(60'000, 'M');
  request.path = "/" + std::string(60'000, 'c');
  Make().Completed(request, {.status = 404}, 1ms);
  EXPECT_LT(written.size(), 5'000U);
  EXPECT_THAT(written, AllOf(HasSubstr("remote_addr=\"\\u009b31maaa"), Not(HasSubstr("\u009b"))));
}

TEST_F(RequestLogTest, DurationsAreGos) {
  for (const auto& [time, text] : std::initializer_list<std::pair<std::chrono::nanoseconds, const char*>>{
           {0ns, "=0s "}, {999ns, "=999ns "}, {317900ns, "=317.9µs "}, {1ms, "=1ms "}, {62500ms, "=1m2.5s "}}) {
    written.clear();
    Make().Completed(request, {.status = 404}, time);
    EXPECT_THAT(written, HasSubstr(std::string("duration") + text));
  }
}

TEST_F(RequestLogTest, WhatLooksLikeASecretIsNotLogged) {
  const std::string token = "glsa_yscW25imSKJIuav8zF37RZmnbiDvB05G_fcaaf58a";
  request.path = "/api/" + token + "/%67" + token.substr(1) + "/user/invite/c0de";
  request.headers = {{"Referer", "http://ada:hunter2@h/?token=" + token}};
  Make().Completed(request, {.status = 404}, {});
  Make().Broken(request, "broken");
  EXPECT_THAT(written, AllOf(HasSubstr("path=/api/<token>/"), HasSubstr("http://")));
  EXPECT_THAT(written, Not(testing::AnyOf(HasSubstr("yscW25"), HasSubstr("hunter2"), HasSubstr("c0de"))));
}

// However it got there.
TEST_F(RequestLogTest, TheTokenOfControlIsNotLogged) {
  Make();
  RequestLog requests(*log, true, "0", "", "s3cret");
  for (const char* path : {"/api/s3cret", "/api/%733cret", "/api/%2573%33cret"})
    requests.Completed({.method = "GET", .path = path, .headers = {{"Referer", "http://h/s3cret"}}}, {.status = 404},
                       {});
  requests.Broken({.method = "GET", .path = "/api/s3cret"}, "s3cret");
  EXPECT_THAT(written, AllOf(HasSubstr("<control_token>"), Not(HasSubstr("3cret"))));
}

}  // namespace
}  // namespace grafake::server
