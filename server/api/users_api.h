#pragma once

#include "server/api/avatars.h"
#include "server/domain/clock.h"
#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/user_rules.h"

namespace grafake::server {

// /api/users: everybody, for Grafana Admins.
class UsersApi {
 public:
  // `sorted`: lists come in the order that is asked for.
  UsersApi(const Answers& answers, const Avatars& avatars, Users& users, Clock clock, bool trimmed,
           const UserAnswers& shape, bool sorted)
      : answers_(answers),
        avatars_(avatars),
        users_(users),
        clock_(std::move(clock)),
        trimmed_(trimmed),
        shape_(shape),
        sorted_(sorted) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response LookUp(const Context& context) const;
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Search(const Context& context) const;
  [[nodiscard]] Response Orgs(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  [[nodiscard]] Response Use(const Context& context) const;
  [[nodiscard]] tl::expected<UserSearch, Response> SortedSearchOf(const Query& query) const;
  void AddHits(JsonWriter& json, const UserPage& page) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Users& users_;
  Clock clock_;
  bool trimmed_;  // see Release::logins_trimmed
  UserAnswers shape_;
  bool sorted_;
};

}  // namespace grafake::server
