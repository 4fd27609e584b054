// What comes of every way in which a server, or what stands before it, can misbehave: a typed error, in time, and
// nothing leaked. A call that only reads is repeated where that may help; a creation is not.
#include <gmock/gmock.h>

#include "grafake/current_org.h"
#include "grafake/tokens.h"
#include "test_support/test_client.h"

namespace grafake {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Misbehaviour {
  std::string name;
  MisbehavingServer::Script script;
  ErrorKind reading;   // what GET /api/org ends with
  ErrorKind creating;  // what POST …/tokens ends with
  int status = 0;
  std::size_t reading_attempts = 1;
  std::string message = {};
};

void PrintTo(const Misbehaviour& test, std::ostream* out) { *out << test.name; }

MisbehavingServer::Script Once(const std::string& bytes) {
  return [=](Visit& visit) {
    if (!visit.Request().empty()) visit.Send(bytes);
  };
}

std::string Head(const std::string& headers) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers + "\r\n";
}

// Keeps the client waiting after these bytes.
MisbehavingServer::Script Stalling(const std::string& bytes) {
  return [=](Visit& visit) {
    visit.Request();
    visit.Send(bytes);
    visit.Stall();
  };
}

MisbehavingServer::Script Dripping(const std::string& begin, const std::string& again) {
  return [=](Visit& visit) {
    visit.Request();
    visit.Send(begin);
    for (int i = 0; i < 1000; ++i) visit.Drip(again);
  };
}

constexpr ErrorKind kNotReached = ErrorKind::kNotReached;
constexpr ErrorKind kRefused = ErrorKind::kRefused;
constexpr ErrorKind kTimedOut = ErrorKind::kTimedOut;
constexpr ErrorKind kUnknown = ErrorKind::kOutcomeUnknown;
constexpr ErrorKind kUnreadable = ErrorKind::kUnreadable;

std::vector<Misbehaviour> BrokenConnections() {
  return {
      {"ResetBeforeTheRequestWasRead", [](Visit& visit) { visit.AwaitByte(), visit.Reset(); }, kNotReached, kUnknown, 0,
       4},
      {"ResetAfterTheRequestWasRead", [](Visit& visit) { visit.Request(), visit.Reset(); }, kNotReached, kUnknown, 0,
       4},
      {"ClosedAfterTheRequestWasRead", [](Visit& visit) { visit.Request(); }, kNotReached, kUnknown, 0, 4},
      {"CutOffInTheHead", Once("HTTP/1.1 200 OK\r\nContent-"), kNotReached, kUnknown, 0, 4,
       "before the answer was whole"},
      {"CutOffInTheBody", Once(Head("Content-Length: 27\r\n") + R"({"id":1)"), kNotReached, kUnknown, 200, 4,
       "before the answer was whole"},
      {"CutOffInAChunk", Once(Head("Transfer-Encoding: chunked\r\n") + "9\r\n{"), kNotReached, kUnknown, 200, 4,
       "before the answer was whole"},
  };
}

std::vector<Misbehaviour> SlowAnswers() {
  return {
      {"SaysNothing", Stalling(""), kTimedOut, kUnknown, 0},
      {"StallsInTheHead", Stalling("HTTP/1.1 200 OK\r\nA"), kTimedOut, kUnknown, 0},
      {"StallsInTheBody", Stalling(Head("Content-Length: 27\r\n") + R"({"id":1)"), kTimedOut, kUnknown, 200},
      {"DripsHeaders", Dripping("HTTP/1.1 200 OK\r\n", "A: b\r\n"), kTimedOut, kUnknown, 0},
      {"DripsABody", Dripping(Head("Content-Length: 100000\r\n"), " "), kTimedOut, kUnknown, 200},
      {"InterimAnswersForEver", Dripping("", "HTTP/1.1 103 Early Hints\r\n\r\n"), kTimedOut, kUnknown, 0},
  };
}

// The same again, as fast as it goes, until the client has had enough.
MisbehavingServer::Script Flooding(const std::string& begin, const std::string& again) {
  return [=](Visit& visit) {
    visit.Request();
    visit.Send(begin);
    while (visit.TrySend(again)) {
    }
  };
}

