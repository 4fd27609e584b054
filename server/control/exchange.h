#pragma once

#include <chrono>
#include <string>

#include "server/domain/clock.h"
#include "server/http/message.h"

namespace grafake::server {

// How often a request has been carried out.
enum class Carried { kNever, kOnce, kTwice };

// A request that a world has answered, as those see it who stand beside the world. Lives as long as the call.
struct Exchange {
  const Request& request;
  const Response& response;  // what the client gets
  Instant at;                // the time of the world when it came
  std::chrono::nanoseconds took;
  std::string fault = {};  // which programme it has met; empty: none
  Carried carried = Carried::kOnce;
  std::string_view route = {};   // the pattern of the route that was asked, also by who was refused; empty: none
  std::string token = {};        // the name of the token or key that the caller has shown; empty: none, or nobody knows
  std::string_view hidden = {};  // [grafake] control_token, wherever it stands: it is for nobody else; empty: none
  std::string_view jwt_header = {};  // [auth.jwt] header_name, whose value is a secret; empty: none
  std::string why = {};              // it was refused, in a sentence; empty: it was not, or nobody says
};

}  // namespace grafake::server
