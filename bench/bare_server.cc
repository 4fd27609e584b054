#include "bench/bare_server.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>

#include <string_view>

#include "bench/connection.h"

namespace grafake::bench {
namespace {

constexpr std::string_view kBody =
    R"({"id":1,"name":"Main Org.","address":{"address1":"","address2":"","city":"","zipCode":"","state":"","country":""}})";

class Handler : public Poco::Net::HTTPRequestHandler {
 public:
  void handleRequest(Poco::Net::HTTPServerRequest& /*request*/, Poco::Net::HTTPServerResponse& response) override {
    response.set("Cache-Control", "no-cache");
    response.setContentType("application/json");
    response.set("Expires", "-1");
    response.set("Pragma", "no-cache");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("X-Frame-Options", "deny");
    response.set("X-Xss-Protection", "1; mode=block");
    response.sendBuffer(kBody.data(), kBody.size());
  }
};

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest& /*request*/) override {
    return new Handler;
  }
};

Poco::Net::HTTPServerParams::Ptr Params(int threads) {
  auto params = Poco::AutoPtr(new Poco::Net::HTTPServerParams);
  params->setMaxThreads(threads);
  params->setMaxQueued(1000);
  params->setKeepAlive(true);
  params->setMaxKeepAliveRequests(0);
  return params;
}

}  // namespace

struct BareServer::Parts {
  explicit Parts(int threads)
      : pool(2, threads + 1),
        socket(Poco::Net::SocketAddress("127.0.0.1", 0)),
        server(new Factory, pool, socket, Params(threads)) {}

  Poco::ThreadPool pool;
  Poco::Net::ServerSocket socket;
  Poco::Net::HTTPServer server;
};

BareServer::BareServer(int threads) : parts_(std::make_unique<Parts>(threads)) { parts_->server.start(); }

BareServer::~BareServer() { parts_->server.stopAll(true); }

TargetUrl BareServer::target() const { return {"127.0.0.1", parts_->socket.address().port(), ""}; }

Workload BareWorkload(const BareServer& server) {
  const std::string token = "Bearer glsa_00000000000000000000000000000000_162149fe";
  Workload workload;
  workload.Add({.request = RequestBytes(server.target(), {.path = "/api/org", .authorization = token}),
                .body = std::string(kBody),
                .kind = "valid"});
  return workload;
}

}  // namespace grafake::bench