std::string Many(const std::string& text) {
  std::string many;
  while (many.size() < 100'000) many += text;
  return many;
}

std::string Zeros() {
  std::string zeros(4'000'000, '0');
  for (std::size_t i = 1; i < zeros.size(); i += 2) zeros[i] = ',';
  return zeros;
}

std::vector<Misbehaviour> Floods() {
  const std::string chunked = Head("Transfer-Encoding: chunked\r\n");
  return {
      {"EndlessHeaders", Flooding("HTTP/1.1 200 OK\r\n", Many("A: b\r\n")), kUnreadable, kUnknown, 0, 1,
       "the head is over 65536 bytes"},
      {"AHeaderWithoutEnd", Flooding("HTTP/1.1 200 OK\r\nA: ", Many("b")), kUnreadable, kUnknown, 0, 1,
       "the head is over 65536 bytes"},
      {"AStatusLineWithoutEnd", Flooding("HTTP/1.1 200 ", Many("b")), kUnreadable, kUnknown, 0, 1, "65536 bytes"},
      {"EndlessContinue", Flooding("", Many("HTTP/1.1 100 Continue\r\n\r\n")), kUnreadable, kUnknown, 100, 1,
       "more than 16 interim answers"},
      {"AnEndlessBody", Flooding(Head(""), Many("x")), kUnreadable, kUnknown, 200, 1, "over 67108864 bytes"},
      {"AChunkExtensionWithoutEnd", Flooding(chunked + "1;", Many("x")), kUnreadable, kUnknown, 200, 1, "65536 bytes"},
      {"EndlessTrailers", Flooding(chunked + "0\r\n", Many("A: b\r\n")), kUnreadable, kUnknown, 200, 1, "65536 bytes"},
  };
}

std::vector<Misbehaviour> StrangeAnswers() {
  const std::string wrong = "not the JSON that was expected";
  return {
      {"AnotherProtocol", Once("220 smtp.example ESMTP\r\n"), kUnreadable, kUnknown, 0, 1, "not an answer of HTTP/1"},
      {"BrokenChunks", Once(Head("Transfer-Encoding: chunked\r\n") + "zz\r\n"), kUnreadable, kUnknown, 200, 1,
       "not an answer of HTTP/1"},
      {"TwoLengths", Once(Head("Content-Length: 2\r\nContent-Length: 3\r\n") + "{}"), kUnreadable, kUnknown, 0, 1,
       "not an answer of HTTP/1"},
      {"NotWhatTheEncodingSays", Always(200, kOrg, "Content-Encoding: gzip\r\n"), kUnreadable, kUnknown, 200, 1,
       "not gzip"},
      {"HundredMegabytes", Once(Head("Content-Length: 104857600\r\n")), kUnreadable, kUnknown, 200, 1,
       "over 67108864 bytes"},
      {"HtmlInsteadOfJson", Always(200, "<html>glsa_secret</html>", "Content-Type: text/html\r\n"), kUnreadable,
       kUnreadable, 200, 1, "text/html"},
      {"NoBody", Always(200, ""), kUnreadable, kUnreadable, 200, 1, wrong},
      {"AList", Always(200, "[]"), kUnreadable, kUnreadable, 200, 1, wrong},
      {"Null", Always(200, "null"), kUnreadable, kUnreadable, 200, 1, wrong},
      {"AnIdThatIsNone", Always(200, R"({"id":"first","name":"x"})"), kUnreadable, kUnreadable, 200, 1, wrong},
      {"AnIdTooLarge", Always(200, R"({"id":1e300})"), kUnreadable, kUnreadable, 200, 1, wrong},
      {"BytesThatAreNotUtf8", Always(200, "{\"id\":1,\"name\":\"\xff\"}"), kUnreadable, kUnreadable, 200, 1, wrong},
      {"ADepthBomb", Always(200, std::string(1'000'000, '[')), kUnreadable, kUnreadable, 200, 1, wrong},
      {"MoreValuesThanAnyAnswer", Always(200, R"({"id":1,"x":[)" + Zeros() + R"(0]})"), kUnreadable, kUnreadable, 200,
       1, wrong},
      {"ADepthBombInAMember",
       Always(200, R"({"id":1,"x":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}"), kUnreadable,
       kUnreadable, 200, 1, wrong},
  };
}

std::vector<Misbehaviour> RefusedCalls() {
  const std::string html = "<html>Authorization: Bearer glsa_secret</html>";
  return {
      {"Refused", Always(404, R"({"message":"Not found"})"), kRefused, kRefused, 404, 1, "Not found"},
      {"ServerError", Always(500, R"({"message":"Internal Server Error","traceID":"00ff"})"), kRefused, kRefused, 500,
       1, "Internal Server Error"},
      {"EchoesTheToken", Always(401, R"({"message":"glsa_secret is not valid: glsa_secret"})"), kRefused, kRefused, 401,
       1, "*** is not valid"},
      {"RefusedInHtml", Always(403, html, "Content-Type: text/html\r\n"), kRefused, kRefused, 403, 1,
       "bytes of text/html"},
      {"RefusedByADepthBomb", Always(400, std::string(1'000'000, '{')), kRefused, kRefused, 400},
      {"LostByAGateway", Always(502, html), kRefused, kUnknown, 502, 4},
      {"GatewayOutOfTime", Always(504, html), kRefused, kUnknown, 504, 4},
      {"Unavailable", Always(503, "{}"), kRefused, kRefused, 503, 4},
      {"RedirectedToAnotherHost", Always(302, "", "Location: http://127.0.0.1:1/login?token=glsa_secret\r\n"), kRefused,
       kRefused, 302, 1, "redirected"},
      {"RedirectedToItself", Always(302, "", "Location: /api/org\r\n"), kRefused, kRefused, 302, 6, "redirected"},
  };
}

// Only a slow server is to make a call reach its deadline, not a slow machine.
std::chrono::milliseconds TimeoutOf(const Misbehaviour& test) {
  return test.reading == kTimedOut ? kShort : std::chrono::minutes(1);
}

class MisbehaviourTest : public testing::TestWithParam<Misbehaviour> {};

void ExpectError(const Error& error, ErrorKind kind, const Misbehaviour& test) {
  EXPECT_EQ(error.kind, kind) << error.ToString();
  EXPECT_EQ(error.status, test.status) << error.ToString();
  EXPECT_THAT(error.message, HasSubstr(test.message));
  EXPECT_THAT(error.ToString(), Not(HasSubstr("glsa_secret")));
  EXPECT_THAT(error.ToString(), Not(HasSubstr("\n")));
}

TEST_P(MisbehaviourTest, EndsACallThatReadsWithATypedError) {
  const MisbehavingServer server(GetParam().script);
  const auto org = CurrentOrg(ClientOf(server)).Get({.timeout = TimeoutOf(GetParam())});
  ASSERT_FALSE(org);
  ExpectError(org.error(), GetParam().reading, GetParam());
  EXPECT_EQ(org.error().attempts.size(), GetParam().reading_attempts);
}

TEST_P(MisbehaviourTest, NeverRepeatsACreation) {
  const MisbehavingServer server(GetParam().script);
  const auto token = Tokens(ClientOf(server)).Create(2, {.name = "first"}, {.timeout = TimeoutOf(GetParam())});
  ASSERT_FALSE(token);
  ExpectError(token.error(), GetParam().creating, GetParam());
  EXPECT_EQ(token.error().attempts.size(), 1U);
}

std::string NameOf(const testing::TestParamInfo<Misbehaviour>& test) { return test.param.name; }

INSTANTIATE_TEST_SUITE_P(BrokenConnections, MisbehaviourTest, testing::ValuesIn(BrokenConnections()), NameOf);
INSTANTIATE_TEST_SUITE_P(SlowAnswers, MisbehaviourTest, testing::ValuesIn(SlowAnswers()), NameOf);
INSTANTIATE_TEST_SUITE_P(Floods, MisbehaviourTest, testing::ValuesIn(Floods()), NameOf);
INSTANTIATE_TEST_SUITE_P(StrangeAnswers, MisbehaviourTest, testing::ValuesIn(StrangeAnswers()), NameOf);
INSTANTIATE_TEST_SUITE_P(Refusals, MisbehaviourTest, testing::ValuesIn(RefusedCalls()), NameOf);

TEST(NobodyListens, IsKnownNotToHaveReachedTheServer) {
  std::string url;
  {
    url = MisbehavingServer([](Visit&) {}).url();
  }
  const Client client(OptionsFor(url));
  for (const Error& error : {CurrentOrg(client).Get().error(), Tokens(client).Create(2, {.name = "first"}).error()}) {
    EXPECT_EQ(error.kind, ErrorKind::kNotReached) << error.ToString();
    EXPECT_EQ(error.attempts.size(), 4U);
  }
}

TEST(ProxyPage, IsNoProofThatAnOrderWasCarriedOut) {
  const MisbehavingServer server(Always(200, "<html>Please sign in</html>", "Content-Type: text/html\r\n"));
  const auto deleted = Tokens(ClientOf(server)).Delete(2, 7);
  ASSERT_FALSE(deleted);
  EXPECT_EQ(deleted.error().kind, ErrorKind::kUnreadable);
}

}  // namespace
}  // namespace grafake
