#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "grafake/client.h"
#include "test_support/misbehaving_server.h"

// What tests of the client share. Nobody waits between attempts.
namespace grafake {

inline constexpr std::chrono::milliseconds kShort{150};  // a deadline that a stalled server makes a call reach
inline constexpr const char* kOrg = R"({"id":1,"name":"Main Org."})";
inline constexpr const char* kToken = R"({"id":7,"name":"first","key":"glsa_new"})";

inline ClientOptions OptionsFor(const std::string& url) {
  ClientOptions options{.url = url, .credentials = AccessToken{Secret("glsa_secret")}};
  options.timing.sleep = [](std::chrono::milliseconds /*time*/, const std::stop_token& /*stop*/) {};
  options.timing.random = [] { return 0.0; };  // so that no wait is longer than what is left
  return options;
}

inline Client ClientOf(const MisbehavingServer& server) { return Client(OptionsFor(server.url())); }

// Answers every request with the body.
inline MisbehavingServer::Script Always(int status, std::string body, std::string headers = {}) {
  return [=](Visit& visit) {
    while (!visit.Request().empty()) visit.Answer(status, body, headers);
  };
}

}  // namespace grafake
