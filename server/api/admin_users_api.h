#pragma once

#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// /api/admin/users: what Grafana Admins do with users. Nobody is asked to sign in first; the permission alone decides.
class AdminUsersApi {
 public:
  AdminUsersApi(const Answers& answers, Users& users, bool trimmed)
      : answers_(answers), users_(users), trimmed_(trimmed) {}

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
};

}  // namespace grafake::server
