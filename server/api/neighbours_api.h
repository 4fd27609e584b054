#pragma once

#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/neighbour_rules.h"

namespace grafake::server {

// What clients ask besides and what an empty Grafana answers: no dashboards, no folders, no data sources, and nothing
// that belongs to them.
void MountNeighbours(Router& router, const Answers& answers, const NeighbourRules& rules);

}  // namespace grafake::server
