#pragma once

#include "server/domain/permission_search.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// GET /api/access-control/users/permissions/search: who may do a thing, as id → action → scopes.
class PermissionSearchApi {
 public:
  PermissionSearchApi(const Answers& answers, PermissionSearch& search) : answers_(answers), search_(search) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Search(const Context& context) const;
  [[nodiscard]] Response SearchOne(const Context& context, const PermissionQuery& query) const;

  const Answers& answers_;
  PermissionSearch& search_;
};

}  // namespace grafake::server
