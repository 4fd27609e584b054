#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/control/exchange.h"
#include "server/http/message.h"

namespace grafake::server {

// What goes wrong for which requests, how often: the programme of a fault. A value.
struct Fault {
  // Which requests meet it. What is empty asks for nothing.
  struct When {
    std::string method;
    std::string route;        // the pattern of a route, or a path
    std::string caller;       // login or name of a user or service account, or the name of a token
    std::uint64_t after = 0;  // so many of those requests pass first
    bool named = false;       // only those that name it in X-Grafake-Fault
  };

  // An answer in place of the server's own.
  struct Given {
    int status = 200;
    std::vector<Header> headers;
    std::string body;
  };

  // How long its answer waits: by chance between the two.
  struct Delay {
    std::chrono::nanoseconds from{0};
    std::chrono::nanoseconds to{0};
  };

  std::string name;
  When when;
  std::optional<std::uint64_t> times;  // that it is met; nothing: always
  Carried apply = Carried::kOnce;
  std::optional<Given> given;
  Delivery delivery;  // all but its delay
  Delay delay;
  Plight plight;

  // As they were said, in JSON, to be shown.
  std::string said_when;
  std::string said_do;
};

}  // namespace grafake::server
