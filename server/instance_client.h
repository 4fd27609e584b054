// A client of an Instance without a socket, for tests.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/domain/base64.h"
#include "server/instance.h"

namespace grafake::server {

struct Ask {
  std::string method;
  std::string path;  // with its query
  std::string body = {};
  std::string who = "admin:admin";  // "login:password", a token, or empty: nobody
  std::vector<Header> headers = {};
};

// The value of a header of an answer; "none" when it has none.
inline std::string HeaderOf(const Response& response, std::string_view name) {
  for (const AnswerHeader& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return "none";
}

class InstanceClient {
 public:
  explicit InstanceClient(Instance& instance) : instance_(instance) {}

  Response operator()(const Ask& ask) const {
    const auto query = ask.path.find('?');
    Request request{.method = ask.method,
                    .path = ask.path.substr(0, query),
                    .query = query == std::string::npos ? "" : ask.path.substr(query + 1),
                    .headers = ask.headers,
                    .body = ask.body,
                    .client_ip = "127.0.0.1",
                    .client_port = "4711"};
    request.headers.push_back({"Content-Type", "application/json"});
    const bool password = ask.who.find(':') != std::string::npos;
    if (!ask.who.empty()) {
      request.headers.push_back({"Authorization", password ? "Basic " + EncodeBase64(ask.who) : "Bearer " + ask.who});
    }
    return instance_.Handle(request);
  }

  // The answer's JSON; null when it is none.
  nlohmann::json Json(const Ask& ask) const {
    const Response response = (*this)(ask);
    return response.status < 300 ? nlohmann::json::parse(response.body, nullptr, false) : nlohmann::json();
  }

 private:
  Instance& instance_;
};

}  // namespace grafake::server
