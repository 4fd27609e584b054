#pragma once

#include "server/domain/access.h"
#include "server/domain/kept_permissions.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// GET /api/access-control/user/permissions: what the caller may do, as action → true; `with_scopes`: as action →
// scopes, and …/user/actions as action → true. Exists only with RBAC on.
class PermissionsApi {
 public:
  PermissionsApi(const Answers& answers, Access& access, KeptPermissions& kept, bool with_scopes)
      : answers_(answers), access_(access), kept_(kept), with_scopes_(with_scopes) {}

  void Mount(Router& router) const;

 private:
  // By what is kept of the caller, unless he wants to know better.
  [[nodiscard]] PermissionsPtr Asked(const Context& context) const;

  const Answers& answers_;
  Access& access_;
  KeptPermissions& kept_;
  bool with_scopes_;
};

}  // namespace grafake::server
