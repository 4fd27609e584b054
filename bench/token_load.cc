#include "bench/token_load.h"

namespace grafake::bench {

TokenLoad::TokenLoad(const std::string& program, const std::string& data, const std::vector<std::string>& more)
    : server_(program, data, more),
      world_((server_.AwaitAnswer(), server_.target()), "Basic YWRtaW46YWRtaW4="),
      workload_(world_.Mixed({{"valid", 1}}, {})) {
  (void)Rate(1, std::chrono::milliseconds(200));
}

double TokenLoad::Rate(int connections, std::chrono::milliseconds duration) const {
  return RunLoad(server_.target(), workload_, {.connections = connections, .duration = duration}).PerSecond();
}

}  // namespace grafake::bench
