#include "grafake/client.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <gmock/gmock.h>

#include <functional>
#include <iterator>
#include <thread>

namespace grafake {
namespace {

using testing::HasSubstr;

struct Seen {
  std::string method;
  std::string target;
  std::string authorization;
  std::string body;
};

struct Said {
  int status = 200;
  std::string body;
};

using Script = std::function<Said(const Seen&)>;

class Handler : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Handler(const Script& script) : script_(script) {}

  void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
    Seen seen{request.getMethod(), request.getURI(), request.get("Authorization", ""), {}};
    seen.body.assign(std::istreambuf_iterator<char>(request.stream()), {});
    const Said said = script_(seen);
    response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(said.status));
    response.sendBuffer(said.body.data(), said.body.size());
  }

 private:
  const Script& script_;
};

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit Factory(const Script& script) : script_(script) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest& /*request*/) override {
    return new Handler(script_);
  }

 private:
  const Script& script_;
};

// A server that says what the test wants it to say.
class ClientTest : public testing::Test {
 protected:
  ClientTest() : server(new Factory(script), socket, new Poco::Net::HTTPServerParams) { server.start(); }
  ~ClientTest() override { server.stopAll(true); }

  Client Make(Credentials credentials = NoCredentials()) {
    return Client({.url = "http://127.0.0.1:" + std::to_string(socket.address().port()) + "/grafana/",
                   .credentials = std::move(credentials)});
  }

  Seen last;
  Said next;
  Script script = [this](const Seen& seen) {
    last = seen;
    return next;
  };
  Poco::Net::ServerSocket socket{Poco::Net::SocketAddress("127.0.0.1", 0)};
  Poco::Net::HTTPServer server;
};

TEST_F(ClientTest, CallsGoBelowTheSubPathWithTheToken) {
  next.body = R"({"id":1,"name":"Main Org."})";
  const auto org = Make(AccessToken{Secret("glsa_x")}).GetOrg();
  ASSERT_TRUE(org);
  EXPECT_EQ(org->name, "Main Org.");
  EXPECT_EQ(last.target, "/grafana/api/org");
  EXPECT_EQ(last.authorization, "Bearer glsa_x");
}

TEST_F(ClientTest, AccountsOfEveryReleaseAreRead) {
  next = {201,
          R"({"id":2,"name":"bot","login":"sa-bot","orgId":-1,"isDisabled":false,"role":null,"tokens":"x","new":{}})"};
  const auto account = Make().CreateServiceAccount({.name = "bot \"1\""});
  ASSERT_TRUE(account);
  EXPECT_EQ(account->id, 2);
  EXPECT_EQ(account->role, "");
  EXPECT_EQ(account->tokens, 0);
  EXPECT_EQ(last.body, R"({"name":"bot \"1\""})");
}

TEST_F(ClientTest, RefusalsCarryStatusAndMessage) {
  next = {404, R"({"message":"Failed to retrieve service account","traceID":"0"})"};
  const auto account = Make().GetServiceAccount(7);
  ASSERT_FALSE(account);
  EXPECT_EQ(account.error().kind, ErrorKind::kRefused);
  EXPECT_EQ(account.error().ToString(), "refused: 404 Failed to retrieve service account");
}

TEST_F(ClientTest, AnAnswerThatIsNotGrafanasIsUnreadable) {
  for (const char* body : {"<html>", "", "[1,", "{\"serviceAccounts\":7}"}) {
    next = {200, body};
    const auto page = Make().SearchServiceAccounts("a&b=c");
    ASSERT_FALSE(page) << body;
    EXPECT_EQ(page.error().kind, ErrorKind::kUnreadable) << body;
  }
  EXPECT_THAT(last.target, HasSubstr("query=a%26b%3Dc"));
}

TEST_F(ClientTest, ASecretIsRevealedOnceCreated) {
  next.body = R"({"id":1,"name":"t","key":"glsa_secret"})";
  const auto token = Make(Password{"admin", Secret("admin")}).CreateToken(2, {.name = "t", .seconds_to_live = 60});
  ASSERT_TRUE(token);
  EXPECT_EQ(token->secret.Reveal(), "glsa_secret");
  EXPECT_EQ(last.authorization, "Basic YWRtaW46YWRtaW4=");
  EXPECT_EQ(last.body, R"({"name":"t","secondsToLive":60})");
}

TEST_F(ClientTest, OneClientServesManyThreads) {
  next.body = R"({"id":1,"name":"Main Org."})";
  script = [](const Seen&) { return Said{200, R"({"id":1,"name":"Main Org."})"}; };
  Client client = Make();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 20; ++n) EXPECT_TRUE(client.GetOrg());
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ClientWithoutServerTest, NobodyThereIsNotReached) {
  const std::uint16_t port = Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)).address().port();
  const auto made = Client({.url = "http://127.0.0.1:" + std::to_string(port)}).CreateServiceAccount({.name = "x"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::kNotReached);
}

TEST(ClientWithoutServerTest, ALostAnswerToACreationIsOfUnknownOutcome) {
  Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0));
  std::thread server([&] {
    Poco::Net::StreamSocket connection = socket.acceptConnection();
    char byte = 0;
    connection.receiveBytes(&byte, 1);
  });
  const auto made = Client({.url = "http://127.0.0.1:" + std::to_string(socket.address().port())})
                        .CreateServiceAccount({.name = "x"});
  server.join();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::kOutcomeUnknown);
}

TEST(ClientWithoutServerTest, ABadUrlIsNamed) {
  EXPECT_THAT(Client({.url = "ftp://x/"}).GetOrg().error().ToString(), HasSubstr("http://"));
}

}  // namespace
}  // namespace grafake
