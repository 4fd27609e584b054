#pragma once

#include "server/net/limits.h"
#include "server/net/shared_budget.h"

namespace grafake::server {

// What all clients of one server, or of several that share it, may have kept for them. Thread-safe.
struct ClientMemory {
  explicit ClientMemory(const Limits& limits) : bodies(limits.bodies), answers(limits.answers) {}

  SharedBudget bodies;
  SharedBudget answers;
};

}  // namespace grafake::server
