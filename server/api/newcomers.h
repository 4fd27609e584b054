#pragma once

#include <cstdint>

#include "server/domain/sessions.h"
#include "server/http/client_address.h"
#include "server/http/cookies.h"
#include "server/http/message.h"

namespace grafake::server {

// Signs in who has just become a user. Thread-safe.
class Newcomers {
 public:
  Newcomers(const Cookies& cookies, Sessions& sessions) : cookies_(cookies), sessions_(sessions) {}

  [[nodiscard]] Response SignIn(const Request& request, std::int64_t user_id, Response response) {
    cookies_.PutSession(response, sessions_.Create(user_id, BrowserOf(request)), sessions_.NextRotation());
    return response;
  }

 private:
  const Cookies& cookies_;
  Sessions& sessions_;
};

}  // namespace grafake::server
