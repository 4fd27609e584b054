// What the library makes of answers that the reference server loses on purpose.

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

#include "grafake/current_org.h"
#include "grafake/service_accounts.h"
#include "grafake/testing/server.h"
#include "grafake/tokens.h"

namespace grafake::for_tests {
namespace {

using ::testing::StartsWith;

// The answer of the server's test control, which no client of Grafana speaks to.
std::string Control(const Server& server, const std::string& method, const std::string& path, const std::string& body) {
  const std::string& url = server.url();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string answer;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const std::string request = method + " /_grafake" + path +
                                " HTTP/1.0\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
                                "\r\n\r\n" + body;
    (void)::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
    std::array<char, 4096> buffer{};
    for (ssize_t n = 0; (n = ::recv(socket, buffer.data(), buffer.size(), 0)) > 0;)
      answer.append(buffer.data(), static_cast<std::size_t>(n));
  }
  ::close(socket);
  return answer;
}

class FaultyServerTest : public ::testing::Test {
 protected:
  FaultyServerTest() { id_ = ServiceAccounts(server_.admin()).Create({.name = "robot", .role = "Viewer"}).value().id; }

  void Lose(const std::string& what) const {
    const std::string added = Control(server_, "POST", "/faults",
                                      R"({"when": {"method": "POST", "route": "/api/serviceaccounts/:id/tokens"},
                                          "times": 1, "do": )" +
                                          what + "}");
    EXPECT_THAT(added, StartsWith("HTTP/1.0 201 ")) << added;
  }
  void ExpectOneWorkingToken(const CreatedToken& token) const {
    const auto tokens = Tokens(server_.admin()).List(id_).value();
    ASSERT_EQ(tokens.size(), 1U);
    EXPECT_EQ(tokens[0].id, token.id);
    EXPECT_TRUE(CurrentOrg(server_.As(AccessToken{token.secret})).Get());
    EXPECT_THAT(Control(server_, "POST", "/verify", ""), StartsWith("HTTP/1.0 204 "));
  }

  const Server server_;
  std::int64_t id_ = 0;
};

class LostCreationTest : public FaultyServerTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(LostCreationTest, IsAnUnknownOutcome) {
  Lose(GetParam());
  const auto created = Tokens(server_.admin()).Create(id_, {.name = "t"});
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().kind, ErrorKind::kOutcomeUnknown) << created.error().ToString();
  EXPECT_THAT(Control(server_, "POST", "/verify", ""), StartsWith("HTTP/1.0 204 "));
}

TEST_P(LostCreationTest, EndsWithOneTokenThatWorks) {
  Lose(GetParam());
  const auto created = Tokens(server_.admin()).CreateTokenOnce(id_, {.name = "t"});
  ASSERT_TRUE(created) << created.error().ToString();
  ExpectOneWorkingToken(*created);
}

INSTANTIATE_TEST_SUITE_P(
    AllWays, LostCreationTest,
    ::testing::Values(R"({"apply": "once", "then": "drop"})", R"({"apply": "never", "then": "drop"})",
                      R"({"apply": "twice", "then": "drop"})", R"({"apply": "once", "then": "reset"})",
                      R"({"apply": "never", "then": "reset"})", R"({"apply": "once", "then": {"cut_after": 10}})"));

// Nobody knows whose token it is, so it is not touched.
TEST_F(FaultyServerTest, ACreationThatIsCarriedOutTwiceIsRefusedAsTaken) {
  Lose(R"({"apply": "twice", "then": "answer"})");
  const auto created = Tokens(server_.admin()).CreateTokenOnce(id_, {.name = "t"});
  ASSERT_FALSE(created);
  EXPECT_TRUE(created.error().IsTaken()) << created.error().ToString();
  EXPECT_EQ(Tokens(server_.admin()).List(id_).value().size(), 1U);
}

}  // namespace
}  // namespace grafake::for_tests
