#pragma once

#include "server/domain/sessions.h"
#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// The sessions of the caller (/api/user/auth-tokens…) and of any user (/api/admin/users/:id/auth-tokens…).
class SessionsApi {
 public:
  // `for_users`: only they have sessions, others are told so. `with_module`: lists name who has let somebody in.
  SessionsApi(const Answers& answers, Users& users, Sessions& sessions, bool for_users, bool with_module)
      : answers_(answers), users_(users), sessions_(sessions), for_users_(for_users), with_module_(with_module) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response ListOwn(const Context& context) const;
  [[nodiscard]] Response ListOfUser(const Context& context) const;
  [[nodiscard]] Response RevokeOwn(const Context& context) const;
  [[nodiscard]] Response RevokeOfUser(const Context& context) const;
  [[nodiscard]] Response LogOut(const Context& context) const;

  [[nodiscard]] bool CanHaveNone(const Principal& caller) const;
  [[nodiscard]] Response ListOf(std::int64_t user_id, const Context& context) const;
  [[nodiscard]] Response Revoke(std::int64_t user_id, std::int64_t session_id, const Context& context) const;

  const Answers& answers_;
  Users& users_;
  Sessions& sessions_;
  bool for_users_;
  bool with_module_;
};

}  // namespace grafake::server
