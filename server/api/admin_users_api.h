#pragma once

#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// /api/admin/users: what Grafana Admins do with users. Nobody is asked to sign in first; the permission alone decides.
class AdminUsersApi {
 public:
  // `with_uid`: who makes a user is told it.
  AdminUsersApi(const Answers& answers, Users& users, bool trimmed, bool with_uid)
      : answers_(answers), users_(users), trimmed_(trimmed), with_uid_(with_uid) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response SetPassword(const Context& context) const;
  [[nodiscard]] Response SetAdmin(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  [[nodiscard]] Response Disable(const Context& context) const;
  [[nodiscard]] Response Enable(const Context& context) const;

  const Answers& answers_;
  Users& users_;
  bool trimmed_;  // see Release::logins_trimmed
  bool with_uid_;
};

}  // namespace grafake::server
