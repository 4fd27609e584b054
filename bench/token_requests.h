#pragma once

#include <stdexcept>
#include <string>

#include "server/domain/base64.h"
#include "server/instance.h"

namespace grafake::bench {

// A server without a socket, and a request with a token that it answers: GET /api/org.
class TokenRequests {
 public:
  TokenRequests() {
    const std::string admin = "Basic " + server::EncodeBase64("admin:admin");
    (void)Send("POST", "/api/serviceaccounts", admin, R"({"name":"bot"})");
    const std::string made = Send("POST", "/api/serviceaccounts/2/tokens", admin, R"({"name":"t"})").body;
    const auto begin = made.find("glsa_");
    request_ = {.method = "GET",
                .path = "/api/org",
                .headers = {{"Host", "localhost"}, {"Authorization", "Bearer " + made.substr(begin, 46)}}};
    if (Answer().status != 200) throw std::runtime_error("the token does not work");
  }

  [[nodiscard]] server::Response Answer() { return instance_.Handle(request_); }

 private:
  static server::InstanceSettings Settings() {
    server::InstanceSettings settings;
    settings.roles.service_accounts = true;
    return settings;
  }

  server::Response Send(std::string method, std::string path, const std::string& who, std::string body) {
    return instance_.Handle({.method = std::move(method),
                             .path = std::move(path),
                             .headers = {{"Authorization", who}, {"Content-Type", "application/json"}},
                             .body = std::move(body)});
  }

  server::Instance instance_{Settings()};
  server::Request request_;
};

}  // namespace grafake::bench
