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

struct Taken {
  int status;
  const char* body;
  bool is_taken;
};

// As real Grafanas, 8.5 to 12.4, answer.
TEST(ErrorTest, KnowsWhatIsTakenWhateverTheRelease) {
  for (const auto& [status, body, is_taken] : {
           Taken{400, R"({"message":"Failed due to %s"})", true},
           {400, R"({"message":"Failed to create service account","traceID":""})", true},
           {400, R"({"message":"service account already exists","messageId":"serviceaccounts.ErrAlreadyExists"})",
            true},
           {409, R"({"message":"service account token dup already exists in the organization"})", true},
           {400, R"({"message":"x","messageId":"serviceaccounts.ErrTokenAlreadyExists"})", true},
           {409, R"({"message":"API key, organization ID and name must be unique"})", true},
           {412, R"({"message":"User with email 'a@x.io' or username 'b' already exists"})", true},
           {409, R"({"message":"Organization name taken"})", true},
           {400, R"({"message":"Organization name taken"})", true},
           {409, R"({"message":"Team name taken"})", true},
           {400, R"({"message":"Team name taken"})", true},
           {409, R"({"message":"User is already member of this organization","userId":2})", false},
           {400, R"({"message":"User is already added to this team"})", false},
           {400, R"({"message":"Bad request data"})", false},
           {412, R"({"message":"SMTP not configured, check your grafana.ini config file's [smtp] section"})", false},
           {500, R"({"message":"Failed to create service account"})", false},
           {404, R"({"message":"Failed to retrieve service account"})", false},
       }) {
    const Outcome outcome{.status = status, .body = body};
    EXPECT_EQ(ErrorOf({"POST", "/api/x", {}}, outcome, NoCredentials(), false).IsTaken(), is_taken) << status << body;
  }
  EXPECT_FALSE((Error{.kind = ErrorKind::kOutcomeUnknown, .status = 409}.IsTaken()));
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

TEST(RefusalTest, ABodyTooLargeForAMessageIsNone) {
  EXPECT_THAT(RefusalWith(std::string(300'000, 'x')).message, HasSubstr("no message of Grafana's"));
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
