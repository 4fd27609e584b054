#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "bench/load.h"
#include "bench/server_process.h"
#include "bench/token_world.h"

namespace grafake::bench {

// A server with a token of its own, and closed loops of GET /api/org with it.
class TokenLoad {
 public:
  // Starts the server and waits for it; arguments as for ServerProcess.
  TokenLoad(const std::string& program, const std::string& data, const std::vector<std::string>& more = {});

  [[nodiscard]] const ServerProcess& server() const { return server_; }
  [[nodiscard]] TokenWorld& world() { return world_; }

  // The bytes of the request.
  [[nodiscard]] const std::string& request() const { return workload_.At(0).request; }
  // Answers a second on so many connections.
  [[nodiscard]] double Rate(int connections, std::chrono::milliseconds duration) const;

 private:
  ServerProcess server_;
  TokenWorld world_;
  Workload workload_;
};

}  // namespace grafake::bench
