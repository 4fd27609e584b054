// What goes over the wire, and which connections carry it.
#include "src/transport.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "grafake/current_org.h"
#include "grafake/server_info.h"
#include "grafake/tokens.h"
#include "grafake/users.h"
#include "test_support/packed.h"
#include "test_support/test_client.h"

namespace grafake {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

// The only request that the call with these options makes.
std::string RequestOf(ClientOptions options, const CallOptions& call = {}) {
  const MisbehavingServer server(Always(200, kOrg));
  options.url = server.url() + std::filesystem::path(options.url).string();
  EXPECT_TRUE(CurrentOrg(Client(std::move(options))).Get(call));
  return server.requests().at(0);
}

TEST(RequestTest, NamesTheCallAndTheClient) {
  const std::string request = RequestOf({.url = "", .user_agent = "provider/1.2"});
  EXPECT_THAT(request, StartsWith("GET /api/org HTTP/1.1\r\nHost: 127.0.0.1:"));
  EXPECT_THAT(request, HasSubstr("\r\nUser-Agent: provider/1.2 grafake-client/"));
  EXPECT_THAT(request, HasSubstr("\r\nAccept: application/json\r\n"));
  EXPECT_THAT(request, Not(HasSubstr("Authorization")));
  EXPECT_THAT(request, Not(HasSubstr("X-Grafana-Org-Id")));
}

TEST(RequestTest, GoesBelowTheSubPath) {
  EXPECT_THAT(RequestOf({.url = "/grafana/"}), StartsWith("GET /grafana/api/org HTTP/1.1\r\n"));
}

TEST(RequestTest, ShowsWhoCalls) {
  EXPECT_THAT(RequestOf({.url = "", .credentials = Password{"admin", Secret("pass:wörd")}}),
              HasSubstr("\r\nAuthorization: Basic YWRtaW46cGFzczp3w7ZyZA==\r\n"));
  EXPECT_THAT(RequestOf({.url = "", .credentials = AccessToken{Secret("glsa_x")}}),
              HasSubstr("\r\nAuthorization: Bearer glsa_x\r\n"));
  EXPECT_THAT(RequestOf({.url = "", .credentials = [] { return Secret("glsa_y"); }}),
              HasSubstr("\r\nAuthorization: Bearer glsa_y\r\n"));
}

TEST(RequestTest, NamesTheOrgOfTheCallOrElseOfTheClient) {
  EXPECT_THAT(RequestOf({.url = "", .org_id = 3}), HasSubstr("\r\nX-Grafana-Org-Id: 3\r\n"));
  EXPECT_THAT(RequestOf({.url = "", .org_id = 3}, {.org_id = 4}), HasSubstr("\r\nX-Grafana-Org-Id: 4\r\n"));
}

TEST(RequestTest, CarriesItsBody) {
  const MisbehavingServer server(Always(200, kToken));
  EXPECT_TRUE(Tokens(ClientOf(server)).Create(2, {.name = "fi\"rst"}));
  EXPECT_THAT(server.requests().at(0),
              AllOf(StartsWith("POST /api/serviceaccounts/2/tokens HTTP/1.1\r\n"),
                    HasSubstr("\r\nContent-Type: application/json\r\n"), HasSubstr("\r\nContent-Length: 18\r\n"),
                    EndsWith("\r\n\r\n{\"name\":\"fi\\\"rst\"}")));
}

TEST(RequestTest, GoesThroughAUnixSocket) {
  const std::string path = std::filesystem::temp_directory_path() / ("grafake-client-" + std::to_string(::getpid()));
  std::filesystem::remove(path);
  const MisbehavingServer server(Always(200, kOrg), {.unix_path = path});
  ClientOptions options = OptionsFor("http://grafana.invalid/");
  options.unix_socket = path;
  EXPECT_TRUE(CurrentOrg(Client(options)).Get());
  EXPECT_THAT(server.requests().at(0), HasSubstr("Host: grafana.invalid\r\n"));
  std::filesystem::remove(path);
}

TEST(RequestTest, AsksAnHttpProxyForTheWholeUrl) {
  const MisbehavingServer proxy(Always(200, kOrg));
  ClientOptions options = OptionsFor("http://grafana.invalid/");
  options.proxy = "http://user:pass@127.0.0.1:" + std::to_string(proxy.port());
  EXPECT_TRUE(CurrentOrg(Client(options)).Get());
  EXPECT_THAT(proxy.requests().at(0),
              StartsWith("GET http://grafana.invalid:80/api/org HTTP/1.1\r\nHost: grafana.invalid\r\n"));
  EXPECT_THAT(proxy.requests().at(0), HasSubstr("\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n"));
}

TEST(RequestTest, TunnelsThroughAProxyToHttps) {
  const MisbehavingServer proxy(Always(403, ""));
  ClientOptions options = OptionsFor("https://grafana.invalid/");
  options.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
  const auto org = CurrentOrg(Client(options)).Get();
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().kind, ErrorKind::kNotReached) << org.error().ToString();
  EXPECT_THAT(proxy.requests().at(0), StartsWith("CONNECT grafana.invalid:443 HTTP/1.1\r\n"));
  EXPECT_THAT(proxy.requests().at(0), Not(HasSubstr("glsa_secret")));
}

