#pragma once

#include "server/domain/clock.h"
#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/avatars.h"
#include "server/http/router.h"

namespace grafake::server {

// /api/user (who calls) and /api/users (everybody).
class UsersApi {
 public:
  UsersApi(const Answers& answers, const Avatars& avatars, Users& users, Clock clock)
      : answers_(answers), avatars_(avatars), users_(users), clock_(std::move(clock)) {}

  void Mount(Router& router);

 private:
  [[nodiscard]] Response Current(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Profile(std::int64_t id, const Context& context) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Users& users_;
  Clock clock_;
};

}  // namespace grafake::server
