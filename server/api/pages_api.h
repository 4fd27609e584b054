#pragma once

#include "server/http/answers.h"
#include "server/http/pages.h"
#include "server/http/router.h"
#include "server/releases/page_rules.h"

namespace grafake::server {

// The pages of Grafana's front end that lead to this API's subjects, with Grafana's status and redirects; and the
// pictures of users, which are all the same one.
void MountPages(Router& router, const Answers& answers, const Pages& pages, const PageRules& rules);

}  // namespace grafake::server
