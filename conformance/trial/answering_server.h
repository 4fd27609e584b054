#pragma once

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/StreamCopier.h>

#include <functional>
#include <memory>
#include <string>

#include "conformance/exchange.h"

namespace grafake::conformance {

// An HTTP server whose answers a function gives, called on any thread. Connections are closed after each.
class AnsweringServer {
 public:
  using Answerer = std::function<RecordedAnswer(const OutgoingRequest&)>;

  explicit AnsweringServer(Answerer answer) : factory_(new Factory(std::move(answer))) {
    http_ = std::make_unique<Poco::Net::HTTPServer>(
        factory_, Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)), new Poco::Net::HTTPServerParams);
    http_->start();
  }

  [[nodiscard]] std::uint16_t port() const { return http_->port(); }

 private:
  class Handler : public Poco::Net::HTTPRequestHandler {
   public:
    explicit Handler(const Answerer& answer) : answer_(answer) {}
    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
      OutgoingRequest asked{.method = request.getMethod(), .target = request.getURI(), .content_type = false};
      for (const auto& [name, value] : request) {
        if (name == "Authorization") {
          asked.who = "raw:" + value;
        } else if (name != "Host" && name != "Content-Length" && name != "Connection") {
          asked.headers[name] = value;
        }
      }
      std::string body;
      Poco::StreamCopier::copyToString(request.stream(), body);
      if (request.hasContentLength()) asked.body = body;
      const RecordedAnswer answer = answer_(asked);
      response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.status));
      for (const auto& [name, value] : answer.headers) response.set(name, value);
      response.setKeepAlive(false);
      response.sendBuffer(answer.body.data(), answer.body.size());
    }

   private:
    const Answerer& answer_;
  };

  class Factory : public Poco::Net::HTTPRequestHandlerFactory {
   public:
    explicit Factory(Answerer answer) : answer_(std::move(answer)) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest& /*request*/) override {
      return new Handler(answer_);
    }

   private:
    Answerer answer_;
  };

  Poco::Net::HTTPRequestHandlerFactory::Ptr factory_;
  std::unique_ptr<Poco::Net::HTTPServer> http_;
};

}  // namespace grafake::conformance
