#pragma once

#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// What clients ask besides and what an empty Grafana answers: no dashboards, no folders, no data sources.
void MountNeighbours(Router& router, const Answers& answers);

}  // namespace grafake::server