TEST(RequestTest, DoesNotAskTheEnvironmentForAProxy) {
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  EXPECT_THAT(RequestOf({.url = ""}), StartsWith("GET /api/org "));
  ::unsetenv("http_proxy");
}

TEST(AnswerTest, MayBePacked) {
  const MisbehavingServer server([](Visit& visit) {
    EXPECT_THAT(visit.Request(), HasSubstr("\r\nAccept-Encoding: gzip\r\n"));
    visit.Answer(200, Packed(kOrg), "Content-Encoding: gzip\r\n");
  });
  const auto org = CurrentOrg(ClientOf(server)).Get();
  ASSERT_TRUE(org) << org.error().ToString();
  EXPECT_EQ(org->name, "Main Org.");
}

TEST(ConnectionTest, IsUsedAgain) {
  const MisbehavingServer server(Always(200, kOrg));
  const Client client = ClientOf(server);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(CurrentOrg(client).Get());
  EXPECT_EQ(server.connections(), 1);
}

TEST(ConnectionTest, IsMadeAnewWhenTheServerClosedItMeanwhile) {
  const MisbehavingServer server([](Visit& visit) {
    if (!visit.Request().empty()) visit.Answer(200, kToken);
  });
  const Tokens tokens(ClientOf(server));
  for (int i = 0; i < 3; ++i) {
    const auto token = tokens.Create(2, {.name = "first"});
    EXPECT_TRUE(token) << token.error().ToString();
    while (server.closed() == i) std::this_thread::yield();
  }
  EXPECT_EQ(server.connections(), 3);
}

// The kept connection dies the moment the second request arrives: nobody can know whether it was carried out.
MisbehavingServer::Script DiesUnderTheSecondRequest(const char* body) {
  return [=](Visit& visit) {
    visit.Request();
    visit.Answer(200, body);
    if (visit.number() == 1) visit.Request();
    if (visit.number() > 1) visit.AwaitEnd();
  };
}

TEST(ConnectionTest, ThatDiesUnderAReadingCallIsReplacedAtOnce) {
  const MisbehavingServer server(DiesUnderTheSecondRequest(kOrg));
  const CurrentOrg current(ClientOf(server));
  EXPECT_TRUE(current.Get());
  EXPECT_TRUE(current.Get());
  EXPECT_THAT(server.requests(), SizeIs(3));
}

TEST(ConnectionTest, ThatDiesUnderACreationLeavesItsOutcomeUnknown) {
  const MisbehavingServer server(DiesUnderTheSecondRequest(kToken));
  const Tokens tokens(ClientOf(server));
  EXPECT_TRUE(tokens.Create(2, {.name = "first"}));
  const auto second = tokens.Create(2, {.name = "second"});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::kOutcomeUnknown) << second.error().ToString();
  EXPECT_THAT(server.requests(), SizeIs(2));
}

TEST(ConnectionTest, IsNotUsedAgainAfterBytesThatNobodyAskedFor) {
  const MisbehavingServer server([](Visit& visit) {
    while (!visit.Request().empty())
      visit.Send(
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"id\":99}");
  });
  const ServerInfo info(ClientOf(server));
  EXPECT_TRUE(info.GetHealth());
  const auto health = info.GetHealth();
  ASSERT_TRUE(health) << health.error().ToString();
  EXPECT_EQ(server.connections(), 2);
}

