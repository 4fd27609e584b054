#include <gmock/gmock.h>

#include "grafake/current_org.h"
#include "grafake/tokens.h"
#include "test_support/certificates.h"
#include "test_support/test_client.h"

namespace grafake {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class TlsTest : public testing::Test {
 protected:
  // A call to a server that shows the certificate.
  Result<Organization> Call(const std::string& name, const Tls& tls, bool of_clients = false) {
    const MisbehavingServer server(script_, {.tls = certificates_.Context(name, of_clients)});
    ClientOptions options = OptionsFor(server.url());
    options.tls = tls;
    const CurrentOrg current{Client(options)};
    auto org = current.Get();
    if (org) org = current.Get();  // over the connection that was kept
    requests_ = server.requests();
    connections_ = server.connections();
    return org;
  }
  [[nodiscard]] Tls Trusting() const { return Tls().TrustOnly(certificates_.File("authority.pem")); }

  Certificates certificates_;
  MisbehavingServer::Script script_ = Always(200, kOrg);
  std::vector<std::string> requests_;
  int connections_ = 0;
};

TEST_F(TlsTest, TrustsTheAuthorityThatItIsGiven) {
  certificates_.Issue("server", "127.0.0.1");
  const auto org = Call("server", Trusting());
  EXPECT_TRUE(org) << org.error().ToString();
  EXPECT_EQ(connections_, 1);
}

TEST_F(TlsTest, TrustsNobodyElse) {
  certificates_.Issue("server", "127.0.0.1");
  const auto org = Call("server", Tls());
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().kind, ErrorKind::kNotTrusted) << org.error().ToString();
  EXPECT_EQ(org.error().attempts.size(), 1U);
  EXPECT_THAT(requests_, IsEmpty());
}

TEST_F(TlsTest, RefusesACertificateOfAnotherName) {
  certificates_.Issue("server", "grafana.example");
  const auto org = Call("server", Trusting());
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().kind, ErrorKind::kNotTrusted) << org.error().ToString();
  EXPECT_THAT(requests_, IsEmpty());
}

TEST_F(TlsTest, AcceptsAnyCertificateOnlyWhenToldSo) {
  certificates_.Issue("server", "grafana.example");
  EXPECT_TRUE(Call("server", Tls().DangerouslyAcceptAnyCertificate()));
}

TEST_F(TlsTest, ShowsItsCertificateToAServerThatAsks) {
  certificates_.Issue("server", "127.0.0.1");
  certificates_.Issue("client", "robot");
  const auto without = Call("server", Trusting(), true);
  ASSERT_FALSE(without);
  EXPECT_THAT(without.error().message, Not(IsEmpty()));
  const auto with = Call(
      "server", Trusting().ShowCertificate(certificates_.File("client.pem"), certificates_.File("client.key")), true);
  EXPECT_TRUE(with) << with.error().ToString();
}

TEST_F(TlsTest, NamesAFileThatItCannotUse) {
  certificates_.Issue("server", "127.0.0.1");
  for (const Tls& tls : {Tls().TrustOnly("/no/such/authority.pem"),
                         Trusting().ShowCertificate("/no/such/client.pem", "/no/such/client.key")}) {
    const auto org = Call("server", tls);
    ASSERT_FALSE(org);
    EXPECT_EQ(org.error().kind, ErrorKind::kMisused) << org.error().ToString();
    EXPECT_THAT(org.error().message, HasSubstr("/no/such/"));
  }
}

TEST_F(TlsTest, AServerWithoutTlsIsNotReached) {
  const MisbehavingServer server(Always(200, kOrg));
  const auto org =
      CurrentOrg(Client(OptionsFor("https://127.0.0.1:" + std::to_string(server.port())))).Get({.timeout = kShort});
  ASSERT_FALSE(org);
  EXPECT_THAT(org.error().kind, testing::AnyOf(ErrorKind::kNotReached, ErrorKind::kTimedOut)) << org.error().ToString();
}

// Writing to a connection that the server has closed raises SIGPIPE, which would end this program.
TEST_F(TlsTest, AConnectionThatIsClosedWhileItIsWrittenToEndsTheCallAndNotTheProgram) {
  certificates_.Issue("server", "127.0.0.1");
  const MisbehavingServer server([](Visit& visit) { visit.AwaitByte(), visit.CloseHalf(), visit.Reset(); },
                                 {.tls = certificates_.Context("server")});
  ClientOptions options = OptionsFor(server.url());
  options.tls = Trusting();
  const Tokens tokens{Client(options)};
  for (int i = 0; i < 3; ++i) {
    const auto token = tokens.Create(2, {.name = std::string(5'000'000, 'x')});
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().kind, ErrorKind::kOutcomeUnknown) << token.error().ToString();
  }
}

}  // namespace
}  // namespace grafake
