#pragma once

#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// GET /api/access-control/user/permissions: what the caller may do, as action → true. Exists only with RBAC on.
void MountPermissions(Router& router, const Answers& answers);

}  // namespace grafake::server