TEST(RedirectTest, IsFollowedWithinTheSameServer) {
  const MisbehavingServer server([](Visit& visit) {
    EXPECT_THAT(visit.Request(), StartsWith("GET /api/org "));
    visit.Answer(301, "", "Location: /grafana/api/org?a=b\r\n");
    EXPECT_THAT(visit.Request(), AllOf(StartsWith("GET /grafana/api/org?a=b "), HasSubstr("Bearer glsa_secret")));
    visit.Answer(200, kOrg);
  });
  EXPECT_TRUE(CurrentOrg(ClientOf(server)).Get());
}

TEST(RedirectTest, NeverTakesCredentialsToAnotherServer) {
  const MisbehavingServer other(Always(200, kOrg));
  const MisbehavingServer server(Always(302, "", "Location: " + other.url() + "/api/org\r\n"));
  const auto org = CurrentOrg(ClientOf(server)).Get();
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().status, 302);
  EXPECT_THAT(org.error().message, HasSubstr(other.url()));
  EXPECT_EQ(other.connections(), 0);
}

TEST(RedirectTest, IsNotFollowedByACallThatChangesSomething) {
  const MisbehavingServer server(Always(307, "", "Location: /elsewhere\r\n"));
  EXPECT_EQ(Tokens(ClientOf(server)).Create(2, {.name = "first"}).error().status, 307);
  EXPECT_THAT(server.requests(), SizeIs(1));
}

// Accepts only the token.
MisbehavingServer::Script Demanding(const std::string& token, int refusal = 401) {
  return [=](Visit& visit) {
    for (std::string request; !(request = visit.Request()).empty();)
      request.find(token) == std::string::npos ? visit.Answer(refusal, R"({"message":"invalid API key"})")
                                               : visit.Answer(200, kOrg);
  };
}

TEST(TokenSourceTest, IsAskedAgainWhenTheTokenIsRefused) {
  const MisbehavingServer server(Demanding("glsa_new"));
  ClientOptions options = OptionsFor(server.url());
  options.credentials = [asked = 0]() mutable { return Secret(asked++ == 0 ? "glsa_old" : "glsa_new"); };
  EXPECT_TRUE(CurrentOrg(Client(options)).Get());
  EXPECT_THAT(server.requests(), SizeIs(2));
}

// Grafana 9 answers 500 to a token that was deleted, and a rotation that went on meanwhile made calls fail.
TEST(TokenSourceTest, IsAskedAgainWhenTheTokenWasDeleted) {
  const MisbehavingServer server(Demanding("glsa_new", 500));
  ClientOptions options = OptionsFor(server.url());
  options.credentials = [asked = 0]() mutable { return Secret(asked++ == 0 ? "glsa_old" : "glsa_new"); };
  EXPECT_TRUE(CurrentOrg(Client(options)).Get());
}

TEST(TokenSourceTest, WithoutANewTokenTheRefusalStands) {
  const MisbehavingServer server(Demanding("glsa_new"));
  ClientOptions options = OptionsFor(server.url());
  options.credentials = [] { return Secret("glsa_old"); };
  const auto org = CurrentOrg(Client(options)).Get();
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().status, 401);
  EXPECT_THAT(server.requests(), SizeIs(1));
}

TEST(TokenSourceTest, MayFailInAnyWay) {
  for (const TokenSource& source :
       {TokenSource([]() -> Secret { throw std::runtime_error("the vault is sealed"); }),
        TokenSource([]() -> Secret { throw 1; }), TokenSource([] { return Secret(); }), TokenSource()}) {
    ClientOptions options = OptionsFor("http://127.0.0.1:1/");
    options.credentials = source;
    const auto org = CurrentOrg(Client(options)).Get();
    ASSERT_FALSE(org);
    EXPECT_EQ(org.error().kind, ErrorKind::kMisused) << org.error().ToString();
  }
}

