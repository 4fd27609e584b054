#pragma once

#include "server/http/pages.h"
#include "server/http/router.h"

namespace grafake::server {

// The pages of Grafana's front end that lead to this API's subjects: status and redirects are Grafana's, the page
// itself is empty.
void MountPages(Router& router, const Pages& pages);

}  // namespace grafake::server
