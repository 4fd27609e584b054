#pragma once

#include <functional>
#include <string>

#include "server/domain/principal.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/neighbour_rules.h"

namespace grafake::server {

// The address of the dashboard that the preferences of a caller, or of his org, name; empty: none is there.
using HomeOf = std::function<std::string(const Principal& caller)>;

// What clients ask besides: the home dashboard, and what a Grafana answers that has no data sources, annotations,
// playlists and library elements.
void MountNeighbours(Router& router, const Answers& answers, const NeighbourRules& rules, const HomeOf& home_of);

}  // namespace grafake::server