// Refused, and then nobody has another token: what was answered is told, with the attempts.
TEST(TokenSourceTest, ThatFailsInALaterAttemptLeavesTheRefusal) {
  for (const TokenSource& later : {TokenSource([]() -> Secret { throw std::runtime_error("the vault\nis sealed"); }),
                                   TokenSource([]() -> Secret { throw 1; }), TokenSource([] { return Secret(); }),
                                   TokenSource([]() -> Secret { throw std::bad_alloc(); })}) {
    const MisbehavingServer server(Demanding("glsa_new"));
    ClientOptions options = OptionsFor(server.url());
    options.credentials = [&, asked = 0]() mutable { return asked++ == 0 ? Secret("glsa_old") : later(); };
    const auto token = Tokens(Client(options)).Create(2, {.name = "first"});
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().kind, ErrorKind::kRefused) << token.error().ToString();
    EXPECT_EQ(token.error().status, 401);
    EXPECT_THAT(token.error().message, HasSubstr("invalid API key; no other token: "));
    EXPECT_THAT(token.error().message, Not(HasSubstr("\n")));
    EXPECT_THAT(token.error().attempts, SizeIs(1));
  }
}

// The change was sent, its answer was lost, and the repetition was not let in.
TEST(TokenSourceTest, ThatFailsAfterALostAnswerLeavesTheOutcomeUnknown) {
  const MisbehavingServer server([](Visit& visit) {
    visit.Request();
    if (visit.number() > 1) visit.Answer(401, "{}");
  });
  ClientOptions options = OptionsFor(server.url());
  options.credentials = [asked = 0]() mutable {
    return asked++ == 0 ? Secret("glsa_old") : throw std::runtime_error("the vault is sealed");
  };
  const auto deleted = Tokens(Client(options)).Delete(2, 7);
  ASSERT_FALSE(deleted);
  EXPECT_EQ(deleted.error().kind, ErrorKind::kOutcomeUnknown) << deleted.error().ToString();
  EXPECT_THAT(deleted.error().message, HasSubstr("the vault is sealed"));
  EXPECT_THAT(deleted.error().attempts, SizeIs(2));
}

// Whatever throws, wherever: here a clock of the caller's, and what it throws is the least that can go wrong.
TEST(ExceptionTest, AfterSendingIsNeverToldAsNothingSent) {
  const MisbehavingServer server(Always(503, "{}"));
  ClientOptions options = OptionsFor(server.url());
  options.timing.sleep = [](std::chrono::milliseconds, const std::stop_token&) { throw std::bad_alloc(); };
  const auto org = CurrentOrg(Client(options)).Get();
  ASSERT_FALSE(org);
  EXPECT_EQ(org.error().kind, ErrorKind::kNotReached) << org.error().ToString();
  EXPECT_THAT(org.error().attempts, SizeIs(1));
}

TEST(ExceptionTest, AfterALostChangeLeavesTheOutcomeUnknown) {
  const MisbehavingServer server([](Visit& visit) { visit.Request(); });
  ClientOptions options = OptionsFor(server.url());
  options.timing.sleep = [](std::chrono::milliseconds, const std::stop_token&) { throw 1; };
  const auto deleted = Tokens(Client(options)).Delete(2, 7);
  ASSERT_FALSE(deleted);
  EXPECT_EQ(deleted.error().kind, ErrorKind::kOutcomeUnknown) << deleted.error().ToString();
  EXPECT_THAT(deleted.error().attempts, SizeIs(1));
}

TEST(MisuseTest, IsReportedByEveryCallAndSendsNothing) {
  const MisbehavingServer server(Always(200, kOrg));
  const std::string url = server.url();
  for (const ClientOptions& options : {
           ClientOptions{.url = "grafana:3000:"},
           ClientOptions{.url = "http://admin:secret@127.0.0.1/"},
           ClientOptions{.url = url, .credentials = AccessToken{Secret("secret\r\nX: y")}},
           ClientOptions{.url = url, .credentials = AccessToken{}},
           ClientOptions{.url = url, .credentials = Password{"ad:min", Secret("secret")}},
           ClientOptions{.url = url, .user_agent = "a\r\nX: y"},
       }) {
    const auto org = CurrentOrg(Client(options)).Get();
    ASSERT_FALSE(org);
    EXPECT_EQ(org.error().kind, ErrorKind::kMisused);
    EXPECT_THAT(org.error().ToString(), Not(HasSubstr("secret")));
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(MisuseTest, ATextThatIsNotUtf8IsNotSent) {
  const MisbehavingServer server(Always(200, kToken));
  const auto token = Tokens(ClientOf(server)).Create(2, {.name = "\xff"});
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().kind, ErrorKind::kMisused);
  EXPECT_EQ(server.connections(), 0);
}

}  // namespace
}  // namespace grafake
