#include <gmock/gmock.h>

#include "grafake/result.h"
#include "src/refusal.h"

namespace grafake {
namespace {

using std::chrono::microseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

TEST(ErrorTest, IsOneLineForALog) {
  EXPECT_EQ(Error{.message = "no route to host"}.ToString(), "not reached: no route to host");
  const Error error{.kind = ErrorKind::kRefused,
                    .status = 404,
                    .message = "service account not found",
                    .message_id = "serviceaccounts.ErrNotFound",
                    .trace_id = "00ff",
                    .attempts = {{microseconds(3'400), 503, ""}, {microseconds(5'600), 404, ""}}};
  EXPECT_EQ(error.ToString(),
            "refused: 404 service account not found [serviceaccounts.ErrNotFound] [trace 00ff] (2 attempts: 3 ms "
            "(503), 6 ms)");
}

Error RefusalWith(const std::string& message, const Credentials& credentials = NoCredentials()) {
  const Outcome outcome{.status = 400, .body = Json{{"message", message}}.dump()};
  return ErrorOf({"GET", "/api/org", {}}, outcome, credentials, false);
}

TEST(RefusalTest, SpeaksOnOneLine) { EXPECT_EQ(RefusalWith("a\r\nb\x1b[31m\x7f").message, "a  b [31m "); }

TEST(RefusalTest, ALongMessageIsCutBetweenCharacters) {
  std::string message = "x";
  for (int i = 0; i < 1000; ++i) message += "ä";
  const std::string cut = RefusalWith(message).message;
  EXPECT_THAT(cut, SizeIs(499 + 3));
  EXPECT_THAT(cut, EndsWith("ä…"));
}

TEST(RefusalTest, NeverQuotesTheCredentials) {
  const Credentials password = Password{"admin", Secret("geheim")};
  EXPECT_EQ(RefusalWith("no 'geheim' here: Basic YWRtaW46Z2VoZWlt", password).message, "no '***' here: Basic ***");
  EXPECT_EQ(RefusalWith("glsa_x is bad", AccessToken{Secret("glsa_x")}).message, "*** is bad");
}

TEST(RefusalTest, DoesNotQuoteTheQueryOfARedirect) {
  const Outcome outcome{.status = 302, .location = "https://sso.example/login?token=geheim#geheim"};
  const std::string message = ErrorOf({"GET", "/api/org", {}}, outcome, NoCredentials(), false).message;
  EXPECT_THAT(message, HasSubstr("https://sso.example/login"));
  EXPECT_THAT(message, Not(HasSubstr("geheim")));
}

TEST(RefusalTest, TellsGrafanasNamesOfIt) {
  const Outcome outcome{
      .status = 404,
      .body = R"({"message":"not found","messageId":"serviceaccounts.ErrNotFound","statusCode":404,"traceID":"00ff"})"};
  const Error error = ErrorOf({"GET", "/api/org", {}}, outcome, NoCredentials(), false);
  EXPECT_EQ(error.message_id, "serviceaccounts.ErrNotFound");
  EXPECT_EQ(error.trace_id, "00ff");
}

}  // namespace
}  // namespace grafake
