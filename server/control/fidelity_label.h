#pragma once

#include <cstdint>

#include "server/control/exchange.h"
#include "server/worlds/world.h"

namespace grafake::server {

// Adds the header X-Grafake to the answer of the exchange: the world, the id in its journal (0: there is none), and
// whether real Grafana is recorded to answer so.
void AddFidelityLabel(const World& world, const Exchange& exchange, std::uint64_t id, Response& response);

}  // namespace grafake::server
