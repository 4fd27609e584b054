#pragma once

#include "server/http/router.h"
#include "server/releases/refusals.h"

namespace grafake::server {

// Tells each route that writes what it answers when the database does not let it. Call when all routes are there;
// `refusals` must outlive the router.
void MountStorageFailures(Router& router, const Refusals& refusals);

}  // namespace grafake::server
